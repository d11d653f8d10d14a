import DifferentialPrivacy
import Foundation
import Testing

/// Against the numbers worked out for the definitions.
@Suite struct ConcentratedPrivacyTests {
  /// ε, δ, ρ, and the σ that MST measures its marginals with: a third of ρ on each of three steps.
  @Test(arguments: [
    (1.0, 1e-9, 0.01497306, 10.0090), (1, 1e-5, 0.03055660, 7.0064),
    (3, 1e-9, 0.12058243, 3.5270), (0.1, 1e-9, 0.00017714, 92.0215),
  ])
  func theLargestRhoHasItsPublishedValues(
    epsilon: Double, delta: Double, rho: Double, sigma: Double
  ) throws {
    let granted = try ConcentratedPrivacy.largest(epsilon: epsilon, delta: delta)
    #expect(abs(granted.rho - rho) < 5e-9)
    #expect(abs((3 / (2 * granted.rho)).squareRoot() - sigma) < 5e-5)
    #expect(abs(ConcentratedPrivacy(rho: granted.rho / 3).sigma() - sigma) < 5e-5)
  }

  @Test(arguments: [(1.0, 1e-9), (0.1, 1e-5), (5, 1e-6), (0.001, 1e-3)])
  func conversionsAreInverse(epsilon: Double, delta: Double) throws {
    let granted = try ConcentratedPrivacy.largest(epsilon: epsilon, delta: delta)
    #expect(granted.delta(epsilon: epsilon) <= delta)
    #expect(abs(granted.epsilon(delta: delta) - epsilon) < 1e-9)
    #expect(ConcentratedPrivacy(rho: granted.rho * 1.0001).delta(epsilon: epsilon) > delta)
  }

  /// δ at the best order is no larger than at any other that is tried.
  @Test func theOrderIsTheBest() {
    let privacy = ConcentratedPrivacy(rho: 0.1)
    let best = privacy.delta(epsilon: 2)
    for order in stride(from: 1.05, to: 60, by: 0.05) {
      let exponent = (order - 1) * (order * 0.1 - 2) + order * log(1 - 1 / order)
      #expect(best <= exp(exponent) / (order - 1) * (1 + 1e-12))
    }
  }

  /// What follows from ρ is never better than the exact curve of the same noise.
  @Test func normalNoiseCostsNoLessThanItsCurveSays() throws {
    for sigma in [0.7, 3, 40] {
      let mechanism = try GaussianMechanism(sigma: sigma)
      #expect(abs(mechanism.concentrated.rho - 1 / (2 * sigma * sigma)) < 1e-15)
      let exact = mechanism.privacy.epsilon(delta: 1e-6)
      let converted = mechanism.concentrated.epsilon(delta: 1e-6)
      #expect(converted >= exact && converted < 1.3 * exact)
    }
  }

  @Test func costsAddUp() {
    #expect(ConcentratedPrivacy.pure(epsilon: 0.5).rho == 0.125)
    #expect(ConcentratedPrivacy.exponentialMechanism(epsilon: 0.5).rho == 0.03125)
    let sum = ConcentratedPrivacy(rho: 0.25) + ConcentratedPrivacy(rho: 0.5)
    #expect(sum == ConcentratedPrivacy(rho: 0.75))
    // A hundred answers of ε = .1 cost less than 10 together where there is a δ.
    let many = ConcentratedPrivacy(rho: 100 * ConcentratedPrivacy.pure(epsilon: 0.1).rho)
    #expect(many.epsilon(delta: 1e-6) < 6.5)
  }

  @Test func nothingCostsNothingAndWithoutDeltaNothingHolds() {
    #expect(ConcentratedPrivacy(rho: 0).delta(epsilon: 0) == 0)
    #expect(ConcentratedPrivacy(rho: 0).epsilon(delta: 0) == 0)
    #expect(ConcentratedPrivacy(rho: 1).epsilon(delta: 0) == .infinity)
    #expect(throws: PrivacyError.self) {
      try ConcentratedPrivacy.largest(epsilon: 1, delta: 0)
    }
    #expect(throws: PrivacyError.self) {
      try ConcentratedPrivacy.largest(epsilon: -1, delta: 1e-5)
    }
  }
}
