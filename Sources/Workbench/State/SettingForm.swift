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

extension SettingField {
  /// Where the setting is chosen, if it is not chosen in the form.
  package var menu: Overlay? {
    switch self {
    case .method: .methods
    case .defences: .defences
    default: nil
    }
  }

  /// Whether steps of ten make sense.
  var isNumber: Bool {
    switch self {
    case .parameter, .goal, .seed, .holdout, .test: true
    default: false
    }
  }
}

extension Session {
  /// Every setting, in the order of the form, the most used first: those of the method follow from
  /// its specs.
  package var settingFields: [SettingField] {
    [.method] + plan.parameters.specs.map { .parameter($0.name) }
      + [
        .goalKind, .goal, .defences, .seed, .release, .scale, .impute, .holdout, .test,
        .exact, .integers, .range, .seedStyle, .runsByItself,
      ]
  }

  package var settingRows: [SettingRow] { settingFields.map(settingRow) }

  /// How a setting is shown.
  package func settingRow(_ field: SettingField) -> SettingRow {
    switch field {
    case .method: methodRow
    case .parameter(let name): parameterRow(name)
    case .goalKind:
      choiceRow(
        field, "amount", plan.goal.isRatio ? "ratio" : "strategy",
        "strategy: minority over majority rows afterwards; ratio: synthetic over real rows")
    case .goal: goalRow
    case .defences: defencesRow
    case .seed:
      SettingRow(
        field: .seed, label: "seed", value: "\(plan.seed)", hint: "0..",
        help: "equal seeds give equal rows", isAdjustable: true, isTyped: true)
    case .release:
      choiceRow(
        field, "release", plan.release.rawValue,
        "what is attacked: synthetic rows, all rows, or what each attack is made for")
    case .scale, .impute, .holdout, .test: preparationRow(field)
    case .exact, .integers, .range, .seedStyle: fineRow(field)
    case .runsByItself:
      choiceRow(
        field, "auto-run", runsByItself ? "on" : "off",
        "run by itself once a setting has been left alone",
        hint: runsByItself ? "\(settlingTime) ms" : "")
    }
  }

  private var methodRow: SettingRow {
    let method = OversamplerCatalog.named(plan.method)
    return SettingRow(
      field: .method, label: "method", value: method?.title ?? plan.method, hint: "",
      help: (method?.summary ?? "") + " Enter opens the menu.", isAdjustable: false,
      isTyped: false)
  }

  private func parameterRow(_ name: String) -> SettingRow {
    let spec = plan.parameters.specs.first { $0.name == name }
    let value = plan.parameters[name].map(\.description) ?? ""
    return SettingRow(
      field: .parameter(name), label: name, value: value,
      hint: spec.map { $0.hint(integers: integerRange(of: $0)) } ?? "",
      help: spec?.help ?? "", isAdjustable: true, isTyped: spec?.isTyped ?? false)
  }

  private var goalRow: SettingRow {
    let isNumber = plan.goal.number != nil
    return SettingRow(
      field: .goal, label: plan.goal.isRatio ? "ratio" : "strategy",
      value: plan.goal.number.map { NumberText.shortest($0) } ?? plan.goal.description,
      hint: isNumber ? goalLimits.hint : "",
      help: plan.goal.isRatio
        ? "synthetic over real minority rows"
        : "minority over majority rows afterwards; 1 balances; or a word such as not majority, or "
          + "rows by class as a=120,b=80",
      isAdjustable: plan.goal.isSteppable, isTyped: true)
  }

  private var defencesRow: SettingRow {
    let names = plan.defences.map(\.name)
    return SettingRow(
      field: .defences, label: "defences",
      value: names.isEmpty ? "none" : names.joined(separator: ", "), hint: "",
      help: "what is done so that less is given away, in order. Enter opens the list.",
      isAdjustable: false, isTyped: false)
  }

