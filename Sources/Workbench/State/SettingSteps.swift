import Experiments
import Oversampling
import Parameters
import Tabular

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
    case .defences: return "defences are switched on and off in their list: Enter opens it"
    case .seed: return stepSeed(by: amount)
    case .release: plan.release = ReleaseChoice.allCases.cycled(from: plan.release, by: amount)
    case .scale, .impute, .holdout, .test: return stepPreparation(field, by: amount)
    case .exact: plan.isExact.toggle()
    case .integers: plan.keepsIntegers.toggle()
    case .range: plan.keepsRange.toggle()
    case .seedStyle: plan.seedStyle = SeedStyle.allCases.cycled(from: plan.seedStyle, by: amount)
    case .runsByItself: runsByItself.toggle()
    }
    return nil
  }

  private mutating func stepPreparation(_ field: SettingField, by amount: Int) -> String? {
    switch field {
    case .scale:
      preparation.scaling = Scaling.allCases.cycled(from: preparation.scaling, by: amount)
    case .impute:
      preparation.imputation = Imputation.allCases.cycled(
        from: preparation.imputation, by: amount)
    default: return stepPart(field, by: amount)
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
    case .holdout, .test: try setPart(field, text: text)
    case .method:
      guard let method = OversamplerCatalog.named(text) else {
        throw SettingError("there is no method '\(text)'")
      }
      use(method)
    case .defences: throw SettingError("defences are chosen in their list, not typed")
    case .goalKind, .release, .scale, .impute, .exact, .integers, .range, .seedStyle,
      .runsByItself:
      throw SettingError("this is chosen with the arrow keys, not typed")
    }
  }

  /// Gives a setting what it had at first.
  mutating func reset(_ field: SettingField) {
    let fresh = ExperimentPlan()
    let asFound = Preparation()
    switch field {
    case .method: if let method = OversamplerCatalog.named(fresh.method) { use(method) }
    case .parameter(let name):
      guard let spec = plan.parameters.specs.first(where: { $0.name == name }) else { return }
      try? plan.parameters.set(name, to: spec.defaultValue)
    case .goalKind, .goal: plan.goal = fresh.goal
    case .seed: plan.seed = fresh.seed
    case .defences: plan.defences = fresh.defences
    case .release: plan.release = fresh.release
    case .scale: preparation.scaling = asFound.scaling
    case .impute: preparation.imputation = asFound.imputation
    case .holdout: preparation.holdout = asFound.holdout
    case .test: preparation.test = asFound.test
    case .exact: plan.isExact = fresh.isExact
    case .integers: plan.keepsIntegers = fresh.keepsIntegers
    case .range: plan.keepsRange = fresh.keepsRange
    case .seedStyle: plan.seedStyle = fresh.seedStyle
    case .runsByItself: runsByItself = true
    }
  }

  // MARK: - The method and its parameters

  private mutating func stepMethod(by amount: Int) -> String? {
    let names = OversamplerCatalog.all.map { $0.name }
    if let method = OversamplerCatalog.named(names.cycled(from: plan.method, by: amount)) {
      use(method)
    }
    return nil
  }

  /// Another method has defaults of its own, and keeps those values that were chosen.
  private mutating func use(_ method: any Oversampler.Type) {
    var values = ParameterValues(method.parameters)
    for old in plan.parameters.specs {
      guard let value = plan.parameters[old.name], value != old.defaultValue else { continue }
      try? values.set(old.name, to: value)
    }
    plan.method = method.name
    plan.parameters = values
  }

  private mutating func stepParameter(_ name: String, by amount: Int) -> String? {
    guard let spec = plan.parameters.specs.first(where: { $0.name == name }) else { return nil }
    guard case .integer = spec.domain else { return plan.parameters.step(spec, by: amount) }
    let range = integerRange(of: spec)
    let reason = plan.parameters.step(spec, by: amount, within: range)
    guard let reason, amount > 0, spec.name == "k", let minorityCount,
      range.upperBound == minorityCount - 1
    else { return reason }
    return reason + ": the class has \(minorityCount) rows"
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
    switch plan.goal {
    case .strategy(let old): return stepAmount(old, by: amount) { .strategy($0) }
    case .ratio(let old): return stepAmount(old, by: amount) { .ratio($0) }
    case .word(let word):
      plan.goal = .word(StrategyWord.allCases.cycled(from: word, by: amount.signum()))
      return nil
    case .counts: return "counts are typed: Enter opens the field"
    }
  }

  private mutating func stepAmount(
    _ old: Double, by amount: Int, as goal: (Double) -> BalanceGoal
  ) -> String? {
    let range = goalLimits.range
    let isCoarse = plan.goal.isRatio && (old > 2 || old == 2 && amount > 0)
    let new = RealStep.multiple(old, by: amount, step: isCoarse ? 0.5 : 0.05, within: range)
    guard new != old else {
      let limit = amount > 0 ? range.upperBound : range.lowerBound
      let side = amount > 0 ? "most" : "least"
      let name = plan.goal.isRatio ? "ratio" : "strategy"
      return "\(name) is at \(side) \(NumberFormat.significant(limit)) here"
    }
    plan.goal = goal(new)
    return nil
  }

  /// What is typed must also make sense for the classes, once those are known.
  private mutating func setGoal(_ text: String) throws(SettingError) {
    let goal = plan.goal.isRatio ? try Self.ratio(text) : try Self.strategy(text)
    if let sizes = preparedPicture?.data.classSizes {
      do {
        _ = try goal.demands(sizes)
      } catch {
        throw SettingError(error.description)
      }
    }
    plan.goal = goal
  }

  private static func ratio(_ text: String) throws(SettingError) -> BalanceGoal {
    guard let value = Double(text), value > 0, value <= 1000 else {
      throw SettingError("ratio: found '\(text)', expected more than 0, at most 1000")
    }
    return .ratio(value)
  }

  private static func strategy(_ text: String) throws(SettingError) -> BalanceGoal {
    do {
      return try BalanceGoal(strategy: text)
    } catch {
      throw SettingError(error.description)
    }
  }

  private mutating func stepSeed(by amount: Int) -> String? {
    let new = UInt32(clamping: Int(plan.seed) + amount)
    guard new != plan.seed else { return "seed goes from 0 to 4294967295" }
    plan.seed = new
    return nil
  }
}
