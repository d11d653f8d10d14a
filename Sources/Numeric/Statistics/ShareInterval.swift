/// Intervals of shares and of what is made of two shares. None of them collapses where nothing or
/// everything was found.
public enum ShareInterval {
  /// The standard normal quantile for 95 % on two sides.
  public static let z95 = 1.959963984540054
  /// The standard normal quantile for 99.9 % on two sides, which verdicts ask for.
  public static let z999 = 3.290526731491926

  /// Wilson's score interval of a share that was found in `trials` trials; `share` need not be a
  /// whole number of them. No trials say nothing. Source: Wilson 1927.
  public static func wilson(_ share: Double, trials: Double, z: Double = z95) -> Interval {
    WilsonEstimate(share * trials, of: trials, z: z).interval
  }

  /// An estimate with its interval.
  public typealias Estimate = (value: Double, interval: Interval)

  /// The interval of `one − other` from those of two independent estimates; of two Wilson intervals
  /// it is Newcombe's method 10. Source: Newcombe 1998; Zou and Donner 2008.
  public static func difference(_ one: Estimate, _ other: Estimate) -> Interval {
    let value = one.value - other.value
    return Interval(
      low: value
        - distance(one.value - one.interval.low, other.interval.high - other.value),
      high: value
        + distance(one.interval.high - one.value, other.value - other.interval.low))
  }

  /// The interval of `(one + other) / 2`, in the same way.
  public static func mean(_ one: Estimate, _ other: Estimate) -> Interval {
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
