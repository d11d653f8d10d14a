import Jobs
import Numeric
import Parameters
import Tabular

/// The share of training rows that some synthetic row comes close to in every column.
///
///     #{ t : some s with |s_j − t_j| ≤ range_j / 30 for numbers, s_j = t_j for categories } / #T
public struct HittingRate: Measure {
  /// `hitting-rate`
  public static let name = "hitting-rate"
  /// `Hitting rate`
  public static let title = "Hitting rate"
  /// One line.
  public static let summary =
    "share of the training rows with a synthetic row within a thirtieth of the range everywhere"
  /// The definition followed.
  public static let source = Citation(
    "Lautrup, Hyrup, Zimek and Schneider-Kamp, SynthEval, Data Mining and Knowledge Discovery, "
      + "2024",
    link: "https://doi.org/10.1007/s10618-024-01081-4")
  /// How close is a hit.
  public static let parameters: [ParameterSpec] = [
    .integer(
      "parts", in: 1...1_000_000, default: 30,
      help: "a hit is within the range of the column divided by this")
  ]
  /// Real rows that came out again.
  public static let group = MeasureGroup.copies
  /// A hit may be a person found.
  public static let direction = Direction.lowerIsSafer
  /// A holdout helps, but is not needed.
  public static let needs: Set<MeasureNeed> = []
  /// The definition in detail.
  public static let rules = MeasureRules(
    scaling: "the range of the training rows, column by column",
    ties: "a training row that is hit several times counts once; the edge is a hit",
    degenerate: "a constant column has to be equal; a gap matches a gap alone",
    interval: ShareComparison.interval,
    threshold: ShareComparison.threshold
      + "; without a holdout there is nothing to compare with, because the rate grows with the "
      + "number of synthetic rows")

  private let parts: Int

  /// - Parameter values: made from `parameters`.
  public init(_ values: ParameterValues) { parts = values.integer("parts") }

  /// - Throws: `MeasureError`, `CancellationError`.
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    let records = try ClosestRecords(input, for: Self.self)
    let (nearest, copies) = try copies(records, in: context.step(0, of: 3))
    let tables = ComparableRows.tables(
      [input.training, input.synthetic] + (input.holdout.map { [$0] } ?? []))
    let matcher = RowMatcher(tables[1], tolerances(input.training))
    let hits = try matcher.hasMatch(tables[0], in: context.step(1, of: 3))
    let unseen = try tables.dropFirst(2).first.map { holdout in
      (
        found: try matcher.hasMatch(holdout, in: context.step(2, of: 3)).count { $0 },
        trials: holdout.count
      )
    }
    let comparison = ShareComparison(
      found: hits.count { $0 }, trials: hits.count, unseen: unseen,
      hasHoldout: input.holdout != nil, copies: copies)
    let verdict = comparison.verdict
    return Measurement(
      comparison.share, interval: comparison.interval, reference: comparison.unseenShare,
      verdict: verdict,
      sentence: "\(PlainText.percent(comparison.share)) of the training rows have a synthetic row "
        + "next to them in every column; \(comparison.comparison).",
      parts: [MeasurePart("training rows hit", Double(comparison.found))] + comparison.parts,
      rows: verdict == .leak
        ? TrainingRows.ascending(hits.indices.filter { hits[$0] }) { nearest[$0] } : [],
      remarks: comparison.remarks)
  }

  /// How near each training row is to the release, and how many are in it, beside the holdout's,
  /// which are looked at only if all are.
  private func copies(
    _ records: ClosestRecords, in context: RunContext<Fraction>
  ) throws -> (nearest: [Double], rule: CopyRule) {
    let nearest = try records.lists(
      from: .training, to: .synthetic, in: context.step(0, of: 2)
    ).nearest
    guard records.input.holdout != nil, nearest.allSatisfy({ $0 == 0 }) else {
      return (nearest, CopyRule(nearest, beside: nil, .training))
    }
    let unseen = try records.lists(
      from: .holdout, to: .synthetic, in: context.step(1, of: 2)
    ).nearest
    return (nearest, CopyRule(nearest, beside: unseen, .training))
  }

  private func tolerances(_ training: Dataset) -> [ColumnTolerance] {
    ColumnTolerance.columns(of: training) { sorted in
      .absolute(((sorted.last ?? 0) - (sorted.first ?? 0)) / Double(parts))
    }
  }
}
