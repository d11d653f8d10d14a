import ArgumentParser
import Attacks
import Experiments
import Parameters

/// An attack of any family, with its settings.
enum ChosenAttack {
  /// On the release: it makes claims about records.
  case release(Selection)
  /// On people: it is compared with the holdout or with blind guessing.
  case people(PeopleSelection)

  var name: String {
    switch self {
    case .release(let selection): selection.name
    case .people(let selection): selection.name
    }
  }

  /// Whether the other would find the same again.
  func isSame(as other: ChosenAttack) -> Bool {
    switch (self, other) {
    case (.release(let own), .release(let other)): own == other
    case (.people(let own), .people(let other)):
      own.name == other.name && own.values == other.values
    default: false
    }
  }
}

/// Options that say which attacks are run.
struct AttackOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Attacks to run, between commas, or a group: standard, strongest, all (but shadow runs), \
      membership, risk, shadow, contradiction; settings follow a colon: \
      reconsmote:rule=paper:multiple=3. See 'smokeout list attacks'.
      """, valueName: "name,..."))
  var attack = "standard"
  @Option(help: "Set 'rule' of every attack that has it, as rule=paper does.")
  var rule: String?

  /// The attacks asked for, with their settings checked; of a group those that suit the release and
  /// are not named already.
  func chosen(for release: ReleaseChoice) throws -> [ChosenAttack] {
    var named: [ChosenAttack] = []
    for text in attack.split(separator: ",").map(String.init) {
      if let group = AttackGroup(rawValue: text) {
        named += group.attacks(for: release).filter { new in
          !named.contains { $0.name == new.name }
        }
      } else {
        let new = try Self.named(text)
        if !named.contains(where: { $0.isSame(as: new) }) { named.append(new) }
      }
    }
    guard !named.isEmpty else { throw ValidationError("--attack: names no attack") }
    guard let rule else { return named }
    return try named.map { choice in
      guard case .release(var selection) = choice, selection.values["rule"] != nil else {
        return choice
      }
      try selection.values.set("rule", text: rule)
      return .release(selection)
    }
  }

  /// The same, for a command that counts the records that attacks name.
  func selections(for release: ReleaseChoice) throws -> [Selection] {
    try chosen(for: release).map { choice in
      switch choice {
      case .release(let selection): return selection
      case .people(let selection):
        throw ValidationError(
          "--attack: \(selection.name) names no records, expected an attack on the release; "
            + "'smokeout attack' runs it")
      }
    }
  }

  private static func named(_ text: String) throws -> ChosenAttack {
    let chosen = SelectionText(text)
    if let type = AttackCatalog.named(chosen.name) {
      return .release(
        Selection(
          name: chosen.name, values: try chosen.values(type.parameters, option: "--attack")))
    }
    guard var selection = PeopleSelection(named: chosen.name) else {
      throw PlanError.unknownAttack(
        chosen.name,
        known: AttackCatalog.all.map { $0.name } + PeopleSelection.all.map(\.name))
    }
    selection.values = try chosen.values(selection.values.specs, option: "--attack")
    return .people(selection)
  }
}

/// Attacks that are asked for by one word.
enum AttackGroup: String, CaseIterable {
  case standard
  case strongest
  case all
  case membership
  case risk
  case shadow
  case contradiction

  /// The attacks that combine all that fits a release.
  private static let combinations = ["strongest-distinguishing", "strongest-reconstruction"]
  /// What is usually looked at, beside what gives everybody away.
  private static let contradicting = [
    NaiveDistinguishing.name, "linkability", "mia-distance", ShadowGenerator.name,
    DistinSMOTE.name, ReconSMOTE.name,
  ]

  /// Those that are made for what is released, in menu order.
  func attacks(for release: ReleaseChoice) -> [ChosenAttack] {
    switch self {
    case .standard: Self.fitting(AttackCatalog.standard, release)
    case .strongest:
      Self.fitting(Self.combinations.compactMap { AttackCatalog.named($0) }, release)
    // Shadow runs take as long as all others together many times over.
    case .all:
      Self.fitting(AttackCatalog.all, release)
        + PeopleSelection.all.filter { $0.family != .shadow }.map { .people($0) }
    case .membership: Self.people(.membership)
    case .risk: Self.people(.risk)
    case .shadow: Self.people(.shadow)
    case .contradiction:
      Self.contradicting.compactMap { name in
        PeopleSelection(named: name).map { .people($0) }
      } + Self.fitting(Self.contradicting.compactMap { AttackCatalog.named($0) }, release)
    }
  }

  private static func fitting(
    _ group: [any Attack.Type], _ release: ReleaseChoice
  ) -> [ChosenAttack] {
    group.filter { release.kind(for: $0) == $0.releaseKind }.map { .release(Selection($0)) }
  }

  private static func people(_ family: PeopleFamily) -> [ChosenAttack] {
    PeopleSelection.all.filter { $0.family == family }.map { .people($0) }
  }
}
