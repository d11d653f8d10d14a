import Foundation
import Numeric

/// Normal noise on an answer.
///
/// Its guarantee is for the same neighboring tables that the sensitivity is of. Noise drawn as
/// floating-point numbers leaks through their last digits (Mironov 2012): this type calibrates, and
/// leaves drawing to whoever has integers.
public struct GaussianMechanism: Sendable, Equatable {
  /// Standard deviation of the noise, in units of the answer; above 0.
  public let sigma: Double
  /// How far the answers for two neighboring tables are apart at most, by the Euclidean distance.
  public let sensitivity: Double

  /// - Throws: `PrivacyError.parameter` unless both are finite and above 0.
  public init(sigma: Double, sensitivity: Double = 1) throws(PrivacyError) {
    for (name, value) in [("sigma", sigma), ("sensitivity", sensitivity)] {
      guard value > 0, value < .infinity else {
        throw .parameter(name: name, found: value, allowed: "a finite number above 0")
      }
    }
    self.sigma = sigma
    self.sensitivity = sensitivity
  }

  /// The least noise that is (ε, δ)-private: the smallest σ with
  ///
  ///     Φ(Δ/2σ − εσ/Δ) − e^ε Φ(−Δ/2σ − εσ/Δ) ≤ δ
  ///
  /// found by halving in log σ; what is returned keeps the promise.
  ///
  /// - Parameters:
  ///   - epsilon: 0 or more.
  ///   - delta: above 0 and below 1; it should be below one over the number of people.
  /// - Throws: `PrivacyError` for anything else.
  /// - Source: Balle, Wang: Improving the Gaussian Mechanism for Differential Privacy, ICML 2018,
  ///   theorem 8.
  public static func analytic(
    epsilon: Double, delta: Double, sensitivity: Double = 1
  ) throws(PrivacyError) -> GaussianMechanism {
    try PrivacyError.check(epsilon: epsilon, delta: delta)
    func leaks(_ logSigma: Double) -> Bool {
      GaussianPrivacy(mu: exp(-logSigma)).delta(epsilon: epsilon) > delta
    }
    var low = 0.0
    while !leaks(low) { low -= 1 }
    var high = low + 1
    while leaks(high) { high += 1 }
    let least = Crossing.between(low, and: high, leaks).above
    return try GaussianMechanism(sigma: exp(least) * sensitivity, sensitivity: sensitivity)
  }

  /// The calibration of the textbooks:  σ = √(2 ln(1.25 / δ)) · Δ / ε.
  ///
  /// It adds more noise than is needed, and above ε = 1, where it is not proven, in the end less.
  ///
  /// - Throws: `PrivacyError.classicUnproven` for an ε above 1; else as `analytic`.
  /// - Source: Dwork, Roth: The Algorithmic Foundations of Differential Privacy, 2014, theorem A.1.
  public static func classic(
    epsilon: Double, delta: Double, sensitivity: Double = 1
  ) throws(PrivacyError) -> GaussianMechanism {
    try PrivacyError.check(epsilon: epsilon, delta: delta)
    guard epsilon > 0 else { throw .epsilon(found: epsilon, allowed: "a number above 0") }
    guard epsilon <= 1 else { throw .classicUnproven(epsilon: epsilon) }
    return try GaussianMechanism(
      sigma: (2 * log(1.25 / delta)).squareRoot() * sensitivity / epsilon,
      sensitivity: sensitivity)
  }

  /// The trade-off curve of the mechanism, exact.
  public var privacy: GaussianPrivacy { GaussianPrivacy(mu: sensitivity / sigma) }

  /// In the terms that add up:  ρ = Δ² / (2σ²).
  public var concentrated: ConcentratedPrivacy {
    ConcentratedPrivacy(rho: sensitivity * sensitivity / (2 * sigma * sigma))
  }
}
