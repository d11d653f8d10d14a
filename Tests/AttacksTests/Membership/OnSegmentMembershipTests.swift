import Attacks
import Experiments
import Jobs
import Numeric
import Oversampling
import Parameters
import TestSupport
import Testing

@Suite struct OnSegmentMembershipTests {
  private func report(
    _ members: Matrix, _ others: Matrix, ratio: Double, kind: ReleaseKind = .synthetic,
    seed: UInt32 = 0
  ) throws -> MembershipReport {
    let data = try TinyFeatures.data(
      minority: members, majority: RandomRows.normal(members.rows * 3, members.columns, seed: 98),
      grow: "rare")
    var plan = ExperimentPlan()
    plan.goal = .ratio(ratio)
    plan.seed = seed
    let publication = try Publication.make(plan, from: data, in: .unattended(threads: 2))
    let game = try MembershipGame(publication, data, holdout: others, kind: kind)
    return try game.play(
      Selection(OnSegmentMembership.self), in: .unattended(threads: 2))
  }

  @Test(arguments: [2, 3, 5, 12]) func membersOfASMOTEReleaseAreFound(columns: Int) throws {
    for seed in 0..<3 as Range<UInt32> {
      let ranking = try report(
        RandomRows.normal(60, columns, seed: 10 + seed),
        RandomRows.normal(60, columns, seed: 20 + seed), ratio: 10, seed: seed
      ).score.ranking
      #expect(ranking.auc >= 0.95)
    }
  }

  @Test func valuesInVeryDifferentUnitsChangeNothing() throws {
    let all = RandomRows.inMixedUnits(120, 5)
    let report = try report(
      all.rows(Array(0..<60)), all.rows(Array(60..<120)), ratio: 10)
    #expect(report.score.ranking.auc >= 0.95)
  }

  /// With few rows fewer members have two rows on a line.
  @Test func aLowRatioShowsFewer() throws {
    let members = RandomRows.normal(80, 5, seed: 1)
    let others = RandomRows.normal(80, 5, seed: 2)
    let areas = try [0.5, 2, 10].map {
      try report(members, others, ratio: $0).score.ranking.auc
    }
    #expect(areas == areas.sorted() && areas[0] < 0.8 && areas[0] > 0.5)
  }

  @Test func anAugmentedReleaseGivesAllAway() throws {
    let report = try report(
      RandomRows.normal(50, 4, seed: 3), RandomRows.normal(50, 4, seed: 4), ratio: 1,
      kind: .augmented)
    #expect(report.score.ranking.auc == 1)
  }

  @Test func aReleaseOfOtherPeopleGivesNobodyAway() throws {
    let report = try report(
      RandomRows.normal(60, 5, seed: 5), RandomRows.normal(60, 5, seed: 6), ratio: 10)
    // The same question about people of whom none is in the release.
    let strangers = RandomRows.normal(60, 5, seed: 7)
    let foreign = RandomRows.normal(60, 5, seed: 8)
    let release = try release(of: RandomRows.normal(60, 5, seed: 5), ratio: 10)
    let attack = try OnSegmentMembership(ParameterValues(OnSegmentMembership.parameters))
    let scores = try attack.scores(
      on: MembershipView(release: release, candidates: strangers.stacked(on: foreign)),
      in: .unattended())
    let score = try #require(
      MembershipScore(scores: scores, isMember: scores.indices.map { $0 < 60 }))
    #expect(score.ranking.interval.low <= 0.5 && 0.5 <= score.ranking.interval.high)
    #expect(report.score.ranking.auc > 0.95)
  }

  /// Rounding to four decimals widens the tolerance, and members are still found.
  @Test func roundedReleasesAreReadByTheirStep() throws {
    let members = RandomRows.normal(60, 6, seed: 11)
    var release = try release(of: members, ratio: 10)
    for place in release.storage.indices {
      release.storage[place] = (release.storage[place] * 10_000).rounded() / 10_000
    }
    let others = RandomRows.normal(60, 6, seed: 12)
    let attack = try OnSegmentMembership(ParameterValues(OnSegmentMembership.parameters))
    let scores = try attack.scores(
      on: MembershipView(release: release, candidates: members.stacked(on: others)),
      in: .unattended())
    let score = try #require(
      MembershipScore(scores: scores, isMember: scores.indices.map { $0 < 60 }))
    #expect(score.ranking.auc >= 0.9)
  }

  private func release(of members: Matrix, ratio: Double) throws -> Matrix {
    let data = try TinyFeatures.data(
      minority: members, majority: RandomRows.normal(members.rows * 3, members.columns, seed: 98),
      grow: "rare")
    var plan = ExperimentPlan()
    plan.goal = .ratio(ratio)
    return try Publication.make(plan, from: data, in: .unattended()).release(.synthetic).minority
  }

  @Test func aRowInTheMiddleOfALineIsNoEnd() throws {
    // Multiples of no common step: values that are would be taken for rounded.
    let release = Matrix([0, 0.2345678912345, 0.7654321987654].map { [$0, 2 * $0, $0] })
    let attack = try OnSegmentMembership(ParameterValues(OnSegmentMembership.parameters))
    let people = Matrix([[0.5, 1, 0.5], [1, 2, 1], [0.3, 0.3, 0.3]])
    let scores = try attack.scores(
      on: MembershipView(release: release, candidates: people), in: .unattended())
    #expect(scores == [0, 2, 0])
  }
}
