#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The standard normal distribution.
public enum NormalDistribution {
  /// Below this a value's chance is worked out by a series, as it gets too small for a number.
  private static let farBelow = -35.0

  /// The chance of at most `x`.
  public static func cumulative(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

  /// Its logarithm, for any `x`.
  public static func logCumulative(_ x: Double) -> Double {
    if x > 0 { return log1p(-cumulative(-x)) }
    if x > farBelow { return log(cumulative(x)) }
    let square = 1 / (x * x)
    let series =
      -square * (1 - square * (3 - square * (15 - square * (105 - square * 945))))
    return -0.5 * x * x - log(-x) - 0.5 * log(2 * Double.pi) + log1p(series)
  }

  /// The value that is exceeded with chance 1 − `chance`; infinite for 0 and 1.
  ///
  /// Found by halving the numbers that there are, so it has all digits that `chance` allows.
  public static func quantile(_ chance: Double) -> Double {
    guard chance > 0 else { return -.infinity }
    guard chance < 1 else { return .infinity }
    guard chance <= 0.5 else { return -quantile(1 - chance) }
    var low = (0.0).bitPattern
    var high = (40.0).bitPattern
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if cumulative(-Double(bitPattern: middle)) > chance { low = middle } else { high = middle }
    }
    return -Double(bitPattern: low)
  }
}
