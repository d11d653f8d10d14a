/// Why a mechanism or an answer was refused. The description is shown to the user as it is.
public enum PrivacyError: Error, Equatable, Sendable {
  /// An ε that nothing can be made for.
  case epsilon(found: Double, allowed: String)
  /// A δ that is no chance, or leaves people unprotected.
  case delta(found: Double, allowed: String)
  /// A sensitivity, a scale or a rate outside its range.
  case parameter(name: String, found: Double, allowed: String)
  /// The classic calibration of the Gaussian mechanism is not proven for this ε.
  case classicUnproven(epsilon: Double)
  /// Normal noise for a budget without δ: it is private for no ε alone.
  case gaussianWithoutDelta
  /// More than is left of a budget.
  case overspent(asked: Double, left: Double, unit: String)
  /// A domain without cells, or one with the same cell twice.
  case domain(String)
}

extension PrivacyError: CustomStringConvertible {
  /// A sentence for the user: what was found, what is expected.
  public var description: String {
    switch self {
    case .epsilon(let found, let allowed): "epsilon: found \(found), expected \(allowed)"
    case .delta(let found, let allowed): "delta: found \(found), expected \(allowed)"
    case .parameter(let name, let found, let allowed):
      "\(name): found \(found), expected \(allowed)"
    case .classicUnproven(let epsilon):
      "epsilon: found \(epsilon), and the classic calibration is proven up to 1 only; take the "
        + "analytic one"
    case .gaussianWithoutDelta:
      "normal noise is private for no epsilon alone; grant a delta above 0"
    case .overspent(let asked, let left, let unit):
      "the answer costs \(unit) \(asked), and \(left) of what was granted is left; it is not given"
    case .domain(let reason): "the domain of the counts \(reason)"
    }
  }
}

extension PrivacyError {
  /// Refuses what no noise can be made for.
  static func check(epsilon: Double, delta: Double) throws(PrivacyError) {
    guard epsilon >= 0, epsilon < .infinity else {
      throw .epsilon(found: epsilon, allowed: "a finite number, 0 or more")
    }
    try check(delta: delta)
  }

  /// Refuses a δ of 0, which normal noise never keeps, and of 1, which promises nothing.
  static func check(delta: Double) throws(PrivacyError) {
    guard delta > 0, delta < 1 else {
      throw .delta(found: delta, allowed: "a number above 0 and below 1")
    }
  }
}
