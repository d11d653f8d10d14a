import DifferentialPrivacy
import Foundation
import Testing

/// Against the numbers worked out for the definitions.
@Suite struct GaussianMechanismTests {
  @Test(arguments: [
    (1.0, 1e-5, 3.730632), (0.5, 1e-5, 7.031827), (1, 1e-9, 5.495266), (3, 1e-6, 1.543861),
    (10, 1e-5, 0.499889),
  ])
  func theAnalyticNoiseHasItsPublishedValues(
    epsilon: Double, delta: Double, sigma: Double
  ) throws {
    let mechanism = try GaussianMechanism.analytic(epsilon: epsilon, delta: delta)
    #expect(abs(mechanism.sigma - sigma) < 5e-7)
  }

  /// The smallest σ: it keeps the promise, and a little less does not.
  @Test(arguments: [(0.0, 0.3), (0.01, 1e-12), (1, 1e-5), (20, 1e-9), (100, 1e-300), (1, 0.9)])
  func itIsTheLeastNoiseThatKeepsThePromise(epsilon: Double, delta: Double) throws {
    let mechanism = try GaussianMechanism.analytic(epsilon: epsilon, delta: delta)
    #expect(mechanism.privacy.delta(epsilon: epsilon) <= delta)
    let less = try GaussianMechanism(sigma: mechanism.sigma * (1 - 1e-6))
    #expect(less.privacy.delta(epsilon: epsilon) > delta)
  }

  @Test func noiseGrowsWithTheSensitivity() throws {
    let one = try GaussianMechanism.analytic(epsilon: 1, delta: 1e-5)
    let seven = try GaussianMechanism.analytic(epsilon: 1, delta: 1e-5, sensitivity: 7)
    #expect(abs(seven.sigma - 7 * one.sigma) < 1e-12)
    #expect(abs(seven.privacy.mu - one.privacy.mu) < 1e-12)
  }

  @Test func theClassicNoiseIsLargerWhereItIsProven() throws {
    let classic = try GaussianMechanism.classic(epsilon: 1, delta: 1e-5)
    #expect(abs(classic.sigma - 4.844805) < 5e-7)
    #expect(classic.privacy.delta(epsilon: 1) < 1e-5)
  }

  /// At ε = 10 the classic formula gives .484481, which is too little.
  @Test func theClassicNoiseIsRefusedWhereItIsNotProven() throws {
    let error = #expect(throws: PrivacyError.self) {
      try GaussianMechanism.classic(epsilon: 10, delta: 1e-5)
    }
    #expect(error == .classicUnproven(epsilon: 10))
    #expect(error?.description.contains("take the analytic one") == true)
    let formula = (2 * log(1.25 / 1e-5)).squareRoot() / 10
    #expect(abs(formula - 0.484481) < 5e-7)
    #expect(try GaussianMechanism(sigma: formula).privacy.delta(epsilon: 10) > 1e-5)
  }

  @Test func whatIsNoBudgetIsRefused() {
    for (epsilon, delta) in [(-1.0, 1e-5), (.nan, 1e-5), (.infinity, 1e-5), (1, 0), (1, 1)] {
      #expect(throws: PrivacyError.self) {
        try GaussianMechanism.analytic(epsilon: epsilon, delta: delta)
      }
    }
    #expect(throws: PrivacyError.self) { try GaussianMechanism.classic(epsilon: 0, delta: 1e-5) }
    #expect(throws: PrivacyError.self) { try GaussianMechanism(sigma: 0) }
    #expect(throws: PrivacyError.self) { try GaussianMechanism(sigma: 1, sensitivity: .infinity) }
  }
}
