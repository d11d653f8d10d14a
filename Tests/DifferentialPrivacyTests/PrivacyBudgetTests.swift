import DifferentialPrivacy
import Numeric
import Testing

@Suite struct PrivacyBudgetTests {
  /// Trap 7: every answer is charged, and what is not paid for is refused.
  @Test func everyAnswerIsChargedAndTheRestIsRefused() throws {
    var budget = try PrivacyBudget(epsilon: 1)
    for _ in 0..<4 { try budget.charge(.pure(epsilon: 0.25)) }
    #expect(budget.spent == 1 && budget.left == 0 && budget.answers == 4)
    let before = budget
    let error = #expect(throws: PrivacyError.self) { try budget.charge(.pure(epsilon: 0.001)) }
    #expect(error == .overspent(asked: 0.001, left: 0, unit: "epsilon"))
    #expect(error?.description.contains("it is not given") == true)
    #expect(budget == before)
  }

  /// Trap 7: as many answers as δ allows, no fewer and no more; a larger one allows more.
  @Test(arguments: [(1e-9, 11), (1e-5, 24)])
  func deltaIsUsed(delta: Double, expected: Int) throws {
    // σ = 20 costs .00125 of .01497306 or .03055660.
    let noise = try GaussianMechanism(sigma: 20)
    var budget = try PrivacyBudget(epsilon: 1, delta: delta, people: 10_000)
    while (try? budget.charge(.gaussian(noise))) != nil {}
    #expect(budget.answers == expected)
    #expect(budget.spent <= budget.granted && budget.unit == "rho")
    let all = ConcentratedPrivacy(rho: budget.spent)
    #expect(all.epsilon(delta: delta) <= 1)
    let oneMore = all + noise.concentrated
    #expect(oneMore.epsilon(delta: delta) > 1)
  }

  /// Trap 7: a vote that is answered again is paid for again, whatever the answer.
  @Test func repeatedQuestionsCostAsMuchAsNewOnes() throws {
    var budget = try PrivacyBudget(epsilon: 0.5)
    var random = NumPyRandom(seed: 1)
    var answered = 0
    while let counts = try? NoisyCounts(
      ["yes": 3], domain: ["yes", "no"], epsilon: 0.1, budget: &budget, random: &random)
    {
      #expect(counts.counts.count == 2)
      answered += 1
    }
    #expect(answered == 5)
    #expect(budget.answers == answered && budget.left < 0.1)
  }

  @Test func withoutDeltaNormalNoiseIsRefused() throws {
    var budget = try PrivacyBudget(epsilon: 1)
    let noise = try GaussianMechanism(sigma: 1000)
    let error = #expect(throws: PrivacyError.self) { try budget.charge(.gaussian(noise)) }
    #expect(error == .gaussianWithoutDelta && budget.answers == 0)
  }

  @Test(arguments: [0.0, 1e-6], [1, 3, 7, 400, 12_345])
  func evenSharesAreAllGranted(delta: Double, answers: Int) throws {
    var budget = try PrivacyBudget(epsilon: 1.1, delta: delta, people: 10_000)
    let share = budget.evenShare(among: answers)
    for _ in 0..<answers { try budget.charge(.pure(epsilon: share)) }
    #expect(budget.answers == answers && budget.spent <= budget.granted)
    #expect(budget.left < budget.granted * 1e-8)
    #expect(throws: PrivacyError.self) { try budget.charge(.pure(epsilon: share)) }
  }

  /// Trap 8: how many people there are is told, not counted in secret, and δ has to be below its
  /// inverse.
  @Test func deltaHasToBeBelowOneOverThePeople() throws {
    #expect(throws: PrivacyError.self) {
      try PrivacyBudget(epsilon: 1, delta: 1e-3, people: 1000)
    }
    #expect(throws: Never.self) { try PrivacyBudget(epsilon: 1, delta: 0.9e-3, people: 1000) }
    for (epsilon, delta) in [(0.0, 0.0), (-1, 0), (.infinity, 0), (1, -0.1), (1, 1), (1, .nan)] {
      #expect(throws: PrivacyError.self) {
        try PrivacyBudget(epsilon: epsilon, delta: delta, people: 1)
      }
    }
  }

  @Test func freeAndEndlessAnswersAreRefused() throws {
    var budget = try PrivacyBudget(epsilon: 1)
    for epsilon in [0, -1, .nan, .infinity] {
      #expect(throws: PrivacyError.self) { try budget.charge(.pure(epsilon: epsilon)) }
    }
    #expect(budget.spent == 0 && budget.answers == 0)
  }
}
