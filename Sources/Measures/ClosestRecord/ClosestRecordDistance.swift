import Jobs
import Numeric
import Parameters

/// What the measures of one distance to the closest record have in common.
enum ClosestRecordDistance {
  static let source = Citation(
    "Platzer and Reutterer, Holdout-Based Empirical Assessment of Mixed-Type Synthetic Data, "
      + "Frontiers in Big Data 4, 2021",
    link: "https://doi.org/10.3389/fdata.2021.679939")

  static let scaling =
    "each number counts min(|a − b| / range of the training rows, 1), each category 0 or 1, both "
    + "missing 0, one missing 1; the mean over the features"

  static let rules = MeasureRules(
    scaling: scaling,
    ties: DistanceComparison.rules.ties,
    degenerate:
      "a constant column counts 0 where equal, else 1; every row at 0 is a leak unless unseen people's are at 0 too; below "
      + "20 rows the 5th percentile is hardly more than the minimum",
    interval: DistanceComparison.rules.interval,
    threshold: DistanceComparison.rules.threshold)

  /// - Parameter words: how the sentence starts, up to the number.
  static func measurement(
    of statistic: SampleStatistic, _ words: String, for measure: any Measure.Type,
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    let comparison = try DistanceComparison(
      ClosestRecords(input, for: measure), by: statistic, in: context)
    let interval = StatedInterval(try comparison.interval(in: context), of: comparison.value)
    let ratios = try comparison.ratioInterval(in: context)
    let verdict = try comparison.verdict(ratios: ratios, in: context)
    return Measurement(
      comparison.value, interval: interval.interval, reference: comparison.reference,
      verdict: verdict,
      sentence: "\(words) \(PlainText.number(comparison.value)) (0 is equal, 1 as different as can "
        + "be); " + comparison.comparison(verdict) + ".",
      parts: comparison.parts(ratios: ratios),
      remarks: comparison.remarks + [interval.remark].compactMap(\.self))
  }
}
