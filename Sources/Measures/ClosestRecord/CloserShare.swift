import Jobs
import Parameters

/// The share of synthetic rows that lie nearer to the training rows than to the holdout.
///
///     p = P(d(s,T) < d(s,H)) + ½ P(d(s,T) = d(s,H)),  with equally many rows of T and H
///
/// For n rows of T and m of H it is `p m / (p m + (1 − p) n)`.
public struct CloserShare: Measure {
  /// `dcr-share`
  public static let name = "dcr-share"
  /// `DCR share`
  public static let title = "DCR share"
  /// One line.
  public static let summary =
    "share of the synthetic rows that lie nearer to a training row than to any holdout row"
  /// The definition followed.
  public static let source = ClosestRecordDistance.source
  /// None.
  public static let parameters: [ParameterSpec] = []
  /// How near synthetic rows come to real ones.
  public static let group = MeasureGroup.distance
  /// One half is chance, 1 a copy.
  public static let direction = Direction.lowerIsSafer
  /// The other table.
  public static let needs: Set<MeasureNeed> = [.holdout]
  /// The definition in detail.
  public static let rules = MeasureRules(
    scaling: ClosestRecordDistance.scaling,
    ties: ClosestShare.ties,
    degenerate:
      "unequal tables, n training and m holdout rows: p m / (p m + (1 - p) n) for a share "
      + "p, exactly. That is the share over all draws of the larger table down to the size of the "
      + "smaller, each with the synthetic rows whose nearest real row was drawn: chance is 1/2 and a "
      + "copy 1, also where few of its originals are drawn at a time",
    interval: ClosestShare.interval,
    threshold: ClosestShare.threshold)

  /// There is nothing to set.
  public init(_ values: ParameterValues) {}

  /// - Throws: `MeasureError`, `CancellationError`.
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    _ = try input.requireHoldout(for: Self.self)
    let share = try ClosestShare(ClosestRecords(input, for: Self.self), in: context)
    let interval = try share.interval(in: context)
    let verdict = try share.verdict(interval, in: context)
    let end =
      switch verdict {
      case .leak: "more than chance explains: the release follows the people it was made from"
      case .clean: "no more than chance"
      case .unclear: "too few rows to tell that from chance"
      }
    return Measurement(
      share.equalSized, interval: interval, reference: 0.5, verdict: verdict,
      sentence:
        "\(PlainText.percent(share.equalSized)) of the synthetic rows lie nearer to somebody "
        + "they were made from than to anybody else, where half would be chance; \(end).",
      parts: [
        MeasurePart("with the tables as they are", share.plain),
        MeasurePart("chance with the tables as they are", share.chance),
        MeasurePart("share of ties", share.ties),
      ],
      remarks: [share.copies.remark].compactMap(\.self)
        + (share.hasEqualSizes
          ? []
          : [
            "training and holdout tables differ in size; rows next to the larger count less, so that "
              + "chance is one half"
          ]))
  }
}
