import Attacks
import Numeric

/// What an attack has shown, in plain words.
package enum Verdict {
  /// One or two sentences about `attack` on records of class `className`.
  package static func sentence(for attack: AttackPicture, className: String?) -> String {
    switch attack.state {
    case .waiting: return "\(attack.title) waits for its turn."
    case .failed(let reason), .doesNotApply(let reason): return reason
    case .notRun(let reason): return "Not run: it \(reason)."
    case .running, .done, .stopped: break
    }
    guard let score = attack.score else { return "\(attack.title): nothing is known yet." }
    if isMostlyWrong(score) {
      return prefix(attack.state) + claimed(score, attack.kind, className)
    }
    return prefix(attack.state) + finding(score, attack.kind, className)
      + wrong(score) + certainty(score) + ranking(score)
  }

  /// The same in a line of about 70 columns.
  package static func short(for attack: AttackPicture) -> String {
    guard let score = attack.score, attack.state != .waiting else {
      return sentence(for: attack, className: nil)
    }
    switch attack.state {
    case .failed(let reason), .doesNotApply(let reason): return reason
    default: break
    }
    if isMostlyWrong(score) {
      return prefix(attack.state) + claimed(score, attack.kind, nil)
    }
    let deed =
      switch attack.kind {
      case .synthetic: "rebuilt from synthetic rows alone"
      case .augmented: "told from the synthetic rows"
      }
    let all = score.records == 1 ? "The only real record" : "All \(score.records) real records"
    let part = score.trueClaims >= score.records ? all : part(of: score) + " real records"
    return prefix(attack.state) + "\(part) \(deed), "
      + NumberFormat.seconds(attack.seconds) + "." + wrong(score) + certainty(score)
  }

  /// The same in a few words.
  package static func brief(for attack: AttackPicture) -> String {
    guard let score = attack.score else { return short(for: attack) }
    if isMostlyWrong(score) {
      let claims = NumberFormat.count(score.claims, "claim")
      return prefix(attack.state) + "\(score.trueClaims) of \(claims) right."
    }
    let deed = attack.kind == .synthetic ? "rebuilt" : "found"
    return prefix(attack.state) + part(of: score) + " \(deed), "
      + NumberFormat.seconds(attack.seconds) + "." + wrong(score)
  }

  /// Whether there are right claims, and more wrong ones: then what was found says little without
  /// the number of claims.
  private static func isMostlyWrong(_ score: AttackScore) -> Bool {
    let right = score.trueClaims + score.otherClaims
    return right > 0 && 2 * right < score.claims
  }

  private static func claimed(
    _ score: AttackScore, _ kind: ReleaseKind, _ className: String?
  ) -> String {
    let claims =
      switch kind {
      case .synthetic: NumberFormat.count(score.claims, "record") + " are claimed to be rebuilt"
      case .augmented: NumberFormat.count(score.claims, "released row") + " are claimed to be real"
      }
    let records = "real record\(score.records == 1 ? "" : "s")"
    let group = records + (className.map { " of class \($0)" } ?? "")
    let right = score.trueClaims
    return claims + "; \(NumberFormat.thousands(right)) of them \(right == 1 ? "is" : "are"), "
      + "of \(NumberFormat.thousands(score.records)) \(group)."
  }

  private static func part(of score: AttackScore) -> String {
    "\(score.trueClaims) of \(score.records)"
  }

  private static func prefix(_ state: AttackPicture.State) -> String {
    switch state {
    case .running: "So far: "
    case .stopped: "Partial: "
    default: ""
    }
  }

  private static func finding(
    _ score: AttackScore, _ kind: ReleaseKind, _ className: String?
  ) -> String {
    let deed =
      switch kind {
      case .synthetic: "be rebuilt from the synthetic rows alone."
      case .augmented: "be told from the synthetic rows in the released table."
      }
    let records = "real record\(score.records == 1 ? "" : "s")"
    let group = records + (className.map { " of class \($0)" } ?? "")
    if score.trueClaims == 0 {
      return "none of the \(score.records) \(group) could ".capitalizedFirst + deed
        + " That does not prove that none can."
    }
    if score.trueClaims >= score.records {
      let all = score.records == 1 ? "the only" : "all \(score.records)"
      return "\(all) \(group) can ".capitalizedFirst + deed
    }
    return "\(score.trueClaims) of \(score.records) \(group) can " + deed
      + untouched(score)
  }

  /// Records that left no trace bound what can be found.
  private static func untouched(_ score: AttackScore) -> String {
    let rest = score.records - score.bound
    guard rest > 0 else { return "" }
    return " No synthetic row was made from \(rest) of them."
  }

  /// Claims that are no record of the class: those of other classes are true as well.
  private static func wrong(_ score: AttackScore) -> String {
    let others =
      score.otherClaims > 0
      ? " " + NumberFormat.count(score.otherClaims, "record") + " of other classes too." : ""
    let count = score.claims - score.trueClaims - score.otherClaims
    guard count > 0 else { return others }
    return others + " " + NumberFormat.count(count, "claim")
      + (count == 1 ? " is" : " are") + " wrong."
  }

  /// How sure it is, where it is not of all.
  private static func certainty(_ score: AttackScore) -> String {
    let probable = score.claims - score.certainClaims
    return probable > 0 ? " \(score.certainClaims) certain, \(probable) probable." : ""
  }

  /// How well it puts real rows first.
  private static func ranking(_ score: AttackScore) -> String {
    guard let ranking = score.ranking else { return "" }
    let interval = NumberFormat.interval(low: ranking.interval.low, high: ranking.interval.high)
    return " A real row looks more real than a synthetic one in "
      + NumberFormat.percent(ranking.auc, digits: 0) + " of pairs (AUC \(interval)"
      + (score.points.map { ", " + points($0) } ?? "") + ")."
  }

  /// `TPR 0.20 at 1 % FPR, not measurable at 0.1 %, advantage 0.45`.
  private static func points(_ points: OperatingPoints) -> String {
    let rates = points.rates.map { rate in
      (rate.rate.map { NumberFormat.share($0) } ?? "not measurable") + " at "
        + PersonText.percent(rate.falsePositiveRate)
    }
    return "TPR " + rates.joined(separator: ", ") + " FPR, advantage "
      + NumberFormat.share(points.advantage)
  }
}
