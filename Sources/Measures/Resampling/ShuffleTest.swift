import Jobs
import Numeric

/// Whether what was found is out of reach of chance, by shuffling who is who (Fisher 1935, Pitman
/// 1937): exact for any number of rows, shared neighbors and ties included.
///
/// The level is one in a thousand: many measures are read side by side, and a leak is a grave thing
/// to say.
package struct ShuffleTest: Sendable {
  /// Shuffles; none of them may be as extreme as what was found: p ≤ 1 / (shuffles + 1).
  package static let shuffles = 1000
  /// Shuffles between two looks at whether chance has reached it already.
  private static let batch = 50

  private let streams: Bootstrap

  /// - Parameters: as for `Bootstrap`.
  package init(seed: UInt32, purpose: String) {
    streams = Bootstrap(seed: seed, purpose: "shuffle " + purpose)
  }

  /// Whether no shuffle is as extreme as what was found.
  ///
  /// - Parameter isAsExtreme: shuffles once and says whether that is at least as extreme; called
  ///   from any thread. May take 10 ms at most.
  /// - Complexity: stops soon after the first that is.
  /// - Throws: `CancellationError`.
  package func isBeyondChance<Update>(
    in context: RunContext<Update>, _ isAsExtreme: @Sendable (inout NumPyRandom) -> Bool
  ) throws -> Bool {
    for start in stride(from: 0, to: Self.shuffles, by: Self.batch) {
      let found = try parallelChunks(of: Self.batch, grain: 1, in: context) { range in
        try context.checkCancellation()
        var random = streams.random(start + range.lowerBound)
        return isAsExtreme(&random)
      }
      if found.contains(true) { return false }
    }
    return true
  }

  /// Whether `statistic` of the first values lies further below that of the second than in any
  /// shuffle of all values between the two.
  ///
  /// - Parameters:
  ///   - first, second: in ascending order; false if one is empty.
  /// - Throws: `CancellationError`.
  package func isLower<Update>(
    _ first: [Double], than second: [Double], by statistic: SampleStatistic,
    in context: RunContext<Update>
  ) throws -> Bool {
    guard let here = statistic.of(first), let there = statistic.of(second), here < there else {
      return false
    }
    let pool = (first + second).sorted()
    let count = first.count
    let margin = 1e-12 * there
    return try isBeyondChance(in: context) { random in
      let (one, other) = Self.split(pool, count, &random)
      guard let low = statistic.of(one), let high = statistic.of(other) else { return true }
      return low - high <= here - there + margin
    }
  }

  /// A random choice of `count` values and the rest, both in the order they come in.
  private static func split(
    _ pool: [Double], _ count: Int, _ random: inout NumPyRandom
  ) -> (chosen: [Double], rest: [Double]) {
    var chosen: [Double] = []
    var rest: [Double] = []
    chosen.reserveCapacity(count)
    rest.reserveCapacity(pool.count - count)
    for (place, value) in pool.enumerated() {
      if random.integer(below: pool.count - place) < count - chosen.count {
        chosen.append(value)
      } else {
        rest.append(value)
      }
    }
    return (chosen, rest)
  }
}
