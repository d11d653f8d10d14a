import Numeric

/// Intervals of shares and of what is made of two shares. None of them collapses where nothing or
/// everything was found.
package enum ShareInterval {
  /// The standard normal quantile for 95 % on two sides.
  package static let z95 = 1.959963984540054
  /// The standard normal quantile for 99.9 % on two sides, which verdicts ask for.
  package static let z999 = 3.290526731491926

  /// Wilson's score interval of a share that was found in `trials` trials; `share` need not be a
  /// whole number of them. No trials say nothing. Source: Wilson 1927.
  package static func wilson(_ share: Double, trials: Double, z: Double = z95) -> Interval {
    guard trials > 0 else { return Interval(low: 0, high: 1) }
    let center = (share + z * z / (2 * trials)) / (1 + z * z / trials)
    let spread = share * (1 - share) / trials + z * z / (4 * trials * trials)
    let half = z / (1 + z * z / trials) * spread.squareRoot()
    return Interval(
      low: share <= 0 ? 0 : max(0, center - half), high: share >= 1 ? 1 : min(1, center + half))
  }

  /// An estimate with its interval.
  package typealias Estimate = (value: Double, interval: Interval)

  /// The interval of `one − other` from those of two independent estimates; of two Wilson intervals
  /// it is Newcombe's method 10. Source: Newcombe 1998; Zou and Donner 2008.
  package static func difference(_ one: Estimate, _ other: Estimate) -> Interval {
    let value = one.value - other.value
    return Interval(
      low: value
        - distance(one.value - one.interval.low, other.interval.high - other.value),
      high: value
        + distance(one.interval.high - one.value, other.value - other.interval.low))
  }

  /// The interval of `(one + other) / 2`, in the same way.
  package static func mean(_ one: Estimate, _ other: Estimate) -> Interval {
    let value = (one.value + other.value) / 2
    return Interval(
      low: value
        - distance(one.value - one.interval.low, other.value - other.interval.low) / 2,
      high: value
        + distance(one.interval.high - one.value, other.interval.high - other.value) / 2)
  }

  private static func distance(_ one: Double, _ other: Double) -> Double {
    (one * one + other * other).squareRoot()
  }
}
