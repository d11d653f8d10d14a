import Jobs
import Numeric
import Parameters
import Tabular

/// How far synthetic rows lie from the training rows, by how far rows drawn at random do.
///
///     min(median DCR(S→T) / median DCR(R→T), 1),  R as many random rows as S has
public struct BaselineProtection: Measure {
  /// `dcr-baseline-protection`
  public static let name = "dcr-baseline-protection"
  /// `DCR baseline protection`
  public static let title = "DCR baseline protection"
  /// One line.
  public static let summary =
    "median distance to the closest training row, by that of random rows; at most 1"
  /// The definition followed.
  public static let source = Citation(
    "SDMetrics, DCRBaselineProtection",
    link: "https://docs.sdv.dev/sdmetrics/data-metrics/privacy/dcrbaselineprotection")
  /// None.
  public static let parameters: [ParameterSpec] = []
  /// How near synthetic rows come to real ones.
  public static let group = MeasureGroup.distance
  /// Farther is safer.
  public static let direction = Direction.higherIsSafer
  /// A holdout helps, but is not needed.
  public static let needs: Set<MeasureNeed> = []
  /// The definition in detail.
  public static let rules = MeasureRules(
    scaling: ClosestRecordDistance.scaling,
    ties: DistanceComparison.rules.ties,
    degenerate: "undefined if half of the random rows equal a training row",
    interval: "95 %, percentiles of 1,000 bootstrap samples of synthetic and of random rows",
    threshold: "by the median distance, random rows being the same for both. "
      + DistanceComparison.rules.threshold)

  /// There is nothing to set.
  public init(_ values: ParameterValues) {}

  /// - Throws: `MeasureError`, `CancellationError`.
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    let comparison = try DistanceComparison(
      ClosestRecords(input, for: Self.self), by: .median, in: context.step(0, of: 2))
    let random = try randomDistances(input, in: context.step(1, of: 2)).sorted()
    let baseline = SampleStatistic.median.of(random) ?? 0
    func protection(_ median: Double?) -> Double? {
      median.flatMap { baseline > 0 ? min($0 / baseline, 1) : nil }
    }
    let value = protection(comparison.value)
    let verdict = try comparison.verdict(
      ratios: comparison.ratioInterval(in: context), in: context)
    let interval = StatedInterval(
      value == nil ? nil : try interval(comparison, random, in: context), of: value)
    return Measurement(
      value, interval: interval.interval,
      reference: protection(comparison.reference), verdict: verdict,
      sentence: sentence(value, protection(comparison.reference), comparison, verdict),
      parts: [
        MeasurePart("synthetic to training", comparison.value),
        MeasurePart("random to training", baseline),
      ] + comparison.parts(ratios: nil),
      remarks: comparison.remarks + [interval.remark].compactMap(\.self)
        + (value == nil ? ["half of the random rows equal a training row: no baseline"] : []))
  }

  /// Random rows to their closest training row.
  private func randomDistances(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> [Double] {
    guard let training = input.distances.rows[.training] else { return [] }
    var random = Bootstrap(seed: input.seed, purpose: "random rows").random(0)
    let drawn = try input.training.randomRows(
      input.synthetic.rowCount, columns: training.space.names, &random)
    return try training.nearest(1, to: training.space.rows(of: drawn), in: context).nearest
  }

  private func interval(
    _ comparison: DistanceComparison, _ random: [Double], in context: RunContext<Fraction>
  ) throws -> Interval? {
    let released = comparison.released
    let bootstrap = Bootstrap(seed: comparison.seed, purpose: "baseline")
    return try bootstrap.interval(in: context) { _, stream in
      let here = SampleStatistic.median
        .of(released, counts: Bootstrap.counts(released.count, &stream))
      let there = SampleStatistic.median
        .of(random, counts: Bootstrap.counts(random.count, &stream))
      guard let here, let there, there > 0 else { return nil }
      return min(here / there, 1)
    }
  }

  private func sentence(
    _ value: Double?, _ reference: Double?, _ comparison: DistanceComparison,
    _ verdict: MeasureVerdict
  ) -> String {
    guard let value else { return "Random rows hit real people too, so there is no baseline." }
    let others = comparison.hasHoldout ? "unseen people" : "real people among themselves"
    let end =
      switch verdict {
      case .leak: "the release follows the people it was made from"
      case .clean: "it comes no nearer than chance"
      case .unclear where comparison.hasHoldout: "that decides nothing for so few rows"
      case .unclear: "that decides nothing without a holdout"
      }
    return "Synthetic rows lie \(PlainText.percent(value)) as far from real people as random rows, "
      + (reference.map { "\(others) \(PlainText.percent($0)); " } ?? "") + "\(end)."
  }
}
