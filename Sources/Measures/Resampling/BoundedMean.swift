import Numeric

/// The mean of numbers between 0 and 1, such as a share of people, with intervals that neither
/// collapse at the ends nor leave 0...1.
///
/// The interval is Wilson's with the sum in place of the successes: a yes or no has the largest
/// spread that a number between 0 and 1 of the same mean can have, so that the interval is at worst
/// too wide.
struct BoundedMean: Sendable, Equatable {
  /// Of all numbers.
  let sum: Double
  /// How many there are, 0 or more.
  let count: Int

  /// - Precondition: `0 <= sum <= count`; this is not checked.
  init(sum: Double, count: Int) {
    self.sum = sum
    self.count = count
  }

  /// The share `hits` of `count`.
  init(_ hits: Int, of count: Int) { self.init(sum: Double(hits), count: count) }

  /// In 0...1; 0 for no numbers.
  var mean: Double { count == 0 ? 0 : sum / Double(count) }

  /// Wilson's interval; 0...1 for no numbers.
  func interval(deviations z: Double = ShareInterval.z95) -> Interval {
    WilsonEstimate(sum, of: Double(count), z: z).interval
  }

  /// The interval of this mean less another one of other people: Newcombe 1998, method 10.
  func difference(
    from other: BoundedMean, deviations z: Double = ShareInterval.z95
  ) -> Interval {
    let apart = ShareInterval.difference(
      (mean, interval(deviations: z)), (other.mean, other.interval(deviations: z)))
    return Interval(low: max(-1, apart.low), high: min(1, apart.high))
  }
}
