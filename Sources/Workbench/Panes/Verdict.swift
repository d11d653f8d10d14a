import Attacks

/// What an attack has shown, in plain words.
package enum Verdict {
  /// One or two sentences about `attack` on records of class `className`.
  package static func sentence(for attack: AttackPicture, className: String?) -> String {
    switch attack.state {
    case .waiting: return "\(attack.title) waits for its turn."
    case .failed(let reason): return reason
    case .running, .done, .stopped: break
    }
    guard let score = attack.score else { return "\(attack.title): nothing is known yet." }
    if isMostlyWrong(score) {
      return prefix(attack.state) + claimed(score, attack.kind, className)
    }
    return prefix(attack.state) + finding(score, attack.kind, className)
      + wrong(score.claims - score.trueClaims)
  }

  /// The same in a line of about 70 columns.
  package static func short(for attack: AttackPicture) -> String {
    guard let score = attack.score, attack.state != .waiting else {
      return sentence(for: attack, className: nil)
    }
    if case .failed(let reason) = attack.state { return reason }
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
      + NumberFormat.seconds(attack.seconds) + "." + wrong(score.claims - score.trueClaims)
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
      + NumberFormat.seconds(attack.seconds) + "." + wrong(score.claims - score.trueClaims)
  }

  /// Whether there are right claims, and more wrong ones: then what was found says little without
  /// the number of claims.
  private static func isMostlyWrong(_ score: AttackScore) -> Bool {
    score.trueClaims > 0 && 2 * score.trueClaims < score.claims
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

  private static func wrong(_ count: Int) -> String {
    guard count > 0 else { return "" }
    return " " + NumberFormat.count(count, "claim") + (count == 1 ? " is" : " are") + " wrong."
  }
}
