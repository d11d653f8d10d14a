import Jobs
import Numeric
import Parameters

/// The 5th percentile of the distance to the closest training row, synthetic rows by holdout rows.
///
///     q05(DCR(S→T)) / q05(DCR(H→T))
///
/// Below 1 the release lies nearer to the people it was made from than unseen people do.
public struct HoldoutRatio: Measure {
  /// `dcr-ratio`
  public static let name = "dcr-ratio"
  /// `DCR ratio to holdout`
  public static let title = "DCR ratio to holdout"
  /// One line.
  public static let summary =
    "5th percentile of the distance to the closest training row, synthetic by holdout"
  /// The definition followed.
  public static let source = ClosestRecordDistance.source
  /// None.
  public static let parameters: [ParameterSpec] = []
  /// How near synthetic rows come to real ones.
  public static let group = MeasureGroup.distance
  /// Farther is safer.
  public static let direction = Direction.higherIsSafer
  /// The denominator.
  public static let needs: Set<MeasureNeed> = [.holdout]
  /// The definition in detail.
  public static let rules = MeasureRules(
    scaling: ClosestRecordDistance.scaling,
    ties: DistanceComparison.rules.ties,
    degenerate: "a holdout percentile of 0 leaves the ratio undefined, never 1, and both numbers "
      + "are told; 0 by 0 is a leak if beyond chance more synthetic than holdout rows are at 0",
    interval: DistanceComparison.rules.interval,
    threshold: DistanceComparison.rules.threshold + "; below 1 is the vendors' rule")

  /// There is nothing to set.
  public init(_ values: ParameterValues) {}

  /// - Throws: `MeasureError`, `CancellationError`.
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    _ = try input.requireHoldout(for: Self.self)
    let comparison = try DistanceComparison(
      ClosestRecords(input, for: Self.self), by: .quantile(0.05), in: context)
    let ratios = try comparison.ratioInterval(in: context)
    let verdict = try comparison.verdict(ratios: ratios, in: context)
    let interval = StatedInterval(ratios, of: comparison.ratio)
    return Measurement(
      comparison.ratio, interval: interval.interval, reference: 1,
      verdict: verdict, sentence: sentence(comparison, verdict),
      parts: [MeasurePart("synthetic to training", comparison.value)]
        + comparison.parts(ratios: nil),
      remarks: comparison.remarks + [interval.remark].compactMap(\.self)
        + (comparison.ratio == nil
          ? ["the holdout's percentile is 0, so there is no ratio; look at both numbers"] : []))
  }

  private func sentence(_ comparison: DistanceComparison, _ verdict: MeasureVerdict) -> String {
    let here = PlainText.number(comparison.value)
    guard let ratio = comparison.ratio else {
      return "The closest one in twenty synthetic rows come within \(here) of a training row, "
        + "those of unseen people within 0: there is no ratio"
        + (verdict == .leak ? ", and real rows have come out again." : ".")
    }
    return "The closest one in twenty synthetic rows come \(PlainText.number(ratio)) times as far "
      + "from a training row as those of unseen people"
      + (verdict == .leak ? "; that is nearer than chance explains." : ".")
  }
}
