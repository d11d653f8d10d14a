import Experiments
import Oversampling
import Parameters
import Tabular

/// Something to know, beside the setting that causes it.
package struct SettingWarning: Sendable, Equatable {
  /// What to change if it is not wanted; nil for what the data alone causes.
  package let field: SettingField?
  package let text: String

  init(_ field: SettingField?, _ text: String) {
    self.field = field
    self.text = text
  }
}

extension Session {
  /// All that is to be said, in the order of the form; what the data causes comes last.
  package var warnings: [SettingWarning] {
    let all =
      settingsWarnings + picture.warnings.map { SettingWarning(field(of: $0.cause), $0.text) }
    let order = settingFields
    let placed = order.flatMap { field in all.filter { $0.field == field } }
    return placed + all.filter { $0.field == nil } + dataWarnings
  }

  /// Those beside one setting.
  package func warnings(beside field: SettingField) -> [String] {
    warnings.filter { $0.field == field }.map(\.text)
  }

  /// The rows that the warnings beside the method are about, a line for each kind.
  ///
  /// - Parameter limit: so many are named, the rest is counted.
  package func warnedRows(limit: Int) -> [String] {
    guard let findings = picture.findings else { return [] }
    let kinds = [
      ("exact copies", findings.copies), ("another class nearest", findings.onOtherSide),
    ]
    return kinds.filter { !$0.1.isEmpty }.map { name, rows in
      let shown = rows.prefix(limit).map { "\($0 + 1)" }.joined(separator: ", ")
      let more = rows.count > limit ? " and \(rows.count - limit) more" : ""
      return "\(name): synthetic row\(rows.count == 1 ? "" : "s") \(shown)\(more)"
    }
  }

  /// Whether values are missing and nothing is put in their place.
  var hasGaps: Bool { gaps != nil }

  // MARK: - What is known before a run

  private var settingsWarnings: [SettingWarning] {
    var warnings: [SettingWarning] = []
    if let method = OversamplerCatalog.named(plan.method), let reason = objection(to: method) {
      warnings.append(SettingWarning(.method, "\(method.title) \(reason)"))
    }
    for defence in idleDefences {
      warnings.append(
        SettingWarning(.defences, "\(defence.title) does not work: \(defence.reason)"))
    }
    if let gaps { warnings.append(SettingWarning(.impute, gaps)) }
    warnings += (preparedPicture?.data.smallParts ?? []).map {
      SettingWarning($0.part == .holdout ? .holdout : .test, "\($0)")
    }
    return warnings
  }

  /// Missing values that nothing is put in place of.
  private var gaps: String? {
    guard preparation.imputation == .none, let columns = openDataset?.profile.columns else {
      return nil
    }
    let concerned = columns.filter { $0.role == .feature && $0.missing > 0 }
    guard !concerned.isEmpty else { return nil }
    let cells = concerned.reduce(0) { $0 + $1.missing }
    let names = concerned.prefix(3).map { "'\($0.name)'" }.joined(separator: ", ")
    let more = concerned.count > 3 ? " and \(concerned.count - 3) more columns" : ""
    return "\(NumberFormat.count(cells, "cell")) of \(names)\(more) \(cells == 1 ? "is" : "are") "
      + "missing: choose what impute puts in their place"
  }

  private var dataWarnings: [SettingWarning] {
    let refusal = openDataset.flatMap { $0.isTestPart ? [$0.testPartRefusal] : nil } ?? []
    let notes = preparedPicture?.data.notes ?? []
    return (refusal + notes).map { SettingWarning(nil, $0) }
  }

  /// A setting that another method does not have is a matter of the method.
  private func field(of cause: RunWarning.Cause) -> SettingField? {
    switch cause {
    case .method: .method
    case .parameter(let name): plan.parameters[name] == nil ? .method : .parameter(name)
    case .goal: .goal
    case .defence: .defences
    case .data: nil
    }
  }
}
