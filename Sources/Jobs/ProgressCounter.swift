import Synchronization

/// Counts what parallel workers have done and reports the share of the whole.
public final class ProgressCounter: Sendable {
  private let done = Atomic<Int>(0)
  private let total: Int
  private let context: RunContext<Fraction>

  /// - Parameters:
  ///   - total: what there is to do.
  ///   - context: told of every step; where its updates are no fractions, nobody is.
  public init<Update>(of total: Int, in context: RunContext<Update>) {
    self.total = total
    self.context = context as? RunContext<Fraction> ?? context.silenced()
  }

  /// Says that `count` more are done. May be called from any thread.
  public func add(_ count: Int) {
    let sum = done.wrappingAdd(count, ordering: .relaxed).newValue
    context.report(Fraction(sum, of: total))
  }
}
