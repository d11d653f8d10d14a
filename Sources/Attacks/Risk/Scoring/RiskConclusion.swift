import Numeric

/// What an outcome says about the people in the training rows, if anything.
public enum RiskConclusion: Sendable, Equatable {
  /// The release lets through so much about them.
  case risk(ResidualRisk)
  /// It asks about all people together, so there is nobody to compare with.
  case aboutEverybody
  /// There is no holdout to compare with.
  case noControl
  /// Blind guessing is right as often: nothing follows, neither danger nor safety.
  case weakerThanGuessing
  /// It is right about everybody of the holdout, so there is nothing left to find out from data.
  case rightAboutEverybody

  /// The risk; nil where nothing follows.
  public var residual: ResidualRisk? {
    if case .risk(let residual) = self { residual } else { nil }
  }
}

extension RiskConclusion: CustomStringConvertible {
  /// A sentence for the user, without the figures.
  public var description: String {
    switch self {
    case .risk: "residual risk: what the attack finds out only about people whose data was used"
    case .aboutEverybody:
      "no residual risk: what it finds out is about all people together, not about anybody, so a "
        + "holdout has no part in it"
    case .noControl:
      "no residual risk: without a holdout there is no telling what the attack finds out about "
        + "everybody; keep some real rows apart before anything is made"
    case .weakerThanGuessing:
      "attack weaker than guessing: no conclusion; this does not say that the release is safe"
    case .rightAboutEverybody:
      "no conclusion: the attack is right about every person of the holdout, so what it finds out "
        + "does not depend on whose data was used"
    }
  }
}

extension RiskOutcome {
  /// Sets of columns that were tried: what is said about the worst of them has to hold for all.
  public var looks: Int { max(1, searched.count) }

  /// What follows. Where several sets of columns were tried, the intervals are Wilson's at
  /// 1 − 0.05 / looks (Bonferroni), since the worst was chosen after seeing all.
  public var conclusion: RiskConclusion {
    guard attack.trials > 0, attack.rate > baseline.rate else { return .weakerThanGuessing }
    guard !isAboutEverybody else { return .aboutEverybody }
    guard let control, control.trials > 0 else { return .noControl }
    guard control.rate < 1 else { return .rightAboutEverybody }
    return .risk(ResidualRisk(attack: attack, control: control, looks: looks))
  }

  /// What every interval of this outcome holds with on its own: 1 − 0.05 / looks, so that all hold
  /// together with 95 %.
  public var confidence: Double { 1 - 0.05 / Double(looks) }

  /// Wilson's interval of a share of this outcome, or of one of its sets, at `confidence`.
  public func interval(of rate: SuccessRate) -> Interval { rate.estimate(looks: looks).interval }

  /// The residual risk of one of the sets that were tried, with its interval at `confidence`; nil
  /// without a control.
  public func residual(of search: ColumnSearch) -> ResidualRisk? {
    guard let control = search.control, control.trials > 0 else { return nil }
    return ResidualRisk(attack: search.attack, control: control, looks: looks)
  }

  /// How much more often the attack is right about people in the training rows than about people
  /// of the holdout, as a difference of shares; nil without a holdout.
  public var gap: RateGap? { control.map { RateGap(attack, $0, looks: looks) } }
}
