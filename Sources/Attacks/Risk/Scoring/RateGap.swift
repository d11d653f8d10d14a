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
    let difference = one.rate - other.rate
    func length(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
    value = difference
    interval = Interval(
      low: difference - length(one.rate - first.low, second.high - other.rate),
      high: difference + length(first.high - one.rate, other.rate - second.low))
  }
}
