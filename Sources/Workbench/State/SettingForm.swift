import Experiments
import Oversampling
import Parameters
import Tabular

/// One row of the settings form.
package struct SettingRow: Sendable, Equatable {
  package let field: SettingField
  package let label: String
  package let value: String
  /// What it may be, in few characters: `1..44`.
  package let hint: String
  /// One line: what it does.
  package let help: String
  /// Whether a step leads anywhere.
  package let isAdjustable: Bool
  /// Whether a value can be typed.
  package let isTyped: Bool
}

extension Session {
  /// Every setting, in the order of the form: those of the method follow from its specs.
  package var settingFields: [SettingField] {
    [.method] + plan.parameters.specs.map { .parameter($0.name) }
      + [.goalKind, .goal, .seed, .release, .scale, .runsByItself]
  }

  package var settingRows: [SettingRow] { settingFields.map(settingRow) }

  /// How a setting is shown.
  package func settingRow(_ field: SettingField) -> SettingRow {
    switch field {
    case .method: methodRow
    case .parameter(let name): parameterRow(name)
    case .goalKind:
      choiceRow(
        field, "amount", plan.goal.isRatio ? "ratio" : "strategy", "",
        "strategy: minority over majority rows afterwards; ratio: synthetic over real rows")
    case .goal: goalRow
    case .seed:
      SettingRow(
        field: .seed, label: "seed", value: "\(plan.seed)", hint: "0..",
        help: "equal seeds give equal rows", isAdjustable: true, isTyped: true)
    case .release:
      choiceRow(
        field, "release", plan.release.rawValue, "",
        "what is attacked: synthetic rows, all rows, or what each attack is made for")
    case .scale:
      choiceRow(
        field, "scale", scaling.rawValue, "", "minmax: every column to -1..1 before anything else")
    case .runsByItself:
      choiceRow(
        field, "auto-run", runsByItself ? "on" : "off", runsByItself ? "\(settlingTime) ms" : "",
        "run by itself once a setting has been left alone")
    }
  }

  private var methodRow: SettingRow {
    let method = OversamplerCatalog.named(plan.method)
    let isOnly = OversamplerCatalog.all.count < 2
    return SettingRow(
      field: .method, label: "method", value: method?.title ?? plan.method, hint: "",
      help: method?.summary ?? "", isAdjustable: !isOnly, isTyped: false)
  }

  private func parameterRow(_ name: String) -> SettingRow {
    let spec = plan.parameters.specs.first { $0.name == name }
    let value = plan.parameters[name].map(\.description) ?? ""
    return SettingRow(
      field: .parameter(name), label: name, value: value, hint: spec.map(hint) ?? "",
      help: spec?.help ?? "", isAdjustable: true, isTyped: spec?.isTyped ?? false)
  }

  private var goalRow: SettingRow {
    let value = plan.goal.value
    let limits = goalLimits
    return SettingRow(
      field: .goal, label: plan.goal.isRatio ? "ratio" : "strategy",
      value: NumberText.shortest(value),
      hint: limits.hint,
      help: plan.goal.isRatio
        ? "synthetic over real minority rows"
        : "minority over majority rows afterwards; 1 balances",
      isAdjustable: true, isTyped: true)
  }

  private func choiceRow(
    _ field: SettingField, _ label: String, _ value: String, _ hint: String, _ help: String
  ) -> SettingRow {
    SettingRow(
      field: field, label: label, value: value, hint: hint, help: help, isAdjustable: true,
      isTyped: false)
  }

  private func hint(_ spec: ParameterSpec) -> String {
    switch spec.domain {
    case .integer:
      let range = integerRange(of: spec)
      return range.upperBound >= 100_000
        ? "\(range.lowerBound).." : "\(range.lowerBound)..\(range.upperBound)"
    case .real(let range):
      return NumberFormat.significant(range.lowerBound) + ".."
        + NumberFormat.significant(range.upperBound)
    case .choice, .flag: return ""
    }
  }
}

extension ParameterSpec {
  /// Whether a value of it is written rather than chosen.
  fileprivate var isTyped: Bool {
    switch domain {
    case .integer, .real: true
    case .choice, .flag: false
    }
  }
}

extension Session {
  /// Whether a setting is not the one that the picture was made with.
  package func isChanged(_ field: SettingField) -> Bool {
    guard isStale, let made = picture.plan else { return false }
    return switch field {
    case .method: made.method != plan.method
    case .parameter(let name): made.parameters[name] != plan.parameters[name]
    case .goalKind: made.goal.isRatio != plan.goal.isRatio
    case .goal: made.goal != plan.goal
    case .seed: made.seed != plan.seed
    case .release: made.release != plan.release
    case .scale: preparedPicture.map { $0.data.scaling != scaling } ?? false
    case .runsByItself: false
    }
  }
}
