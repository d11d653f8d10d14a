import Jobs
import Numeric

/// Intervals and standard errors from drawing the same number of units again with replacement
/// (Efron 1979).
package struct Bootstrap: Sendable {
  /// How often is drawn where nothing else is said.
  package static let resamples = 1000
  /// Resamples that are drawn between two looks at whether to stop.
  private static let grain = 2

  private let seed: UInt32
  private let resamples: Int

  /// - Parameters:
  ///   - seed: equal seeds give equal intervals.
  ///   - purpose: keeps the draws of different uses of one seed apart.
  ///   - resamples: how often is drawn, 0 or more.
  package init(seed: UInt32, purpose: String, resamples: Int = Self.resamples) {
    self.resamples = resamples
    self.seed = purpose.utf8.reduce(seed ^ 0x811c_9dc5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
  }

  /// The random stream of one resample.
  package func random(_ resample: Int) -> NumPyRandom {
    NumPyRandom(seed: seed &+ UInt32(truncatingIfNeeded: resample) &* 0x9e37_79b9)
  }

  /// How often each of `count` units is drawn in `count` draws with replacement. O(count).
  package static func counts(_ count: Int, _ random: inout NumPyRandom) -> [Int32] {
    var counts = [Int32](repeating: 0, count: count)
    for _ in 0..<count { counts[random.integer(below: count)] += 1 }
    return counts
  }

  /// The middle 95 % of `statistic` over the resamples; nil if it is undefined in more than one of
  /// twenty of them.
  ///
  /// - Parameter statistic: of one resample, which it draws itself; called from any thread, and nil
  ///   where it is undefined. May take 10 ms at most.
  /// - Throws: `CancellationError`.
  package func interval<Update>(
    in context: RunContext<Update>,
    _ statistic: @Sendable (_ resample: Int, inout NumPyRandom) -> Double?
  ) throws -> Interval? {
    let draws = try parallelChunks(of: resamples, grain: Self.grain, in: context) { range in
      try range.map { resample in
        try context.checkCancellation()
        var random = random(resample)
        return statistic(resample, &random)
      }
    }.joined()
    let known = draws.compactMap(\.self).sorted()
    guard known.count * 20 >= resamples * 19,
      let low = SampleStatistic.quantile(0.025).of(known),
      let high = SampleStatistic.quantile(0.975).of(known)
    else { return nil }
    return Interval(low: low, high: high)
  }

  /// The standard deviation of `statistic` over the resamples; nil if fewer than two of them have a
  /// value. Reports a fraction for each resample.
  ///
  /// - Parameter statistic: of one resample, which it draws itself; called from any thread, and nil
  ///   where it is undefined. It looks for a cancel itself.
  /// - Throws: `CancellationError`, or what `statistic` throws.
  package func standardError<Update>(
    in context: RunContext<Update>, _ statistic: @Sendable (inout NumPyRandom) throws -> Double?
  ) throws -> Double? {
    let done = ProgressCounter(of: max(1, resamples), in: context)
    let values = try parallelMap(resamples, in: context) { resample -> Double? in
      var random = random(resample)
      let value = try statistic(&random)
      done.add(1)
      return value
    }
    let found = values.compactMap(\.self)
    guard found.count > 1 else { return nil }
    let mean = found.reduce(0, +) / Double(found.count)
    let squares = found.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(found.count - 1)).squareRoot()
  }
}
