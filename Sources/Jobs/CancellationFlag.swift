import Synchronization

/// A stop signal that one thread raises and others look at.
public final class CancellationFlag: Sendable {
  private let raised = Atomic<Bool>(false)

  /// A flag that is down.
  public init() {}

  /// Asks for a stop. It cannot be taken back.
  public func raise() { raised.store(true, ordering: .relaxed) }

  /// True once a stop was asked for.
  public var isRaised: Bool { raised.load(ordering: .relaxed) }
}
