import Jobs
import Numeric
import Parameters
import Tabular

/// The share of synthetic rows that are farther from their closest training row than that row is
/// from its own closest other one.
///
///     #{ s : d(s, t*) > min over t ≠ t* of d(t*, t) } / #S,  t* the training row closest to s
public struct Authenticity: Measure {
  /// `authenticity`
  public static let name = "authenticity"
  /// `Authenticity`
  public static let title = "Authenticity"
  /// One line.
  public static let summary =
    "share of the synthetic rows that are no noisy copy of the training row closest to them"
  /// The definition followed.
  public static let source = Citation(
    "Alaa, van Breugel, Saveliev and van der Schaar, How Faithful Is Your Synthetic Data?, "
      + "ICML, 2022",
    link: "https://proceedings.mlr.press/v162/alaa22a.html")
  /// None.
  public static let parameters: [ParameterSpec] = []
  /// Real rows that came out again.
  public static let group = MeasureGroup.copies
  /// 0 is a copy.
  public static let direction = Direction.higherIsSafer
  /// A holdout helps, but is not needed.
  public static let needs: Set<MeasureNeed> = []
  /// The definition in detail.
  public static let rules = MeasureRules(
    scaling: ClosestRecordDistance.scaling,
    ties: "just as far is not farther; of several closest training rows the first counts",
    degenerate: "a distance of 0 is never authentic; needs 2 training rows",
    interval: ShareComparison.interval,
    threshold: "by the share that is not authentic. " + ShareComparison.threshold
      + "; without a holdout each training row beside the others stands in for "
      + "it, at one in 100,000")

  /// There is nothing to set.
  public init(_ values: ParameterValues) {}

  /// - Throws: `MeasureError`, `CancellationError`.
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    let records = try ClosestRecords(input, for: Self.self)
    try records.require(2, of: .training)
    let own = try records.lists(from: .training, to: .training, in: context.step(0, of: 3))
    let lists = try records.lists(from: .synthetic, to: .training, in: context.step(1, of: 3))
    let copied = Self.copiedRows(lists, own)
    let comparison = ShareComparison(
      found: copied.count, trials: input.synthetic.rowCount,
      unseen: try unseen(records, own, in: context.step(2, of: 3)),
      hasHoldout: input.holdout != nil,
      copies: try records.copies(in: context))
    let interval = comparison.interval
    let verdict = comparison.verdict
    return Measurement(
      1 - comparison.share, interval: Interval(low: 1 - interval.high, high: 1 - interval.low),
      reference: comparison.unseenShare.map { 1 - $0 }, verdict: verdict,
      sentence: "\(PlainText.percent(comparison.share)) of the synthetic rows lie nearer to a real "
        + "person than any other real person does; \(comparison.comparison).",
      parts: [MeasurePart("synthetic rows not authentic", Double(comparison.found))]
        + comparison.parts,
      rows: verdict == .leak ? TrainingRows.byFrequency(copied) : [], remarks: comparison.remarks)
  }

  private func unseen(
    _ records: ClosestRecords, _ own: NearestRows, in context: RunContext<Fraction>
  ) throws -> (found: Int, trials: Int)? {
    if records.input.holdout != nil {
      let lists = try records.lists(from: .holdout, to: .training, in: context)
      return (Self.copiedRows(lists, own).count, lists.nearest.count)
    }
    guard own.nearest.count > 2 else { return nil }
    return (Self.copiesAmong(own), own.nearest.count)
  }

  /// The training row that each row copies that is not authentic.
  private static func copiedRows(_ lists: NearestRows, _ own: NearestRows) -> [Int] {
    lists.nearest.enumerated().compactMap { row, distance in
      let closest = Int(lists.indices[row * lists.count])
      guard closest >= 0 else { return nil }
      return distance > own.distances[closest * own.count] ? nil : closest
    }
  }

  /// How many training rows would not be authentic if they were made from the others.
  private static func copiesAmong(_ own: NearestRows) -> Int {
    own.nearest.enumerated().count { row, distance in
      let closest = Int(own.indices[row * own.count])
      guard closest >= 0 else { return false }
      let start = closest * own.count
      let isOwnNeighbor = Int(own.indices[start]) == row
      return distance <= own.distances[isOwnNeighbor ? start + 1 : start]
    }
  }
}
