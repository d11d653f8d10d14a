import ArgumentParser
import Attacks
import Experiments
import Parameters

/// Options that say which attacks are run.
struct AttackOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Attacks to run, between commas, or standard, strongest or all; settings follow a colon: \
      reconsmote:rule=paper:multiple=3. See 'smokeout list attacks'.
      """, valueName: "name,..."))
  var attack = "standard"
  @Option(help: "Set 'rule' of every attack that has it, as rule=paper does.")
  var rule: String?

  /// The attacks asked for, with their settings checked; of a group those that suit the release.
  func selections(for release: ReleaseChoice) throws -> [AttackSelection] {
    let named = try attack.split(separator: ",").flatMap { text in
      try Self.selections(String(text), release)
    }
    guard !named.isEmpty else { throw ValidationError("--attack: names no attack") }
    guard let rule else { return named }
    return try named.map { selection in
      var selection = selection
      if selection.values["rule"] != nil { try selection.values.set("rule", text: rule) }
      return selection
    }
  }

  /// The attacks that combine all that fits a release.
  private static let strongest = ["strongest-distinguishing", "strongest-reconstruction"]

  /// One attack, or those of a group that are made for what is released.
  private static func selections(
    _ text: String, _ release: ReleaseChoice
  ) throws -> [AttackSelection] {
    let group: [any Attack.Type]? =
      switch text {
      case "all": AttackCatalog.all
      case "standard": AttackCatalog.standard
      case "strongest": try strongest.map { try named($0) }
      default: nil
      }
    guard let group else { return [try selection(text)] }
    return group.filter { release.kind(for: $0) == $0.releaseKind }.map { AttackSelection($0) }
  }

  private static func selection(_ text: String) throws -> AttackSelection {
    let chosen = SelectionText(text)
    let type = try named(chosen.name)
    return AttackSelection(
      name: chosen.name, values: try chosen.values(type.parameters, option: "--attack"))
  }

  private static func named(_ name: String) throws -> any Attack.Type {
    guard let type = AttackCatalog.named(name) else {
      throw PlanError.unknownAttack(name, known: AttackCatalog.all.map { $0.name })
    }
    return type
  }
}
