import Jobs
import Numeric
import Parameters
import Tabular

/// The share of synthetic rows that equal a training row.
///
///     #{ s : min over t of d(s, t) ≤ 1e-6 } / #S
public struct IdenticalMatches: Measure {
  /// `identical-matches`
  public static let name = "identical-matches"
  /// `Identical matches`
  public static let title = "Identical matches"
  /// One line.
  public static let summary =
    "share of the synthetic rows that equal a training row, beside the holdout's"
  /// The definition followed.
  public static let source = Citation(
    "MOSTLY AI, mostlyai-qa, identical match share, 2025",
    link: "https://github.com/mostly-ai/mostlyai-qa")
  /// None.
  public static let parameters: [ParameterSpec] = []
  /// Real rows that came out again.
  public static let group = MeasureGroup.copies
  /// Every match may be a person.
  public static let direction = Direction.lowerIsSafer
  /// A holdout helps, but is not needed.
  public static let needs: Set<MeasureNeed> = []
  /// Distances up to here are none.
  static let nothing = 1e-6
  /// The definition in detail.
  public static let rules = MeasureRules(
    scaling: ClosestRecordDistance.scaling,
    ties: "a row that equals several training rows is one match",
    degenerate: "equal cells are a distance of 0; rows that people have in common by nature show "
      + "among the holdout rows too",
    interval: ShareComparison.interval,
    threshold: ShareComparison.threshold
      + "; without a holdout the training rows stand in for it, each beside the "
      + "others, at one in 100,000")

  /// There is nothing to set.
  public init(_ values: ParameterValues) {}

  /// - Throws: `MeasureError`, `CancellationError`.
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    let records = try ClosestRecords(input, for: Self.self)
    let lists = try records.lists(
      from: .synthetic, to: .training, in: context.step(0, of: 2))
    let comparison = ShareComparison(
      found: Self.matches(lists), trials: input.synthetic.rowCount,
      unseen: try records.unseen(in: context.step(1, of: 2)).map {
        (Self.matches($0), $0.nearest.count)
      },
      hasHoldout: input.holdout != nil, copies: try records.copies(in: context))
    return Measurement(
      comparison.share, interval: comparison.interval, reference: comparison.unseenShare,
      verdict: comparison.verdict,
      sentence:
        "\(PlainText.percent(comparison.share)) of the synthetic rows equal a training row; "
        + comparison.comparison + ".",
      parts: [MeasurePart("synthetic rows that match", Double(comparison.found))]
        + comparison.parts,
      rows: Self.matchedRows(lists), remarks: comparison.remarks)
  }

  private static func matches(_ lists: NearestRows) -> Int {
    lists.nearest.count { $0 <= nothing }
  }

  /// Training rows by how often they came out, most often first.
  private static func matchedRows(_ lists: NearestRows) -> [Int] {
    let rows = lists.nearest.enumerated().filter { $0.element <= nothing }
      .map { Int(lists.indices[$0.offset * lists.count]) }
    return TrainingRows.byFrequency(rows)
  }
}
