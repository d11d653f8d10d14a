import Jobs
import Numeric
import Parameters

/// How far synthetic rows are from lying nearer to the training rows than to the holdout.
///
///     min(2 (1 − P(d(s,T) < d(s,H))), 1),  a tie counted half
public struct OverfittingProtection: Measure {
  /// `dcr-overfitting-protection`
  public static let name = "dcr-overfitting-protection"
  /// `DCR overfitting protection`
  public static let title = "DCR overfitting protection"
  /// One line.
  public static let summary =
    "1 if no more synthetic rows lie nearer to training than to holdout rows, 0 if all do"
  /// The definition followed.
  public static let source = Citation(
    "SDMetrics, DCROverfittingProtection",
    link: "https://docs.sdv.dev/sdmetrics/data-metrics/privacy/dcroverfittingprotection")
  /// None.
  public static let parameters: [ParameterSpec] = []
  /// How near synthetic rows come to real ones.
  public static let group = MeasureGroup.distance
  /// 1 is chance, 0 a copy.
  public static let direction = Direction.higherIsSafer
  /// The other table.
  public static let needs: Set<MeasureNeed> = [.holdout]
  /// The definition in detail.
  public static let rules = MeasureRules(
    scaling: ClosestRecordDistance.scaling
      + " (SDMetrics takes the range of the holdout for distances to the holdout)",
    ties: ClosestShare.ties,
    degenerate: "the tables are taken as they are: with more training than holdout rows chance "
      + "gives less than 1, and the reference says how much",
    interval: ClosestShare.interval,
    threshold: "by the share behind it. " + ClosestShare.threshold)

  /// There is nothing to set.
  public init(_ values: ParameterValues) {}

  /// - Throws: `MeasureError`, `CancellationError`.
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    _ = try input.requireHoldout(for: Self.self)
    let share = try ClosestShare(ClosestRecords(input, for: Self.self), in: context)
    let verdict = try share.verdict(try share.interval(in: context), in: context)
    let value = Self.protection(share.plain)
    let interval = try share.plainInterval(in: context).map {
      Interval(low: Self.protection($0.high), high: Self.protection($0.low))
    }
    let chance = Self.protection(share.chance)
    let end =
      switch verdict {
      case .leak: "the release follows the people it was made from"
      case .clean: "it comes no nearer to them than to others"
      case .unclear: "too few rows to tell that from chance"
      }
    return Measurement(
      value, interval: interval, reference: chance, verdict: verdict,
      sentence: "The protection against nearness to the people behind the release is "
        + "\(PlainText.percent(value)), where chance gives \(PlainText.percent(chance)); \(end).",
      parts: [
        MeasurePart("nearer to training", share.plain), MeasurePart("share of ties", share.ties),
      ],
      remarks: [share.copies.remark].compactMap(\.self)
        + (share.hasEqualSizes
          ? [] : ["training and holdout tables differ in size, so chance alone moves the value"]))
  }

  private static func protection(_ share: Double) -> Double { min(2 * (1 - share), 1) }
}
