import Jobs
import Parameters

/// The share of synthetic rows that lie nearer to the training rows than to the holdout.
///
///     P(d(s,T) < d(s,H)) + ½ P(d(s,T) = d(s,H)),  with equally many rows of T and H
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
    degenerate: "unequal tables: the expected share over all draws of the larger down to the size "
      + "of the smaller; then a copy, most of whose originals are not drawn, stays below 1",
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
      remarks: share.hasEqualSizes
        ? [] : ["training and holdout tables differ in size; the larger is drawn down to the other"]
    )
  }
}
