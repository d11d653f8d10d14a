import Attacks
import Jobs
import Numeric
import Parameters
import TestSupport
import Testing

@Suite struct NaiveDistinguishingTests {
  private func score(
    _ real: Matrix, _ synthetic: Matrix, threads: Int = 2, seed: UInt32 = 0
  ) throws -> NaiveDistinguishingScore {
    let attack = try NaiveDistinguishing(ParameterValues(NaiveDistinguishing.parameters))
    return NaiveDistinguishingScore(
      try attack.scores(
        real: real, synthetic: synthetic, seed: seed, in: .unattended(threads: threads)))
  }

  @Test func rowsOfOneKindCannotBeToldApart() throws {
    let score = try score(
      RandomRows.normal(100, 4, seed: 1), RandomRows.normal(100, 4, seed: 2))
    #expect(score.aucInterval.low < 0.5 && score.aucInterval.high > 0.5)
    #expect(abs(score.balancedAccuracy - 0.5) < 0.1)
    #expect(score.splits.count == 5)
    // Fifty of a kind cannot show what happens to one in a hundred.
    let points = try #require(score.points)
    #expect(points.rates.allSatisfy { $0.rate == nil } && points.advantage < 0.5)
  }

  @Test func rowsFarApartAreToldApart() throws {
    var far = RandomRows.normal(300, 3, seed: 2)
    for place in far.storage.indices { far.storage[place] += 100 }
    let score = try score(RandomRows.normal(40, 3, seed: 1), far)
    #expect(score.f1 == 1 && score.auc == 1 && score.balancedAccuracy == 1)
    #expect(score.precision == 1 && score.recall == 1 && score.f1Deviation == 0)
    // 150 synthetic rows are asked about in a split: enough for 1 %, too few for 0.1 %.
    let points = try #require(score.points)
    #expect(points.advantage == 1 && points.rates.map(\.falsePositiveRate) == [0.01, 0.001])
    #expect(points.rates.map(\.rate) == [1, nil])
    let interval = try #require(points.rates[0].interval)
    #expect(interval.high == 1 && interval.low < 1 && interval.low > 0.7)
  }

  @Test func equalSeedsGiveEqualScoresOnAnyNumberOfThreads() throws {
    let real = RandomRows.normal(30, 3, seed: 1)
    let synthetic = RandomRows.normal(90, 3, seed: 2)
    #expect(try score(real, synthetic, threads: 1) == score(real, synthetic, threads: 5))
    #expect(try score(real, synthetic, seed: 1) != score(real, synthetic, seed: 2))
  }

  /// Trap 15: no row is called real, F1 is 0, and nothing is divided by it.
  @Test func nothingCalledRealGivesAnF1OfZero() {
    let split = NaiveSplitScore(
      chances: [0.1, 0.3, 0.2, 0.5], isReal: [true, false, false, true])
    #expect(split.precision == 0 && split.recall == 0 && split.f1 == 0)
    #expect(split.balancedAccuracy == 0.5)
    #expect(split.ranking?.auc == 0.5)
    let half = NaiveSplitScore(chances: [0.9, 0.6, 0.2, 0.4], isReal: [true, false, false, true])
    #expect(half.precision == 0.5 && half.recall == 0.5 && half.f1 == 0.5)
    #expect(half.balancedAccuracy == 0.5)
  }

  @Test func tooFewRowsAreRefused() {
    let error = #expect(throws: AttackError.self) {
      _ = try score(Matrix([[1, 2]]), RandomRows.normal(10, 2))
    }
    #expect(error?.description.contains("1 real and 10 synthetic rows") == true)
  }

  @Test func aCancelIsHeard() throws {
    let attack = try NaiveDistinguishing(ParameterValues(NaiveDistinguishing.parameters))
    let started = ContinuousClock.now
    let context = RunContext<Fraction>(
      threads: 2, isCancelled: { ContinuousClock.now - started > .milliseconds(20) },
      report: { _ in })
    #expect(throws: CancellationError.self) {
      _ = try attack.scores(
        real: RandomRows.normal(3000, 20, seed: 1), synthetic: RandomRows.normal(3000, 20, seed: 2),
        in: context)
    }
  }
}
