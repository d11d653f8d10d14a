import Attacks
import Experiments
import Parameters

/// The attacks that there are to choose from, in groups.
enum AttackMenuItems {
  /// An attack of any kind.
  struct Attack: Equatable {
    let name: String
    let title: String
    let summary: String
    let source: String
    /// What it sees or tells, in a word.
    let kind: String
    /// The same in a sentence.
    let sees: String
    /// What it needs that the threat model does not grant; nil if nothing.
    let missing: String?
    let isOn: Bool
  }

  /// A line of the menu.
  enum Line: Equatable {
    case heading(String)
    case attack(Attack)
  }

  /// With a heading for each group, where there is more than one.
  static func lines(_ session: Session) -> [Line] {
    let groups = [
      ("Which rows are real, which records can be rebuilt", releases(session)),
      ("Who was in: membership", people(.membership, session)),
      ("What comes out about people: singling out, linking, inference", people(.risk, session)),
      (
        "Who was in, by shadow runs: " + runs(session.people.shadowPlan), people(.shadow, session)
      ),
    ].filter { !$0.1.isEmpty }
    guard groups.count > 1 else { return groups.flatMap { $0.1.map { .attack($0) } } }
    return groups.flatMap { [.heading($0.0)] + $0.1.map { .attack($0) } }
  }

  /// All of them, without headings.
  static func attacks(_ session: Session) -> [Attack] {
    lines(session).compactMap { if case .attack(let attack) = $0 { attack } else { nil } }
  }

  /// `80 about each of 20 people; p: 600 about 100`.
  private static func runs(_ plan: ShadowPlan) -> String {
    let other = plan == .quick ? ShadowPlan() : .quick
    return "\(plan.runsEach) about each of \(plan.targets) people; p: \(other.runsEach) about "
      + "\(other.targets)"
  }

  private static func releases(_ session: Session) -> [Attack] {
    AttackCatalog.all.map { type in
      let chosen = session.plan.attacks.first { $0.name == type.name }
      let needs = ThreatNeeds(type, (chosen ?? Selection(type)).values)
      return Attack(
        name: type.name, title: type.title, summary: type.summary, source: type.source.text,
        kind: type.releaseKind.rawValue,
        sees: type.releaseKind == .synthetic
          ? "It sees the synthetic rows alone." : "It sees real and synthetic rows together.",
        missing: session.missing(for: needs), isOn: chosen != nil)
    }
  }

  private static func people(_ question: PersonQuestion, _ session: Session) -> [Attack] {
    session.people.offered.filter { $0.question == question }.map { entry in
      Attack(
        name: entry.name, title: entry.title, summary: entry.summary, source: entry.source.text,
        kind: kind(question), sees: sees(question, session.people.shadowPlan),
        missing: session.missing(for: entry.needs),
        isOn: session.people.chosen.contains(entry.name))
    }
  }

  private static func kind(_ question: PersonQuestion) -> String {
    switch question {
    case .membership: "members"
    case .risk: "people"
    case .shadow: "members"
    }
  }

  private static func sees(_ question: PersonQuestion, _ plan: ShadowPlan) -> String {
    switch question {
    case .membership:
      "It scores people by whether their record was used, and needs a holdout of others."
    case .risk:
      "It guesses about people, and is measured against guessing and against a holdout."
    case .shadow:
      "It makes \(plan.runsEach) releases about each of up to \(plan.targets) people, half of them "
        + "without the person; "
        + (plan == .quick ? "p makes as many as the paper, 600 about 100." : "p makes fewer.")
    }
  }
}