  private func preparationRow(_ field: SettingField) -> SettingRow {
    switch field {
    case .scale:
      choiceRow(
        field, "scale", preparation.scaling.rawValue,
        "minmax: every column to -1..1 before anything else")
    case .impute:
      choiceRow(
        field, "impute", preparation.imputation.rawValue,
        "in place of missing values: median or mean of the column (the most frequent level of a "
          + "category), or drop the row")
    case .test:
      keptRow(
        field, "test", preparation.test,
        "share of each class kept apart for judging classifiers: nothing is made of it, and no "
          + "measure or attack sees it")
    default:
      keptRow(
        field, "holdout", preparation.holdout,
        "share of each class kept apart: nothing is made of it, and measures and attacks on "
          + "people are checked on it")
    }
  }

  private func keptRow(
    _ field: SettingField, _ label: String, _ share: Double, _ help: String
  ) -> SettingRow {
    SettingRow(
      field: field, label: label, value: NumberText.shortest(share), hint: keptHint(field),
      help: help, isAdjustable: true, isTyped: true)
  }

  private func fineRow(_ field: SettingField) -> SettingRow {
    switch field {
    case .exact:
      choiceRow(
        field, "exact", plan.isExact ? "on" : "off",
        "on: a method that makes more or fewer rows than asked for is cut down or topped up")
    case .integers:
      choiceRow(
        field, "integers", plan.keepsIntegers ? "keep" : "free",
        "keep: synthetic values of whole-number columns are rounded")
    case .range:
      choiceRow(
        field, "range", plan.keepsRange ? "keep" : "free",
        "keep: synthetic values stay within the real ones of their column")
    default:
      choiceRow(
        field, "seeds", plan.seedStyle.rawValue,
        "imblearn: every class starts with the same seed; independent: each has its own")
    }
  }

  private func choiceRow(
    _ field: SettingField, _ label: String, _ value: String, _ help: String, hint: String = ""
  ) -> SettingRow {
    SettingRow(
      field: field, label: label, value: value, hint: hint, help: help, isAdjustable: true,
      isTyped: false)
  }
}

extension ParameterSpec {
  /// Whether a value of it is written rather than chosen.
  var isTyped: Bool {
    switch domain {
    case .integer, .real: true
    case .choice, .flag: false
    }
  }

  /// What it may be, in few characters.
  ///
  /// - Parameter integers: what a whole number may be; nil for all that the domain allows.
  func hint(integers: ClosedRange<Int>? = nil) -> String {
    switch domain {
    case .integer(let all):
      let range = integers ?? all
      return range.upperBound >= 100_000
        ? "\(range.lowerBound).." : "\(range.lowerBound)..\(range.upperBound)"
    case .real(let range):
      return NumberText.shortest(range.lowerBound) + ".." + NumberText.shortest(range.upperBound)
    case .choice, .flag: return ""
    }
  }
}

extension Session {
  /// Whether a setting is not the one that the picture was made with.
  package func isChanged(_ field: SettingField) -> Bool {
    guard isStale, let made = picture.plan else { return false }
    let prepared = preparedPicture?.data.preparation ?? preparation
    return switch field {
    case .method: made.method != plan.method
    case .parameter(let name): made.parameters[name] != plan.parameters[name]
    case .goalKind: made.goal.isRatio != plan.goal.isRatio
    case .goal: made.goal != plan.goal
    case .defences: made.defences != plan.defences
    case .seed: made.seed != plan.seed
    case .release: made.release != plan.release
    case .scale: prepared.scaling != preparation.scaling
    case .impute: prepared.imputation != preparation.imputation
    case .holdout: prepared.holdout != preparation.holdout
    case .test: prepared.test != preparation.test
    case .exact: made.isExact != plan.isExact
    case .integers: made.keepsIntegers != plan.keepsIntegers
    case .range: made.keepsRange != plan.keepsRange
    case .seedStyle: made.seedStyle != plan.seedStyle
    case .runsByItself: false
    }
  }
}
