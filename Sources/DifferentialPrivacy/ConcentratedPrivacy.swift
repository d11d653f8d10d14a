import Foundation

/// Zero-concentrated differential privacy: the Rényi divergence of every order α between the answers
/// for two neighboring tables is at most ρα. What several answers cost adds up.
///
/// Source: Bun, Steinke: Concentrated Differential Privacy, TCC 2016; conversions as in Canonne,
/// Kamath, Steinke: The Discrete Gaussian for Differential Privacy, NeurIPS 2020, proposition 12.
public struct ConcentratedPrivacy: Sendable, Equatable {
  /// ρ, 0 or more.
  public let rho: Double

  /// Orders below lose digits and are never the best for a δ of use.
  private static let leastOrder = 1.01

  /// - Parameter rho: 0 or more; this is not checked.
  public init(rho: Double) { self.rho = rho }

  /// What an answer costs that is ε-private without any δ:  ε² / 2.
  public static func pure(epsilon: Double) -> ConcentratedPrivacy {
    ConcentratedPrivacy(rho: epsilon * epsilon / 2)
  }

  /// What a choice by the exponential mechanism costs:  ε² / 8, a quarter of what holds for every
  /// answer that is ε-private.
  ///
  /// - Source: Cesar, Rogers: Bounding, Concentrating, and Truncating, ALT 2021.
  public static func exponentialMechanism(epsilon: Double) -> ConcentratedPrivacy {
    ConcentratedPrivacy(rho: epsilon * epsilon / 8)
  }

  /// What both answers cost together, also if the second question depends on the first answer.
  public static func + (one: ConcentratedPrivacy, other: ConcentratedPrivacy)
    -> ConcentratedPrivacy
  {
    ConcentratedPrivacy(rho: one.rho + other.rho)
  }

  /// A δ that holds at ε:
  ///
  ///     min over α > 1 of  exp((α − 1)(αρ − ε) + α ln(1 − 1/α)) / (α − 1)
  ///
  /// The order is found by halving: the derivative of the logarithm,
  /// (2α − 1)ρ − ε + ln(1 − 1/α), rises.
  ///
  /// - Parameter epsilon: 0 or more.
  public func delta(epsilon: Double) -> Double {
    guard rho > 0 else { return 0 }
    let order = Crossing.between(Self.leastOrder, and: (epsilon + 1) / (2 * rho) + 2) { order in
      (2 * order - 1) * rho - epsilon + log1p(-1 / order) < 0
    }.below
    let exponent = (order - 1) * (order * rho - epsilon) + order * log1p(-1 / order)
    return min(1, exp(exponent - log(order - 1)))
  }

  /// The least ε for which `delta(epsilon:)` is at most `delta`; infinite for a δ of 0.
  ///
  /// - Parameter delta: 0 to 1.
  public func epsilon(delta: Double) -> Double {
    guard rho > 0, self.delta(epsilon: 0) > delta else { return 0 }
    guard delta > 0 else { return .infinity }
    let far = rho + 2 * (rho * -log(delta)).squareRoot()
    return Crossing.between(0, and: far) { self.delta(epsilon: $0) > delta }.above
  }

  /// The largest ρ that is (ε, δ)-private: what may be spent on answers altogether. Known as
  /// `cdp_rho`.
  ///
  /// - Parameters:
  ///   - epsilon: 0 or more.
  ///   - delta: above 0 and below 1.
  /// - Throws: `PrivacyError` for anything else.
  public static func largest(
    epsilon: Double, delta: Double
  ) throws(PrivacyError) -> ConcentratedPrivacy {
    try PrivacyError.check(epsilon: epsilon, delta: delta)
    let rho = Crossing.between(0, and: epsilon + 1) {
      ConcentratedPrivacy(rho: $0).delta(epsilon: epsilon) <= delta
    }.below
    return ConcentratedPrivacy(rho: rho)
  }

  /// The standard deviation of normal noise that costs ρ:  Δ / √(2ρ); infinite for a ρ of 0.
  public func sigma(sensitivity: Double = 1) -> Double { sensitivity / (2 * rho).squareRoot() }
}
