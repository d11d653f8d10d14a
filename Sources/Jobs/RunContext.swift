/// What a long computation is given: a way to say "so far", to hear "stop", and how many threads
/// it may use.
///
/// Results must not depend on `threads`; only the time they take may.
public struct RunContext<Update: Sendable>: Sendable {
  /// Threads the computation may keep busy, at least 1.
  public let threads: Int
  private let cancelled: @Sendable () -> Bool
  private let sink: @Sendable (Update) -> Void

  /// - Parameters:
  ///   - threads: less than 1 counts as 1.
  ///   - isCancelled: asked from any thread, often; once true it has to stay true.
  ///   - report: called from any thread, perhaps from several at once.
  public init(
    threads: Int,
    isCancelled: @escaping @Sendable () -> Bool,
    report: @escaping @Sendable (Update) -> Void
  ) {
    self.threads = max(1, threads)
    cancelled = isCancelled
    sink = report
  }

  /// True once somebody has asked this computation to stop. Cheap enough for a loop over rows.
  public var isCancelled: Bool { cancelled() }

  /// Says how far the computation has come. May be called from any thread.
  public func report(_ update: Update) { sink(update) }

  /// - Throws: `CancellationError` once a stop was asked for. Call at least every 10 ms.
  public func checkCancellation() throws(CancellationError) {
    if cancelled() { throw CancellationError() }
  }

  /// A context for an inner computation whose updates are folded into ours.
  public func folding<Inner: Sendable>(
    _ fold: @escaping @Sendable (Inner) -> Update
  ) -> RunContext<Inner> {
    RunContext<Inner>(threads: threads, isCancelled: cancelled) { sink(fold($0)) }
  }

  /// The same context for an inner computation whose updates interest nobody, perhaps with fewer
  /// threads: inside a parallel loop the threads are busy already.
  public func silenced<Inner: Sendable>(
    _ type: Inner.Type = Inner.self, threads: Int? = nil
  ) -> RunContext<Inner> {
    RunContext<Inner>(threads: threads ?? self.threads, isCancelled: cancelled) { _ in }
  }

  /// For tests and batch runs: never cancelled, updates dropped.
  public static func unattended(threads: Int = 1) -> Self {
    RunContext(threads: threads, isCancelled: { false }, report: { _ in })
  }
}

/// How much of a computation is done, from 0 to 1.
public struct Fraction: Sendable, Equatable {
  /// In 0...1.
  public let value: Double

  /// - Parameter value: brought into 0...1 where it lies outside.
  public init(_ value: Double) { self.value = min(max(value, 0), 1) }

  /// The share `done` of `total`; an empty total is done.
  public init(_ done: Int, of total: Int) {
    self.init(total == 0 ? 1 : Double(done) / Double(total))
  }

  /// How much of a whole of `count` equally long steps is done when so much of one of them is.
  ///
  /// - Parameter number: of the step, from 0.
  public func ofStep(_ number: Int, of count: Int) -> Fraction {
    Fraction((Double(number) + value) / Double(max(1, count)))
  }
}

extension RunContext<Fraction> {
  /// The context for one of `count` equally long steps: what is reported of the step becomes a share
  /// of the whole.
  ///
  /// - Parameter number: of the step, from 0.
  public func step(_ number: Int, of count: Int) -> RunContext<Fraction> {
    folding { $0.ofStep(number, of: count) }
  }
}
