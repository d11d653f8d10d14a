import Jobs
import Synchronization

/// News from shadow runs.
public struct ShadowProgress: Sendable {
  /// How much of the study is done.
  public let fraction: Fraction
  /// How long the rest will take if it goes on like this; nil while nothing can be said.
  public let secondsLeft: Double?
  /// People whose runs were just done: each is told once, in order. To be kept for going on after
  /// an interruption.
  public let finished: [ShadowScores]
}

/// Counts runs from several threads and says how long the rest will take.
final class ShadowClock: Sendable {
  private let done: Atomic<Int>
  private let already: Int
  private let total: Int
  private let context: RunContext<ShadowProgress>
  private let start = ContinuousClock.now

  /// - Parameters:
  ///   - already: runs that were done before this sitting.
  ///   - total: runs of the whole study.
  init(already: Int, of total: Int, _ context: RunContext<ShadowProgress>) {
    done = Atomic(already)
    self.already = already
    self.total = total
    self.context = context
  }

  /// Says that one more run is done; reported a thousand times in all.
  func add() {
    let sum = done.wrappingAdd(1, ordering: .relaxed).newValue
    if sum % max(1, total / 1000) == 0 { report(sum, []) }
  }

  /// Says whose runs are done.
  func finish(_ scores: [ShadowScores]) { report(done.load(ordering: .relaxed), scores) }

  private func report(_ sum: Int, _ finished: [ShadowScores]) {
    let elapsed = (ContinuousClock.now - start) / .seconds(1)
    let fresh = sum - already
    let left = fresh > 0 ? elapsed * Double(total - sum) / Double(fresh) : nil
    context.report(
      ShadowProgress(fraction: Fraction(sum, of: total), secondsLeft: left, finished: finished))
  }
}
