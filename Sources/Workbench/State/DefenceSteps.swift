import Experiments
import Oversampling
import Parameters

/// Changing the list of defences.
extension Session {
  /// - Returns: why nothing has changed, if nothing has.
  mutating func change(_ change: DefenceChange) throws(SettingError) -> String? {
    switch change {
    case .toggle(let name): return try toggleDefence(name)
    case .move(let name, let amount): return moveDefence(name, by: amount)
    case .step(let name, let parameter, let amount):
      return editDefence(name, parameter) { values, spec in values.step(spec, by: amount) }
    case .set(let name, let parameter, let text):
      var refusal: SettingError?
      _ = editDefence(name, parameter) { values, spec in
        do {
          try values.set(spec.name, text: text)
        } catch {
          refusal = SettingError("\(error)")
        }
        return nil
      }
      if let refusal { throw refusal }
      return nil
    case .reset(let name, let parameter):
      return editDefence(name, parameter) { values, spec in
        try? values.set(spec.name, to: spec.defaultValue)
        return nil
      }
    }
  }

  private mutating func toggleDefence(_ name: String) throws(SettingError) -> String? {
    guard let type = DefenceCatalog.named(name) else {
      throw SettingError("there is no defence '\(name)'")
    }
    if plan.defences.contains(where: { $0.name == name }) {
      plan.defences.removeAll { $0.name == name }
    } else {
      plan.defences.append(Selection(type))
    }
    return nil
  }

  private mutating func moveDefence(_ name: String, by amount: Int) -> String? {
    guard let place = plan.defences.firstIndex(where: { $0.name == name }) else {
      return "this defence is off: Space switches it on"
    }
    let target = max(0, min(plan.defences.count - 1, place + amount))
    guard target != place else { return amount < 0 ? "it comes first" : "it comes last" }
    plan.defences.insert(plan.defences.remove(at: place), at: target)
    return nil
  }

  private mutating func editDefence(
    _ name: String, _ parameter: String,
    _ edit: (inout ParameterValues, ParameterSpec) -> String?
  ) -> String? {
    guard let place = plan.defences.firstIndex(where: { $0.name == name }),
      let spec = plan.defences[place].values.specs.first(where: { $0.name == parameter })
    else { return "this defence is off: Space switches it on" }
    return edit(&plan.defences[place].values, spec)
  }
}
