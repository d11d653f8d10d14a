extension Interval {
  /// The Clopper-Pearson interval for `successes` out of `trials`: it holds the true share with at
  /// least the stated confidence, however few the trials.
  ///
  ///     low = BetaInv(α/2; s, n − s + 1),  high = BetaInv(1 − α/2; s + 1, n − s)
  ///
  /// No successes reach down to 0, no failures up to 1; no trials say nothing. Source: Clopper and
  /// Pearson, Biometrika 26, 1934.
  ///
  /// - Parameter significance: α, the chance left to both ends together; 0.05 by default.
  public static func clopperPearson(
    _ successes: Int, of trials: Int, significance: Double = 0.05
  ) -> Interval {
    guard trials > 0 else { return Interval(low: 0, high: 1) }
    let hits = Double(successes)
    let misses = Double(trials - successes)
    let tail = significance / 2
    // The upper end by the failures: 1 − α/2 would lose the digits of a small α.
    return Interval(
      low: successes == 0 ? 0 : BetaDistribution(hits, misses + 1).quantile(tail),
      high: successes == trials ? 1 : 1 - BetaDistribution(misses, hits + 1).quantile(tail))
  }
}
