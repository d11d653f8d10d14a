import Attacks
import DifferentialPrivacy
import Numeric
import Testing

/// Mechanisms are attacked as releases are: who sees the counts says whether the only person with a
/// rare illness is among the records. The lower bound on ε that follows must not be above the ε that
/// was promised, and is for mechanisms that are broken.
@Suite struct EmpiricalEpsilonTests {
  private typealias Mechanism = (_ records: [String], _ seed: UInt32) throws -> [String: Double]

  private static let domain = ["flu", "asthma", "gout", "rare"]
  private static let others = (0..<40).map { domain[$0 % 3] }
  private static let trials = 3000

  /// What is shown of the rare cell in trials with the person, then in as many without; far below
  /// any count where the cell is not shown.
  private func scores(_ mechanism: Mechanism) throws -> [Double] {
    try (0..<2 * Self.trials).map { trial in
      let isIn = trial < Self.trials
      let shown = try mechanism(Self.others + (isIn ? ["rare"] : []), UInt32(trial))
      return shown["rare"] ?? -1e9
    }
  }

  /// All bounds, with thresholds chosen on trials of their own.
  private func bounds(_ mechanism: Mechanism) throws -> [EpsilonBound] {
    let scores = try scores(mechanism)
    let score = try #require(
      MembershipScore(
        scores: scores, isMember: scores.indices.map { $0 < Self.trials }, seed: 1, delta: 0))
    return score.epsilon
  }

  private static func counts(
    _ records: [String], _ domain: [String], _ epsilon: Double, _ seed: UInt32
  ) throws -> [String: Double] {
    var budget = try PrivacyBudget(epsilon: epsilon)
    var random = NumPyRandom(seed: seed)
    let counts = try NoisyCounts(
      of: records, domain: domain, epsilon: epsilon, budget: &budget, random: &random)
    return Dictionary(uniqueKeysWithValues: zip(domain, counts.counts.map(Double.init)))
  }

  @Test(arguments: [0.25, 1.0, 2.5])
  func countsKeepTheirPromise(epsilon: Double) throws {
    let bounds = try bounds { try Self.counts($0, Self.domain, epsilon, $1) }
    #expect(bounds.map(\.method) == [.clopperPearson, .oneRun])
    for bound in bounds {
      #expect(bound.value <= epsilon, "\(bound.method)")
      #expect(bound.largest > 2 * epsilon, "\(bound.method)")
    }
    // Whoever calls a count of 1 or more a member shows most of what there is to show.
    let scores = try scores { try Self.counts($0, Self.domain, epsilon, $1) }
    let counts = DecisionCounts(
      truePositives: scores[..<Self.trials].count { $0 >= 1 }, of: Self.trials,
      falsePositives: scores[Self.trials...].count { $0 >= 1 }, of: Self.trials)
    let bound = EpsilonBound.clopperPearson(counts)
    #expect(bound.value <= epsilon && bound.value > 0.6 * epsilon)
  }

  /// Trap 6: the mechanism that adds noise to the cells that occur, and does not show the others.
  @Test func aMechanismThatSkipsEmptyCellsIsCaught() throws {
    let bounds = try bounds { records, seed in
      try Self.counts(records, Set(records).sorted(), 1, seed)
    }
    let first = try #require(bounds.first)
    #expect(first.value > 5, "the empty cell tells for certain who is there")
  }

  /// Trap 6: noise of the size that fits shares, put on counts: too little by the number of records.
  @Test func noiseScaledForSharesIsCaught() throws {
    let bounds = try bounds { records, seed in
      try Self.counts(records, Self.domain, Double(records.count), seed)
    }
    #expect(try #require(bounds.first).value > 5)
  }

  /// Trap 7: four answers, of which only the first is paid for, add up to four times ε.
  @Test func answersThatAreNotChargedAreCaught() throws {
    func mean(_ answers: Int, _ epsilon: Double) throws -> EpsilonBound {
      try #require(
        try bounds { records, seed in
          let all = try (0..<answers).map { answer in
            try Self.counts(records, Self.domain, epsilon, seed &* 8 &+ UInt32(answer))
          }
          return ["rare": all.reduce(0) { $0 + ($1["rare"] ?? 0) } / Double(answers)]
        }.first)
    }
    #expect(try mean(4, 1).value > 1)
    #expect(try mean(4, 0.25).value <= 1)
  }

  /// Trap 8: a list of cells that is made from the data tells what it holds, with any noise.
  @Test func aDomainReadOffTheDataIsCaught() throws {
    let bounds = try bounds { records, seed in
      let shown = try Self.counts(records, Set(records).sorted(), 0.01, seed)
      return shown.mapValues { _ in 1 }
    }
    #expect(try #require(bounds.first).value > 5)
  }
}
