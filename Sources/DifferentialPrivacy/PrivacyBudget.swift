/// What one answer costs.
public enum AnswerCost: Sendable, Equatable {
  /// An answer that is ε-private without any δ.
  case pure(epsilon: Double)
  /// An answer with normal noise.
  case gaussian(GaussianMechanism)
}

/// What may be found out about one person by all answers together. Every answer is charged before it
/// is given; one that would cost more than is left is refused.
///
/// Without δ the ε of the answers add up. With δ the answers are counted in ρ (see
/// `ConcentratedPrivacy`), of which (ε, δ) allow so much: many answers get more out of it, few pure
/// ones less. Which of the two it is, is settled beforehand: choosing afterwards what looks better
/// would not hold.
///
/// It is about the data that is asked, not about who asks: two people with a budget each have twice
/// as much together.
public struct PrivacyBudget: Sendable, Equatable {
  /// ε that was granted.
  public let epsilon: Double
  /// δ that was granted; 0 for pure differential privacy.
  public let delta: Double
  /// In units of `unit`.
  public let granted: Double
  /// In the same unit; never above `granted`.
  public private(set) var spent = 0.0
  /// Answers that were charged.
  public private(set) var answers = 0

  /// What is left off when shares are made, so that rounding never refuses the last of them.
  private static let slack = 1e-9

  /// A budget of pure differential privacy.
  ///
  /// - Parameter epsilon: above 0.
  /// - Throws: `PrivacyError.epsilon` for anything else.
  public init(epsilon: Double) throws(PrivacyError) {
    try self.init(epsilon: epsilon, delta: 0, people: 1)
  }

  /// - Parameters:
  ///   - epsilon: above 0.
  ///   - delta: 0, or below one over `people`: a δ as large allows handing out somebody's record.
  ///   - people: how many records there are; it has to be public to be used here.
  /// - Throws: `PrivacyError` for anything else.
  public init(epsilon: Double, delta: Double, people: Int) throws(PrivacyError) {
    guard epsilon > 0, epsilon < .infinity else {
      throw .epsilon(found: epsilon, allowed: "a finite number above 0")
    }
    guard delta >= 0, delta < 1 / Double(max(1, people)) else {
      throw .delta(
        found: delta, allowed: "0, or less than one over the number of people, \(people)")
    }
    self.epsilon = epsilon
    self.delta = delta
    granted =
      delta == 0
      ? epsilon : try ConcentratedPrivacy.largest(epsilon: epsilon, delta: delta).rho
  }

  /// What `granted` and `spent` count: `epsilon`, or `rho` where there is a δ.
  public var unit: String { delta == 0 ? "epsilon" : "rho" }

  /// What is left, in that unit.
  public var left: Double { max(0, granted - spent) }

  /// The ε of each of so many pure answers that together cost what is left, at most.
  ///
  /// - Parameter answers: 1 or more.
  public func evenShare(among answers: Int) -> Double {
    let share = left * (1 - Self.slack) / Double(max(1, answers))
    return delta == 0 ? share : (2 * share).squareRoot()
  }

  /// Charges for an answer. To be called before the data is looked at.
  ///
  /// - Throws: `PrivacyError.overspent` if not so much is left, and `.gaussianWithoutDelta`; nothing
  ///   is charged then, and the answer must not be given.
  public mutating func charge(_ cost: AnswerCost) throws(PrivacyError) {
    let price = try price(of: cost)
    guard price > 0, price < .infinity else {
      throw .parameter(name: unit, found: price, allowed: "a finite cost above 0")
    }
    guard spent + price <= granted else {
      throw .overspent(asked: price, left: left, unit: unit)
    }
    spent += price
    answers += 1
  }

  private func price(of cost: AnswerCost) throws(PrivacyError) -> Double {
    switch (cost, delta == 0) {
    case (.pure(let epsilon), true): return epsilon
    case (.pure(let epsilon), false): return ConcentratedPrivacy.pure(epsilon: epsilon).rho
    case (.gaussian(let mechanism), false): return mechanism.concentrated.rho
    case (.gaussian, true): throw .gaussianWithoutDelta
    }
  }
}
