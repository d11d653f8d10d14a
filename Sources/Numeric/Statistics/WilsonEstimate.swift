/// A share that was counted, as its Wilson interval sees it: a center, and as much to either side.
///
/// The center is drawn towards one half, and the half width never shrinks to nothing, however extreme
/// the count:
///
///     center = (k + z²/2) / (n + z²),  half = z / (n + z²) · √(k (n − k) / n + z²/4)
///
/// Source: Wilson 1927.
public struct WilsonEstimate: Sendable, Equatable {
  /// Middle of the interval, in 0...1.
  public let center: Double
  /// As far as the interval reaches to either side.
  public let half: Double
  /// The interval; it ends at 0 if nothing was counted and at 1 if everything was.
  public let interval: Interval

  /// - Parameters:
  ///   - count: what was counted, 0 to `trials`, not always a whole number; brought there if it lies
  ///     outside.
  ///   - trials: without any, nothing is known: 0...1.
  ///   - z: standard normal deviate; for 95 % unless said otherwise.
  public init(_ count: Double, of trials: Double, z: Double = ShareInterval.z95) {
    guard trials > 0 else {
      (center, half, interval) = (0.5, 0.5, Interval(low: 0, high: 1))
      return
    }
    let hits = min(max(count, 0), trials)
    let center = (hits + z * z / 2) / (trials + z * z)
    let half = z / (trials + z * z) * (hits * (trials - hits) / trials + z * z / 4).squareRoot()
    self.center = center
    self.half = half
    interval = Interval(
      low: hits == 0 ? 0 : max(0, center - half), high: hits == trials ? 1 : min(1, center + half))
  }

  /// Intervals that are looked at together and hold jointly at 95 %, each at 1 − 0.05 / looks
  /// (Bonferroni).
  ///
  /// - Parameters:
  ///   - count: what was counted, 0 to `trials`.
  ///   - looks: 1 or more.
  public init(_ count: Double, of trials: Int, looks: Int) {
    self.init(
      count, of: Double(trials),
      z: -NormalDistribution.quantile(0.025 / Double(max(1, looks))))
  }
}
