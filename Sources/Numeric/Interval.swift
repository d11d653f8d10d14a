/// A range that holds a true value with a stated confidence.
public struct Interval: Sendable, Equatable {
  /// The smallest value it holds.
  public let low: Double
  /// The largest value it holds; not below `low`.
  public let high: Double

  /// - Precondition: `low <= high`; this is not checked.
  public init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  /// The Wilson score interval at 95 % for `successes` out of `trials`, within 0...1.
  ///
  ///     center = (s + z²/2) / (n + z²),  half width = z / (n + z²) · √(s (n − s) / n + z²/4)
  ///
  /// No trials say nothing: the interval is then 0...1. Source: Wilson 1927.
  public static func wilson(_ successes: Int, of trials: Int) -> Interval {
    WilsonEstimate(Double(successes), of: Double(trials)).interval
  }
}
