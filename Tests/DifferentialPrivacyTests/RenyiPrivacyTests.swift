import DifferentialPrivacy
import Foundation
import Testing

/// Against the numbers worked out for the definitions.
@Suite struct RenyiPrivacyTests {
  @Test(arguments: [
    (0.01, 1.1, 1000, 1.7253, 9), (0.02048, 1.54, 1464, 2.6083, 8), (0.2, 5, 100, 1.7705, 11),
  ])
  func sampledStepsHaveTheirPublishedValues(
    rate: Double, noise: Double, steps: Int, epsilon: Double, order: Int
  ) throws {
    let all = try RenyiPrivacy.subsampledGaussian(rate: rate, noise: noise).repeated(steps)
    let found = try all.guarantee(delta: 1e-5)
    #expect(abs(found.epsilon - epsilon) < 5e-5)
    #expect(found.order == order)
  }

  /// The sum of the definition, term by term, for an order that needs no logarithms.
  @Test func smallOrdersAreTheirSums() throws {
    let (rate, noise) = (0.3, 2.0)
    let privacy = try RenyiPrivacy.subsampledGaussian(rate: rate, noise: noise)
    func factor(_ drawn: Double) -> Double {
      exp((drawn * drawn - drawn) / (2 * noise * noise))
    }
    let two = 0.49 + 2 * 0.7 * 0.3 + 0.09 * factor(2)
    let three =
      0.343 + 3 * 0.49 * 0.3 + 3 * 0.7 * 0.09 * factor(2) + 0.027 * factor(3)
    #expect(abs(privacy.epsilons[0] - log(two)) < 1e-12)
    #expect(abs(privacy.epsilons[1] - log(three) / 2) < 1e-12)
  }

  /// Everybody drawn is normal noise, α / 2σ²; nobody drawn tells nothing.
  @Test func theEndsAreThoseOfAllAndOfNone() throws {
    let all = try RenyiPrivacy.subsampledGaussian(rate: 1, noise: 2)
    #expect(all.epsilons == RenyiPrivacy.orders.map { Double($0) / 8 })
    let almost = try RenyiPrivacy.subsampledGaussian(rate: 1 - 1e-12, noise: 2)
    for (one, other) in zip(all.epsilons, almost.epsilons) { #expect(abs(one - other) < 1e-9) }
    let none = try RenyiPrivacy.subsampledGaussian(rate: 0, noise: 2)
    #expect(none.epsilons.allSatisfy { $0 == 0 })
  }

  /// With very little noise the terms are too large for numbers, their logarithms are not.
  @Test func littleNoiseAndRareDrawsStayNumbers() throws {
    for (rate, noise) in [(0.5, 0.05), (1e-9, 0.3), (1e-6, 1000)] {
      let privacy = try RenyiPrivacy.subsampledGaussian(rate: rate, noise: noise)
      #expect(privacy.epsilons.allSatisfy { $0.isFinite && $0 >= 0 })
      // It never falls with the order.
      #expect(zip(privacy.epsilons, privacy.epsilons.dropFirst()).allSatisfy { $0 <= $1 + 1e-15 })
    }
    // For rare draws and much noise ε(α) comes near α q² / 2σ².
    let rare = try RenyiPrivacy.subsampledGaussian(rate: 1e-3, noise: 50)
    #expect(abs(rare.epsilons[0] / (2 * 1e-6 / (2 * 2500)) - 1) < 0.001)
  }

  @Test func stepsAddUp() throws {
    let one = try RenyiPrivacy.subsampledGaussian(rate: 0.1, noise: 2)
    let three = one.repeated(3)
    for (sum, times) in zip((one + one + one).epsilons, three.epsilons) {
      #expect(abs(sum - times) < 1e-12)
    }
    #expect(try three.guarantee(delta: 1e-5).epsilon > one.guarantee(delta: 1e-5).epsilon)
    #expect(try one.guarantee(delta: 1e-9).epsilon > one.guarantee(delta: 1e-5).epsilon)
  }

  @Test func whatIsNoRateIsRefused() throws {
    for (rate, noise) in [(-0.1, 1.0), (1.1, 1), (.nan, 1), (0.5, 0), (0.5, .infinity)] {
      #expect(throws: PrivacyError.self) {
        try RenyiPrivacy.subsampledGaussian(rate: rate, noise: noise)
      }
    }
    let some = try RenyiPrivacy.subsampledGaussian(rate: 0.1, noise: 1)
    #expect(throws: PrivacyError.self) { try some.guarantee(delta: 0) }
  }
}
