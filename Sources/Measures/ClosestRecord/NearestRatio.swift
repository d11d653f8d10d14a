import Jobs
import Numeric
import Parameters
import Tabular

/// How much nearer the closest training row is than the second closest.
///
///     NNDR(s) = d₁ / d₂  to the training rows;  5th percentile over s
///
/// Near 0 a synthetic row belongs to one person alone.
public struct NearestRatio: Measure {
  /// `nndr`
  public static let name = "nndr"
  /// `NNDR`
  public static let title = "NNDR"
  /// One line.
  public static let summary =
    "distance to the closest by that to the second closest training row, 5th percentile"
  /// The definition followed.
  public static let source = Citation(
    "MOSTLY AI, mostlyai-qa, NNDR, 2025; Lowe, Distinctive Image Features, IJCV 60, 2004",
    link: "https://github.com/mostly-ai/mostlyai-qa")
  /// None.
  public static let parameters: [ParameterSpec] = []
  /// How near synthetic rows come to real ones.
  public static let group = MeasureGroup.distance
  /// Near 0 points at one person.
  public static let direction = Direction.higherIsSafer
  /// A holdout helps, but is not needed.
  public static let needs: Set<MeasureNeed> = []
  /// The definition in detail.
  public static let rules = MeasureRules(
    scaling: ClosestRecordDistance.scaling,
    ties: "two training rows equally near give 1",
    degenerate: "a closest distance of 0 gives 0, even if the second is 0 as well: that row is a "
      + "copy (mostlyai-qa adds 1e-8 to both, which makes it 1); needs 3 training rows",
    interval: DistanceComparison.rules.interval,
    threshold: DistanceComparison.rules.threshold)

  /// There is nothing to set.
  public init(_ values: ParameterValues) {}

  /// - Throws: `MeasureError`, `CancellationError`.
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    let records = try ClosestRecords(input, for: Self.self)
    try records.require(3, of: .training)
    let comparison = try DistanceComparison(
      records, by: .quantile(0.05), in: context, scores: Self.ratios)
    let ratios = try comparison.ratioInterval(in: context)
    let verdict = try comparison.verdict(ratios: ratios, in: context)
    let means = [
      ("mean", comparison.released),
      (
        comparison.hasHoldout ? "mean of the holdout" : "mean of the training rows",
        comparison.unseen
      ),
    ].compactMap { name, values in SampleStatistic.mean.of(values).map { MeasurePart(name, $0) } }
    let interval = StatedInterval(try comparison.interval(in: context), of: comparison.value)
    return Measurement(
      comparison.value, interval: interval.interval,
      reference: comparison.reference, verdict: verdict,
      sentence:
        "One in twenty synthetic rows is at most \(PlainText.number(comparison.value)) times "
        + "as far from one real person as from the next; \(comparison.comparison(verdict)).",
      parts: means + comparison.parts(ratios: ratios),
      remarks: comparison.remarks + [interval.remark].compactMap(\.self))
  }

  /// One per row of the lists.
  private static func ratios(_ lists: NearestRows) -> [Double] {
    zip(lists.nearest, lists.second).map { first, second in first == 0 ? 0 : first / second }
  }
}
