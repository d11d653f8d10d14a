import Attacks
import Numeric
import Testing

@Suite struct MembershipScoreTests {
  /// Normal scores; those of members are higher by `shift`.
  private func normalScores(
    members: Int, others: Int, shift: Double, seed: UInt32 = 0
  ) -> MembershipScore? {
    var random = NumPyRandom(seed: seed)
    let isMember = (0..<members + others).map { $0 < members }
    return MembershipScore(
      scores: isMember.map { random.normal() + ($0 ? shift : 0) }, isMember: isMember, seed: seed)
  }

  /// Trap 20.
  @Test func ratesThatCannotBeMeasuredHaveNoValue() throws {
    let few = try #require(normalScores(members: 100, others: 99, shift: 1))
    #expect(few.rates.map(\.rate) == [nil, nil])
    let some = try #require(normalScores(members: 100, others: 100, shift: 1))
    #expect(some.rates.map(\.falsePositiveRate) == [0.01, 0.001])
    #expect(some.rates[0].rate != nil && some.rates[1].rate == nil)
    #expect(some.rates[1].interval == nil)
    let many = try #require(normalScores(members: 100, others: 1000, shift: 1))
    #expect(many.rates.allSatisfy { $0.rate != nil && $0.interval != nil })
  }

  @Test func aRateIsThatOfTheLastPointWithFewEnoughFalsePositives() throws {
    // Two of the 100 others score above all but the three best members.
    let scores =
      [9.0, 9, 9, 5, 5, 5, 5, 5, 5, 5] + [8, 7] + (0..<98).map { _ in 1.0 }
    let score = try #require(
      MembershipScore(scores: scores, isMember: scores.indices.map { $0 < 10 }))
    #expect(score.rates[0].rate == 0.3)
    #expect(score.rates[0].interval == .clopperPearson(3, of: 10))
    #expect(abs(score.advantage - 0.98) < 1e-12)
  }

  @Test func perfectScoresReachTheLargestBounds() throws {
    let score = try #require(normalScores(members: 300, others: 200, shift: 100))
    #expect(score.ranking.auc == 1 && score.advantage == 1)
    #expect(score.epsilon.map(\.method) == [.clopperPearson, .gaussian, .oneRun])
    for bound in score.epsilon {
      #expect(bound.value == bound.largest && bound.value > 3, "\(bound.method)")
      #expect(bound.delta == MembershipScore.usualDelta)
    }
  }

  /// Trap 9: a threshold measured where it was chosen would show something far more often.
  @Test func scoresByLotRarelyShowAnything() throws {
    var wrong: [EpsilonBound.Method: Int] = [:]
    for seed in 0..<200 as Range<UInt32> {
      let score = try #require(normalScores(members: 60, others: 60, shift: 0, seed: seed))
      for bound in score.epsilon where bound.value > 0 { wrong[bound.method, default: 0] += 1 }
    }
    // 5 % of 200 is 10; more than 18 would happen once in a hundred times.
    #expect(wrong.values.allSatisfy { $0 <= 18 })
  }

  @Test func theThresholdIsMeasuredOnOthers() throws {
    // 90 % of each remain to measure on.
    let score = try #require(normalScores(members: 1000, others: 1000, shift: 100))
    let remaining = DecisionCounts(truePositives: 900, of: 900, falsePositives: 0, of: 900)
    let expected = EpsilonBound.clopperPearson(remaining, delta: MembershipScore.usualDelta)
    #expect(score.epsilon.first == expected)
  }

  @Test func aStrongerAttackShowsMore() throws {
    let bounds = try [0.5, 1.5, 3].map { shift in
      try #require(normalScores(members: 1000, others: 1000, shift: shift)).epsilon
    }
    for place in 0..<3 {
      #expect(bounds[0][place].value < bounds[1][place].value)
      #expect(bounds[1][place].value < bounds[2][place].value)
      #expect(bounds[2][place].value < bounds[2][place].largest)
    }
  }

  @Test func withTooFewPeopleTheBoundsAreNothingButHaveALargest() throws {
    let score = try #require(
      MembershipScore(scores: [2, 1, 0], isMember: [true, false, false]))
    #expect(score.ranking.auc == 1)
    #expect(score.epsilon.allSatisfy { $0.value == 0 && $0.largest >= 0 })
    #expect(score.epsilon.count == 3)
  }

  @Test func withoutMembersOrOthersThereIsNoScore() {
    #expect(MembershipScore(scores: [1, 2], isMember: [true, true]) == nil)
    #expect(MembershipScore(scores: [1, 2], isMember: [false, false]) == nil)
  }

  @Test func equalSeedsGiveEqualScores() throws {
    #expect(
      normalScores(members: 80, others: 70, shift: 1, seed: 5)
        == normalScores(members: 80, others: 70, shift: 1, seed: 5))
  }
}
