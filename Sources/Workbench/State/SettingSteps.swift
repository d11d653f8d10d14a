import Experiments
import Oversampling
import Parameters

/// Changing one setting.
extension Session {
  /// Moves a setting by a number of steps, as far as its range goes.
  ///
  /// - Returns: why it did not move, if it did not.
  mutating func step(_ field: SettingField, by amount: Int) -> String? {
    switch field {
    case .method: return stepMethod(by: amount)
    case .parameter(let name): return stepParameter(name, by: amount)
    case .goalKind: plan.goal = otherGoal()
    case .goal: return stepGoal(by: amount)
    case .seed: return stepSeed(by: amount)
    case .release: plan.release = ReleaseChoice.allCases.cycled(from: plan.release, by: amount)
    case .scale: scaling = Scaling.allCases.cycled(from: scaling, by: amount)
    case .runsByItself: runsByItself.toggle()
    }
    return nil
  }

  /// Gives a setting what was typed.
  mutating func set(_ field: SettingField, text: String) throws(SettingError) {
    switch field {
    case .parameter(let name): try setParameter(name, text: text)
    case .goal: try setGoal(text)
    case .seed:
      guard let seed = UInt32(text) else {
        throw SettingError("seed: found '\(text)', expected 0 to 4294967295")
      }
      plan.seed = seed
    case .method:
      guard let method = OversamplerCatalog.named(text) else {
        throw SettingError("there is no method '\(text)'")
      }
      use(method)
    case .goalKind, .release, .scale, .runsByItself:
      throw SettingError("this is chosen with the arrow keys, not typed")
    }
  }

  /// Gives a setting what it had at first.
  mutating func reset(_ field: SettingField) {
    let fresh = ExperimentPlan()
    switch field {
    case .method: if let method = OversamplerCatalog.named(fresh.method) { use(method) }
    case .parameter(let name):
      guard let spec = plan.parameters.specs.first(where: { $0.name == name }) else { return }
      try? plan.parameters.set(name, to: spec.defaultValue)
    case .goalKind, .goal: plan.goal = fresh.goal
    case .seed: plan.seed = fresh.seed
    case .release: plan.release = fresh.release
    case .scale: scaling = .none
    case .runsByItself: runsByItself = true
    }
  }

  // MARK: - The method and its parameters

  private mutating func stepMethod(by amount: Int) -> String? {
    let names = OversamplerCatalog.all.map { $0.name }
    guard names.count > 1 else { return "there is one method so far" }
    if let method = OversamplerCatalog.named(names.cycled(from: plan.method, by: amount)) {
      use(method)
    }
    return nil
  }

  /// Another method keeps those values that mean the same for it.
  private mutating func use(_ method: any Oversampler.Type) {
    var values = ParameterValues(method.parameters)
    for spec in method.parameters {
      guard let kept = plan.parameters[spec.name] else { continue }
      try? values.set(spec.name, to: kept)
    }
    plan.method = method.name
    plan.parameters = values
  }

  private mutating func stepParameter(_ name: String, by amount: Int) -> String? {
    guard let spec = plan.parameters.specs.first(where: { $0.name == name }) else { return nil }
    let value: ParameterValue
    switch spec.domain {
    case .integer:
      let range = integerRange(of: spec)
      let old = plan.parameters.integer(name)
      let new = max(range.lowerBound, min(range.upperBound, old + amount))
      if new == old { return limitReason(spec, range, upwards: amount > 0) }
      value = .integer(new)
    case .real(let range):
      let old = plan.parameters.real(name)
      let new = Self.stepped(old, by: amount, step: 0.05, within: range)
      if new == old { return "\(name) goes from \(range.lowerBound) to \(range.upperBound)" }
      value = .real(new)
    case .choice(let choices):
      value = .choice(choices.cycled(from: plan.parameters.choice(name), by: amount))
    case .flag: value = .flag(!plan.parameters.flag(name))
    }
    try? plan.parameters.set(name, to: value)
    return nil
  }

  private func limitReason(
    _ spec: ParameterSpec, _ range: ClosedRange<Int>, upwards: Bool
  ) -> String {
    guard upwards else { return "\(spec.name) is at least \(range.lowerBound)" }
    guard spec.name == "k", let minorityCount, range.upperBound == minorityCount - 1 else {
      return "\(spec.name) is at most \(range.upperBound)"
    }
    return "k is at most \(range.upperBound): the class has \(minorityCount) rows"
  }

  private mutating func setParameter(_ name: String, text: String) throws(SettingError) {
    var values = plan.parameters
    do {
      try values.set(name, text: text)
    } catch {
      throw SettingError(error.description)
    }
    if let spec = values.specs.first(where: { $0.name == name }), case .integer = spec.domain {
      let range = integerRange(of: spec)
      let value = values.integer(name)
      guard range.contains(value) else {
        throw SettingError(
          "\(name): found \(value), expected \(range.lowerBound) to \(range.upperBound)")
      }
    }
    plan.parameters = values
  }

  // MARK: - Amount and seed

  private mutating func stepGoal(by amount: Int) -> String? {
    let old = plan.goal.value
    let range = goalLimits.range
    let isCoarse = plan.goal.isRatio && (old > 2 || old == 2 && amount > 0)
    let new = Self.stepped(old, by: amount, step: isCoarse ? 0.5 : 0.05, within: range)
    guard new != old else {
      let limit = amount > 0 ? range.upperBound : range.lowerBound
      let side = amount > 0 ? "most" : "least"
      let name = plan.goal.isRatio ? "ratio" : "strategy"
      return "\(name) is at \(side) \(NumberFormat.significant(limit)) here"
    }
    plan.goal = plan.goal.with(new)
    return nil
  }

  private mutating func setGoal(_ text: String) throws(SettingError) {
    let name = plan.goal.isRatio ? "ratio" : "strategy"
    let limit: Double = plan.goal.isRatio ? 1000 : 1
    guard let value = Double(text), value > 0, value <= limit else {
      throw SettingError("\(name): found '\(text)', expected more than 0, at most \(Int(limit))")
    }
    plan.goal = plan.goal.with(value)
  }

  private mutating func stepSeed(by amount: Int) -> String? {
    let new = UInt32(clamping: Int(plan.seed) + amount)
    guard new != plan.seed else { return "seed goes from 0 to 4294967295" }
    plan.seed = new
    return nil
  }

  /// The next multiple of `step` in that direction, and on from there.
  private static func stepped(
    _ value: Double, by amount: Int, step: Double, within range: ClosedRange<Double>
  ) -> Double {
    let position = value / step
    let from = amount > 0 ? (position + 1e-9).rounded(.down) : (position - 1e-9).rounded(.up)
    let target = (from + Double(amount)) * step
    // Two digits after the point are what the form shows.
    let rounded = (target * 100).rounded() / 100
    return max(range.lowerBound, min(range.upperBound, rounded))
  }
}

extension Array where Element: Equatable {
  /// The element `amount` places after `element`, around the end.
  fileprivate func cycled(from element: Element, by amount: Int) -> Element {
    guard let place = firstIndex(of: element) else { return self.first ?? element }
    let target = (place + amount) % count
    return self[target < 0 ? target + count : target]
  }
}
