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

  /// Half of a normal distribution's middle 95 %, in standard deviations.
  static let usualDeviations = 1.959963984540054

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
  func interval(deviations z: Double = usualDeviations) -> Interval {
    guard count > 0 else { return Interval(low: 0, high: 1) }
    let n = Double(count)
    let center = (sum + z * z / 2) / (n + z * z)
    let half = z / (n + z * z) * (max(0, sum * (n - sum)) / n + z * z / 4).squareRoot()
    return Interval(
      low: sum <= 0 ? 0 : max(0, center - half), high: sum >= n ? 1 : min(1, center + half))
  }

  /// The interval of this mean less another one of other people: Newcombe 1998, method 10.
  func difference(
    from other: BoundedMean, deviations z: Double = usualDeviations
  ) -> Interval {
    let one = interval(deviations: z)
    let two = other.interval(deviations: z)
    let apart = mean - other.mean
    func root(_ first: Double, _ second: Double) -> Double {
      (first * first + second * second).squareRoot()
    }
    return Interval(
      low: max(-1, apart - root(mean - one.low, two.high - other.mean)),
      high: min(1, apart + root(one.high - mean, other.mean - two.low)))
  }
}
