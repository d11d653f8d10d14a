import Jobs
import Numeric
import Parameters
import Tabular

/// The share of synthetic rows that match no training row, numbers within 1 %.
///
///     1 − #{ s : some t with |t_j − s_j| ≤ 0.01 |s_j| for numbers, t_j = s_j for categories } / #S
public struct NewRow: Measure {
  /// `new-row`
  public static let name = "new-row"
  /// `New rows`
  public static let title = "New rows"
  /// One line.
  public static let summary =
    "share of the synthetic rows that match no training row within 1 %"
  /// The definition followed.
  public static let source = Citation(
    "SDMetrics, NewRowSynthesis",
    link: "https://docs.sdv.dev/sdmetrics/data-metrics/quality/newrowsynthesis")
  /// How close is a match.
  public static let parameters: [ParameterSpec] = [
    .real(
      "tolerance", in: 0...1, default: 0.01,
      help: "numbers match within this share of the synthetic value")
  ]
  /// Real rows that came out again.
  public static let group = MeasureGroup.copies
  /// 1 if every row is new.
  public static let direction = Direction.higherIsSafer
  /// A holdout helps, but is not needed.
  public static let needs: Set<MeasureNeed> = []
  /// The definition in detail.
  public static let rules = MeasureRules(
    scaling: "relative to the size of the synthetic value, its sign left out",
    ties: "a row that matches several training rows is one match; the edge is a match",
    degenerate: "a synthetic 0 matches within the same share of the column's interquartile range "
      + "(SDMetrics wants exactly 0); a gap matches a gap alone",
    interval: ShareComparison.interval,
    threshold: "by the share that matches. " + ShareComparison.threshold
      + "; without a holdout the training rows stand in for it, each beside the "
      + "others, at one in 100,000")

  private let tolerance: Double

  /// - Parameter values: made from `parameters`.
  public init(_ values: ParameterValues) { tolerance = values.real("tolerance") }

  /// - Throws: `MeasureError`, `CancellationError`.
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    let records = try ClosestRecords(input, for: Self.self)
    let tables = ComparableRows.tables(
      [input.training, input.synthetic] + (input.holdout.map { [$0] } ?? []))
    let matcher = RowMatcher(tables[0], tolerances(input.training))
    let matched = try matcher.hasMatch(tables[1], in: context.step(0, of: 3))
    let comparison = ShareComparison(
      found: matched.count { $0 }, trials: matched.count,
      unseen: try unseen(matcher, tables, in: context.step(1, of: 3)),
      hasHoldout: input.holdout != nil, copies: try records.copies(in: context.step(2, of: 3)))
    let interval = comparison.interval
    return Measurement(
      1 - comparison.share, interval: Interval(low: 1 - interval.high, high: 1 - interval.low),
      reference: comparison.unseenShare.map { 1 - $0 }, verdict: comparison.verdict,
      sentence: "\(PlainText.percent(comparison.share)) of the synthetic rows match a training row "
        + "within \(PlainText.percent(tolerance)) in every column; \(comparison.comparison).",
      parts: [MeasurePart("synthetic rows that match", Double(comparison.found))]
        + comparison.parts,
      remarks: comparison.remarks)
  }

  private func unseen(
    _ matcher: RowMatcher, _ tables: [ComparableRows], in context: RunContext<Fraction>
  ) throws -> (found: Int, trials: Int)? {
    let isSelf = tables.count < 3
    let rows = tables[isSelf ? 0 : 2]
    guard !isSelf || rows.count > 1 else { return nil }
    let matched = try matcher.hasMatch(rows, isSelf: isSelf, in: context)
    return (matched.count { $0 }, matched.count)
  }

  private func tolerances(_ training: Dataset) -> [ColumnTolerance] {
    ColumnTolerance.columns(of: training) { sorted in
      let upper = SampleStatistic.quantile(0.75).of(sorted) ?? 0
      let lower = SampleStatistic.quantile(0.25).of(sorted) ?? 0
      return .relative(tolerance, atZero: tolerance * (upper - lower))
    }
  }
}
