import Jobs
import Parameters
import Tabular

/// The farthest that any training row is from the release, or any synthetic row from the training
/// rows.
///
///     max( max over s of d(s, T),  max over t of d(t, S) )
public struct HausdorffDistance: Measure {
  /// `hausdorff`
  public static let name = "hausdorff"
  /// `Hausdorff distance`
  public static let title = "Hausdorff distance"
  /// One line.
  public static let summary =
    "the farthest that a row of one table is from all rows of the other"
  /// The definition followed.
  public static let source = Citation(
    "Huttenlocher, Klanderman and Rucklidge, Comparing Images Using the Hausdorff Distance, "
      + "IEEE PAMI 15, 1993",
    link: "https://doi.org/10.1109/34.232073")
  /// None.
  public static let parameters: [ParameterSpec] = []
  /// How near synthetic rows come to real ones.
  public static let group = MeasureGroup.distance
  /// 0 is the same set of rows.
  public static let direction = Direction.higherIsSafer
  /// None.
  public static let needs: Set<MeasureNeed> = []
  /// The definition in detail.
  public static let rules = MeasureRules(
    scaling: ClosestRecordDistance.scaling,
    ties: "none: the largest distance counts",
    degenerate: "0 if both tables have the same rows, however often",
    interval: "none: the largest distance of all rows is decided by one row",
    threshold:
      "leak: 0, the release is the training table, with \(CopyRule.rule); otherwise unclear: one "
      + "outlier makes it large, whatever the other rows give away")

  /// One row decides it, so what is far away clears nobody.
  public static let canBeClean = false

  /// There is nothing to set.
  public init(_ values: ParameterValues) {}

  /// - Throws: `MeasureError`, `CancellationError`.
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    let records = try ClosestRecords(input, for: Self.self)
    let passes = input.holdout == nil ? 2 : 4
    let released = try farthest(.synthetic, .training, records, in: context.step(0, of: passes))
    let real = try farthest(.training, .synthetic, records, in: context.step(1, of: passes))
    let holdout =
      input.holdout == nil
      ? nil
      : max(
        try farthest(.holdout, .training, records, in: context.step(2, of: passes)),
        try farthest(.training, .holdout, records, in: context.step(3, of: passes)))
    let value = max(released, real)
    let copies = try records.copies(in: context)
    let isLeak = value == 0 && copies.isLeak
    return Measurement(
      value, reference: holdout, verdict: isLeak ? .leak : .unclear,
      sentence: value == 0
        ? "Every training row is in the release, and nothing else is"
          + (isLeak ? "." : ", which unseen people's rows can have as well.")
        : "Some row of one table is \(PlainText.number(value)) away from all rows of the other; one "
          + "row decides that, so it says nothing about the rest.",
      parts: [
        MeasurePart("synthetic to training", released), MeasurePart("training to synthetic", real),
      ], remarks: value == 0 ? [copies.remark].compactMap(\.self) : [])
  }

  private func farthest(
    _ from: Table, _ to: Table, _ records: ClosestRecords, in context: RunContext<Fraction>
  ) throws -> Double {
    try records.lists(from: from, to: to, in: context).nearest.max() ?? 0
  }
}
