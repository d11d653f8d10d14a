import Jobs
import Numeric
import Parameters

/// How much better a nearest neighbor tells the holdout from the synthetic rows than the training
/// rows.
///
///     NNAA(H, S) − NNAA(T, S)
public struct PrivacyLoss: Measure {
  /// `privacy-loss`
  public static let name = "privacy-loss"
  /// `Privacy loss`
  public static let title = "Privacy loss"
  /// One line.
  public static let summary =
    "adversarial accuracy against the holdout less that against the training rows"
  /// The definition followed.
  public static let source = AdversarialAccuracy.paper
  /// None.
  public static let parameters: [ParameterSpec] = []
  /// How near synthetic rows come to real ones.
  public static let group = MeasureGroup.distance
  /// Above 0 the release knows the people it was made from.
  public static let direction = Direction.lowerIsSafer
  /// The yardstick.
  public static let needs: Set<MeasureNeed> = [.holdout]
  /// The definition in detail.
  public static let rules = MeasureRules(
    scaling: ClosestRecordDistance.scaling,
    ties: AdversarialAccuracy.tieRule,
    degenerate: AdversarialAccuracy.sizeRule,
    interval: AdversarialAccuracy.intervalRule,
    threshold:
      "leak: with ties counted half, above 0 with 99.9 % confidence (so strict because many "
      + "measures are read together), or \(CopyRule.rule); clean: at "
      + "most 0.1 with 95 % confidence. 0 is the authors', the level and 0.1 are ours")

  /// Above this the loss is not called clean.
  private static let mostClean = 0.1

  /// There is nothing to set.
  public init(_ values: ParameterValues) {}

  /// - Throws: `MeasureError`, `CancellationError`.
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    _ = try input.requireHoldout(for: Self.self)
    let records = try ClosestRecords(input, for: Self.self)
    let unseen = try AdversarialScore(.holdout, records, in: context.step(0, of: 3))
    let trained = try AdversarialScore(.training, records, in: context.step(1, of: 3))
    let copies = try records.copies(in: context.step(2, of: 3))
    let verdict = Self.verdict(unseen, trained, copies)
    let value = unseen.value - trained.value
    let end =
      switch verdict {
      case .leak: "the release knows the people it was made from"
      case .clean: "it knows them no better than others"
      case .unclear: "too few rows to tell that from chance"
      }
    return Measurement(
      value,
      interval: ShareInterval.difference(
        (unseen.value, unseen.interval()), (trained.value, trained.interval())),
      reference: 0, verdict: verdict,
      sentence: "Real people who were left out are told from the release "
        + "\(PlainText.number(100 * value)) percentage points better than those it was made from; "
        + "\(end).",
      parts: [
        MeasurePart("against the holdout", unseen.value),
        MeasurePart("against the training rows", trained.value),
      ], remarks: [copies.remark].compactMap(\.self))
  }

  private static func verdict(
    _ unseen: AdversarialScore, _ trained: AdversarialScore, _ copies: CopyRule
  ) -> MeasureVerdict {
    func loss(_ z: Double) -> Interval {
      ShareInterval.difference(
        (unseen.fair, unseen.fairInterval(z: z)), (trained.fair, trained.fairInterval(z: z)))
    }
    if copies.isLeak || loss(ShareInterval.z999).low > 0 { return .leak }
    return loss(ShareInterval.z95).high <= mostClean ? .clean : .unclear
  }
}
