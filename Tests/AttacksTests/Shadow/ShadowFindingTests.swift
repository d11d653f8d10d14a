import Attacks
import Numeric
import Testing

@Suite struct ShadowFindingTests {
  /// Scores of `people` with `runs` of a side; `shift` is what membership adds.
  private static func scores(
    _ people: Int, runs: Int, shift: Double, seed: UInt32 = 1
  ) -> [ShadowScores] {
    var random = NumPyRandom(seed: seed)
    return (0..<people).map { row in
      ShadowScores(
        row: row, with: (0..<runs).map { _ in Float(random.normal() + shift) },
        without: (0..<runs).map { _ in Float(random.normal()) })
    }
  }

  @Test func withoutPeopleNothingIsShown() {
    #expect(ShadowFinding([]) == nil)
    #expect(ShadowState(fingerprint: 1).finding() == nil)
  }

  @Test func whoeverLearnsNothingIsAtChance() throws {
    for seed in 0..<5 as Range<UInt32> {
      let found = try #require(ShadowFinding(Self.scores(40, runs: 40, shift: 0, seed: seed)))
      #expect(found.people == 40)
      #expect(found.worst == 10)
      #expect(found.reportedRuns == 20)
      #expect(found.interval.low < 0.5 && found.interval.high > 0.5)
      // The paper's selection is above chance though there is nothing to be found.
      #expect(found.selected > 0.55)
      #expect(found.selected > found.honest)
      let bounds = try #require(found.score).epsilon
      #expect(bounds.allSatisfy { $0.value < 0.5 && $0.value < $0.largest })
    }
  }

  @Test func whoeverTellsAllApartIsSureOnlyAsFarAsTheRunsGo() throws {
    let found = try #require(ShadowFinding(Self.scores(12, runs: 40, shift: 100)))
    #expect(found.honest == 1 && found.selected == 1)
    #expect(found.interval.high == 1)
    // 200 tries: Wilson's n / (n + z²).
    let z = ShareInterval.z95
    #expect(abs(found.interval.low - 200 / (200 + z * z)) < 1e-12)
    let bound = try #require(found.score?.epsilon.first)
    #expect(bound.value > 2 && bound.value <= bound.largest)
    // Each try is a run of the program, not a person among others on one release.
    #expect(found.score?.epsilon.allSatisfy { $0.trials == .runs } == true)
  }

  @Test func theIntervalHoldsTheTruthMostOfTheTime() throws {
    // Two normals one standard deviation apart: Φ(1/√2).
    let truth = 0.76024993890652
    let misses = try (0..<60).count { seed in
      let found = try #require(
        ShadowFinding(Self.scores(10, runs: 20, shift: 1, seed: UInt32(seed + 100))))
      return found.interval.low > truth || found.interval.high < truth
    }
    #expect(misses <= 6)
  }

  @Test func fewerPeopleThanAreSingledOutAreAllOfThem() throws {
    let found = try #require(ShadowFinding(Self.scores(3, runs: 10, shift: 1)))
    #expect(found.worst == 3 && found.people == 3 && found.reportedRuns == 5)
    let state = ShadowState(fingerprint: 1, finished: Self.scores(3, runs: 10, shift: 1))
    #expect(state.finding() == found)
  }
}
