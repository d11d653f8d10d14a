import Numeric

/// The difference of two counted shares.
public struct RateGap: Sendable, Equatable {
  /// The first share less the second, −1...1.
  public let value: Double
  /// At 95 %, by Newcombe's hybrid of the two Wilson intervals.
  public let interval: Interval

  /// - Parameter looks: differences that are looked at together.
  /// - Source: Newcombe, Interval estimation for the difference between independent proportions,
  ///   Statistics in Medicine 17, 1998, method 10.
  public init(_ one: SuccessRate, _ other: SuccessRate, looks: Int = 1) {
    let first = one.estimate(looks: looks).interval
    let second = other.estimate(looks: looks).interval
    value = one.rate - other.rate
    interval = ShareInterval.difference((one.rate, first), (other.rate, second))
  }
}
