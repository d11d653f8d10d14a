import Attacks
import Experiments
import Jobs
import Numeric

/// What an attack on people has shown, in words.
struct PersonText {
  private let attack: PersonPicture

  init(_ attack: PersonPicture) { self.attack = attack }

  /// One or two sentences.
  var sentence: String {
    switch attack.state {
    case .waiting: return "\(attack.entry.title) waits for its turn."
    case .running where attack.entry.question == .shadow:
      return "\(attack.entry.title) makes releases with and without each person; there is no "
        + "result before its end. x stops it, and Enter goes on later."
    case .running: return "\(attack.entry.title) goes on; there is no result before its end."
    case .stopped where attack.entry.question == .shadow:
      return "\(attack.entry.title) was stopped at "
        + "\(NumberFormat.progress(attack.fraction.value)): Enter goes on from there."
    case .stopped:
      return "\(attack.entry.title) was stopped before it had a result: Enter begins again."
    case .failed(let reason), .doesNotApply(let reason): return reason
    case .notRun(let reason):
      return "Not run: it \(reason), and the threat model says otherwise (K)."
    case .done: break
    }
    switch attack.result {
    case .membership(let score): return Self.sentence(score)
    case .risk(let outcome): return Self.sentence(outcome)
    case .shadow(let finding, _): return Self.sentence(finding)
    case nil: return ""
    }
  }

  /// The same in a line of about 70 columns.
  var short: String {
    switch attack.result {
    case .membership(let score):
      "\(NumberFormat.percent(score.ranking.auc)) of pairs told apart "
        + "\(Self.text(score.ranking.interval)); 50 % is guessing."
    case .risk(let outcome):
      "Right about \(NumberFormat.percent(outcome.attack.rate)) of "
        + (outcome.isAboutEverybody ? "releases" : "the people used")
        + (outcome.control.map { ", \(NumberFormat.percent($0.rate)) of others" } ?? "")
        + (outcome.payment.map { ", for epsilon \(NumberFormat.significant($0.epsilon))" } ?? "")
        + "."
    case .shadow(let finding, _):
      "\(NumberFormat.percent(finding.honest, digits: 1)) of pairs of releases told apart "
        + "\(Self.text(finding.interval)); 50 % is guessing."
    case nil: sentence
    }
  }

  private static func sentence(_ finding: ShadowFinding) -> String {
    "Of two releases, one made with a person and one without, it picks the right one in "
      + "\(NumberFormat.percent(finding.honest, digits: 1)) of pairs \(text(finding.interval)); 50 % is "
      + "guessing. Chosen after seeing, as in the paper, it would be "
      + "\(NumberFormat.percent(finding.selected, digits: 1))."
  }

  private static func sentence(_ score: MembershipScore) -> String {
    let ranking = score.ranking
    return "Of two people, one whose record was used and one whose was not, it picks the right one "
      + "in \(NumberFormat.percent(ranking.auc)) of pairs \(text(ranking.interval)); 50 % is "
      + "guessing."
  }

  private static func sentence(_ outcome: RiskOutcome) -> String {
    let right =
      "It is right for \(NumberFormat.percent(outcome.attack.rate)) of the people whose data was "
      + "used"
    guard outcome.isStrong else {
      return right + ", and guessing for "
        + "\(NumberFormat.percent(outcome.baseline.rate)): no conclusion, and no proof of safety."
    }
    if outcome.isAboutEverybody {
      return "It is right for \(NumberFormat.percent(outcome.attack.rate)) of releases, and "
        + "guessing for \(NumberFormat.percent(outcome.baseline.rate)): it learns a property of "
        + "all people together, and nothing about one of them."
    }
    guard let control = outcome.control else {
      return right + ". Without a holdout nobody can say how much of that is true of everybody: "
        + "set holdout in Settings."
    }
    let rest =
      "\(right), and for \(NumberFormat.percent(control.rate)) of people whose data was not"
    guard let risk = outcome.conclusion.residual, risk.interval.low > 0 else {
      return rest + ": what it finds out is no more than what is true of everybody."
    }
    return rest + ": of what would stay hidden otherwise, the release gives away "
      + "\(NumberFormat.percent(risk.value)) \(text(risk.interval))."
  }

  /// What answers cost, and what came of it; nil where they were exact.
  var payment: String? {
    guard case .risk(let outcome) = attack.result, let text = outcome.paymentText else {
      return nil
    }
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  /// The result beside the name, the longest wording that fits.
  func brief(width: Int) -> String {
    let texts: [String]
    switch attack.result {
    case .membership(let score):
      let area = "AUC " + NumberFormat.share(score.ranking.auc)
      let long = area + " " + Self.text(score.ranking.interval)
      let rate = score.rates.first.map { "  " + Self.rate($0) } ?? ""
      texts = [long + rate, long, area]
    case .shadow(let finding, _):
      let area = "AUC " + NumberFormat.share(finding.honest)
      let long = area + " " + Self.text(finding.interval)
      let paper = long + "  paper's way " + NumberFormat.share(finding.selected)
      // That by Gaussian DP is for Gaussian noise only.
      let bound = finding.score?.epsilon.first { $0.method == .clopperPearson }
      let epsilon = bound.map { "  epsilon " + NumberFormat.fixed($0.value, digits: 2) } ?? ""
      texts = [paper + epsilon, paper, long, area]
    case .risk(let outcome):
      let rates = "right " + NumberFormat.share(outcome.attack.rate)
      let control = outcome.control.map { ", others " + NumberFormat.share($0.rate) } ?? ""
      let risk = Self.brief(outcome.conclusion)
      texts = [risk + "  " + rates + control, risk]
    case nil: texts = [""]
    }
    return texts.first { $0.count <= width } ?? texts.last ?? ""
  }

  private static func brief(_ conclusion: RiskConclusion) -> String {
    switch conclusion {
    case .risk(let risk):
      "risk " + NumberFormat.share(risk.value) + " " + text(risk.interval)
    case .noControl: "no control"
    case .aboutEverybody: "about all"
    case .weakerThanGuessing, .rightAboutEverybody: "no conclusion"
    }
  }

  /// `TPR 0.20 [0.05, 0.44] at 1 % FPR`.
  static func rate(_ rate: RateAtFalsePositives) -> String {
    let value = rate.rate.map { NumberFormat.share($0) } ?? "not measurable"
    let interval = rate.interval.map { " " + text($0) } ?? ""
    return "TPR \(value)\(interval) at \(percent(rate.falsePositiveRate)) FPR"
  }

  /// `1 %`, `0.1 %`.
  static func percent(_ share: Double) -> String {
    NumberFormat.significant(100 * share, digits: 1) + " %"
  }

  static func text(_ interval: Interval) -> String {
    NumberFormat.interval(low: interval.low, high: interval.high)
  }
}

extension RiskOutcome {
  /// Whether it does better than guessing: else nothing follows from it.
  var isStrong: Bool { attack.rate > baseline.rate }
}

extension PersonPicture {
  /// What it has proved, in a clause; nil if nothing.
  var success: String? {
    switch result {
    case .membership(let score) where score.ranking.interval.low > 0.5:
      "\(entry.title) tells who was in (AUC \(NumberFormat.share(score.ranking.auc)))"
    case .shadow(let finding, _) where finding.interval.low > 0.5:
      "\(entry.title) tells who was in (AUC \(NumberFormat.share(finding.honest)))"
    case .risk(let outcome) where (outcome.conclusion.residual?.interval.low ?? 0) > 0:
      "\(entry.title) is right about \(NumberFormat.percent(outcome.attack.rate)) of the people used"
    default: nil
    }
  }
}
