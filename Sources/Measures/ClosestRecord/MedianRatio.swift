import Jobs
import Numeric
import Parameters
import Tabular

/// The middle distance of synthetic rows to their closest training row, by that of training rows to
/// their closest other training row.
///
///     median d(S→T) / median d(T→T without self)
public struct MedianRatio: Measure {
  /// `mdcr`
  public static let name = "mdcr"
  /// `mDCR`
  public static let title = "mDCR"
  /// One line.
  public static let summary =
    "median distance to the closest training row, by that of training rows among themselves"
  /// The definition followed.
  public static let source = Citation(
    "Lautrup, Hyrup, Zimek and Schneider-Kamp, SynthEval, Data Mining and Knowledge Discovery, "
      + "2024; corrected for 0 by 0",
    link: "https://doi.org/10.1007/s10618-024-01081-4")
  /// None.
  public static let parameters: [ParameterSpec] = []
  /// How near synthetic rows come to real ones.
  public static let group = MeasureGroup.distance
  /// Farther is safer.
  public static let direction = Direction.higherIsSafer
  /// The training rows are their own yardstick.
  public static let needs: Set<MeasureNeed> = []
  /// The definition in detail.
  public static let rules = MeasureRules(
    scaling: ClosestRecordDistance.scaling,
    ties: DistanceComparison.rules.ties,
    degenerate: "0 by 0 is a leak, not 1, unless the holdout is as often at 0; any other number by "
      + "0 is undefined; needs 2 training rows",
    interval: "95 %, percentiles of 1,000 bootstrap samples of synthetic and of training rows",
    threshold: "leak: below 1 in all of 1,000 shuffles of the two kinds of distances, or 0 "
      + "where the holdout, without one the training rows among each other, are not as often at 0 "
      + "(Fisher's exact test, as for the distances), or \(CopyRule.rule); clean: at least 0.8 with 95 % confidence. 1 is SynthEval's, the level and 0.8 are "
      + "ours")

  /// There is nothing to set.
  public init(_ values: ParameterValues) {}

  /// - Throws: `MeasureError`, `CancellationError`.
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    let records = try ClosestRecords(input, for: Self.self)
    try records.require(2, of: .training)
    let heldOut = try input.holdout.map { _ in
      try records.lists(from: .holdout, to: .training, in: context.step(0, of: 3)).nearest
    }
    // The training rows are the yardstick here, as a holdout is elsewhere.
    let comparison = DistanceComparison(
      released: try records.lists(from: .synthetic, to: .training, in: context.step(1, of: 3))
        .nearest,
      unseen: try records.lists(from: .training, to: .training, in: context.step(2, of: 3)).nearest,
      hasHoldout: true, by: .median, seed: input.seed, heldOut: heldOut ?? [])
    let holdout = heldOut.flatMap { SampleStatistic.median.of($0.sorted()) }
    let ratios = try comparison.ratioInterval(in: context)
    let isDoubleZero = comparison.value == 0 && comparison.reference == 0
    let verdict =
      isDoubleZero && holdout == nil
      ? .leak : try comparison.verdict(ratios: ratios, in: context)
    let own = comparison.reference ?? 0
    let interval = StatedInterval(ratios, of: comparison.ratio)
    return Measurement(
      comparison.ratio, interval: interval.interval, reference: 1,
      verdict: verdict, sentence: sentence(comparison, verdict),
      parts: [
        MeasurePart("synthetic to training", comparison.value),
        MeasurePart("training rows to each other", own),
      ]
        + (holdout.map { [MeasurePart("holdout to training", $0)] } ?? [])
        + (holdout.flatMap {
          own > 0 ? [MeasurePart("the same ratio of the holdout", $0 / own)] : nil
        }
          ?? []),
      remarks: [comparison.copies.remark, interval.remark].compactMap(\.self)
        + (comparison.ratio == nil
          ? ["half of the training rows have a double, so there is no ratio; look at both numbers"]
          : []))
  }

  private func sentence(_ comparison: DistanceComparison, _ verdict: MeasureVerdict) -> String {
    guard let ratio = comparison.ratio else {
      return "Half of the training rows have a double, half of the synthetic rows come within "
        + "\(PlainText.number(comparison.value)) of one: there is no ratio"
        + (verdict == .leak ? ", and real rows have come out again." : ".")
    }
    let end =
      switch verdict {
      case .leak: "the release lies nearer to real people than real people to each other"
      case .clean: "the release keeps its distance"
      case .unclear: "that decides nothing for so few rows"
      }
    return
      "Synthetic rows lie \(PlainText.number(ratio)) times as far from the closest real person "
      + "as real people from each other; \(end)."
  }
}
