import ArgumentParser
import Attacks
import Experiments
import Parameters

/// Options that say which attacks are run.
struct AttackOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Attacks to run, between commas, or all; settings follow a colon: \
      reconsmote:rule=paper:multiple=3. See 'smokeout list attacks'.
      """, valueName: "name,..."))
  var attack = "all"
  @Option(help: "Set 'rule' of every attack that has it, as rule=paper does.")
  var rule: String?

  /// The attacks asked for, with their settings checked; all that suit the release, if none is
  /// named.
  func selections(for release: ReleaseChoice) throws -> [AttackSelection] {
    let named =
      attack == "all"
      ? AttackCatalog.all.filter { release.kind(for: $0) == $0.releaseKind }
        .map { AttackSelection($0) }
      : try attack.split(separator: ",").map { try Self.selection(String($0)) }
    guard !named.isEmpty else { throw ValidationError("--attack: names no attack") }
    guard let rule else { return named }
    return try named.map { selection in
      var selection = selection
      if selection.values["rule"] != nil { try selection.values.set("rule", text: rule) }
      return selection
    }
  }

  private static func selection(_ text: String) throws -> AttackSelection {
    let chosen = SelectionText(text)
    guard let type = AttackCatalog.named(chosen.name) else {
      throw PlanError.unknownAttack(chosen.name, known: AttackCatalog.all.map { $0.name })
    }
    return AttackSelection(
      name: chosen.name, values: try chosen.values(type.parameters, option: "--attack"))
  }
}
