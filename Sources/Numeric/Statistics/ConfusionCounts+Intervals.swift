extension ConfusionCounts {
  /// z of two intervals that hold together at 95 %: the normal quantile at 1 − 0.05 / 4.
  private static let z975 = 2.241402727604947

  /// At 95 %, from Wilson's intervals of recall and specificity, which are of different rows (the
  /// method of Zou and Donner). It does not collapse where all or none are called positive.
  public var balancedAccuracyInterval: Interval {
    let found = Interval.wilson(truePositives, of: positives)
    let passed = Interval.wilson(trueNegatives, of: negatives)
    if negatives == 0 { return found }
    if positives == 0 { return passed }
    return ShareInterval.mean((recall, found), (specificity, passed))
  }

  /// At 95 % at least: from the lower and the upper ends of Wilson's intervals of recall and
  /// specificity, each at 97.5 %, so that both hold together. It does not collapse either.
  public var geometricMeanInterval: Interval {
    let found = WilsonEstimate(Double(truePositives), of: Double(positives), z: Self.z975).interval
    let passed = WilsonEstimate(Double(trueNegatives), of: Double(negatives), z: Self.z975).interval
    return Interval(
      low: (found.low * passed.low).squareRoot(), high: (found.high * passed.high).squareRoot())
  }
}
