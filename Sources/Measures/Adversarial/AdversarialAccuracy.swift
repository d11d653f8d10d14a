import Jobs
import Numeric
import Parameters

/// How well a nearest neighbor tells training rows from synthetic ones.
///
///     NNAA = ½ ( mean[ d(t, S) > d(t, T without t) ] + mean[ d(s, T) > d(s, S without s) ] )
public struct AdversarialAccuracy: Measure {
  /// `adversarial-accuracy`
  public static let name = "adversarial-accuracy"
  /// `Adversarial accuracy`
  public static let title = "Adversarial accuracy"
  /// One line.
  public static let summary =
    "share of rows whose nearest neighbor is of their own kind: one half is ideal, 0 a copy"
  /// The definition followed.
  public static let source = AdversarialAccuracy.paper
  /// None.
  public static let parameters: [ParameterSpec] = []
  /// How near synthetic rows come to real ones.
  public static let group = MeasureGroup.distance
  /// Below one half the release is nearer to real people than they are to each other.
  public static let direction = Direction.higherIsSafer
  /// None.
  public static let needs: Set<MeasureNeed> = []
  /// The definition in detail.
  public static let rules = MeasureRules(
    scaling: ClosestRecordDistance.scaling,
    ties: tieRule,
    degenerate: sizeRule,
    interval: intervalRule,
    threshold:
      "leak: with ties counted half, below chance with 99.9 % confidence (so strict because "
      + "many measures are read together), or \(CopyRule.rule); clean: "
      + "at least 0.4 with 95 % confidence. One half is the authors', the level and 0.4 are ours")

  static let paper = Citation(
    "Yale, Dash, Dutta, Guyon, Pavao and Bennett, Generation and Evaluation of Privacy Preserving "
      + "Synthetic Health Data, Neurocomputing 416, 2020",
    link: "https://doi.org/10.1016/j.neucom.2019.12.136")
  static let tieRule = "just as far is not farther, as the authors have it"
  static let sizeRule =
    "tables of unequal size: the mean over 30 draws from the larger (SynthEval draws from twice the "
    + "size on), which is cut at random to 16 times the smaller first; a row none of whose listed "
    + "neighbors is drawn, one in 10,000, counts as near as the last of them; needs 2 rows of each; 0 by 0 is told from nothing, which is a leak"
  static let intervalRule =
    "95 %, Wilson's for either half, put together after Zou and Donner; rows that share neighbors "
    + "make it a little too short"

  /// Below this the score is not called clean.
  private static let leastClean = 0.4

  /// There is nothing to set.
  public init(_ values: ParameterValues) {}

  /// - Throws: `MeasureError`, `CancellationError`.
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    let records = try ClosestRecords(input, for: Self.self)
    let score = try AdversarialScore(.training, records, in: context.step(0, of: 2))
    let copies = try records.copies(in: context.step(1, of: 2))
    let verdict = Self.verdict(score, copies)
    let end =
      switch verdict {
      case .leak: "the release lies nearer to real people than they do to each other"
      case .clean: "the release does not cling to real people"
      case .unclear: "too few rows to tell that from chance"
      }
    return Measurement(
      score.value, interval: score.interval(), reference: 0.5, verdict: verdict,
      sentence: "\(PlainText.percent(score.value)) of the rows have their nearest neighbor among "
        + "their own kind, where half is ideal; \(end).",
      parts: [
        MeasurePart("with ties counted half", score.fair), MeasurePart("chance", score.chance),
        MeasurePart("rows of each kind", Double(score.size)),
      ], remarks: [copies.remark].compactMap(\.self))
  }

  private static func verdict(_ score: AdversarialScore, _ copies: CopyRule) -> MeasureVerdict {
    if copies.isLeak || score.fairInterval(z: ShareInterval.z999).high < score.chance {
      return .leak
    }
    return score.fairInterval().low >= leastClean ? .clean : .unclear
  }
}
