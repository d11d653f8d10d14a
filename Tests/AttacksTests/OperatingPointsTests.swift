import Attacks
import Numeric
import Testing

@Suite struct OperatingPointsTests {
  /// 30 of 100 positives stand above all of 200 negatives, the others among them.
  private static let points = OperatingPoints(
    scores: (0..<100).map { $0 < 30 ? 10 : 1 } + (0..<200).map { $0 < 100 ? 2 : 0 },
    isPositive: (0..<300).map { $0 < 100 })

  @Test func ratesAreThoseOfTheLastThresholdThatAccusesFewEnough() throws {
    let points = try #require(Self.points)
    #expect(points.rates.map(\.rate) == [0.3, nil])
    #expect(points.rates[0].interval == .clopperPearson(30, of: 100))
    // All positives and half of the negatives: 1 - 0.5.
    #expect(points.advantage == 0.5)
  }

  @Test func withoutRowsOfBothKindsThereAreNone() {
    #expect(OperatingPoints(scores: [1, 2], isPositive: [true, true]) == nil)
    #expect(OperatingPoints(meanOf: []) == nil)
  }

  @Test func splitsAreAveraged() throws {
    let one = try #require(Self.points)
    let other = OperatingPoints(
      rates: [
        RateAtFalsePositives(
          falsePositiveRate: 0.01, rate: 0.5, interval: Interval(low: 0.4, high: 0.6)),
        RateAtFalsePositives(falsePositiveRate: 0.001, rate: 0.1, interval: .wilson(1, of: 10)),
      ], advantage: 1)
    let mean = try #require(OperatingPoints(meanOf: [one, other]))
    #expect(abs((mean.rates[0].rate ?? 0) - 0.4) < 1e-12)
    #expect(mean.advantage == 0.75)
    let low = try #require(one.rates[0].interval).low
    #expect(abs((mean.rates[0].interval?.low ?? 0) - (low + 0.4) / 2) < 1e-12)
    // What one of them cannot measure is not measured.
    #expect(mean.rates[1].rate == nil && mean.rates[1].interval == nil)
    #expect(OperatingPoints(meanOf: [other]) == other)
  }

  /// An attack that ranks rows has them beside its area.
  @Test func theEvaluatorHasThemBesideTheArea() throws {
    let score = AttackScore(
      claims: 0, trueClaims: 0, records: 1, bound: 1,
      ranking: Ranking(scores: [2, 1], isReal: [true, false]),
      points: OperatingPoints(scores: [2, 1], isPositive: [true, false]))
    #expect(score.points?.advantage == 1 && score.ranking?.auc == 1)
    #expect(OperatingPoints.noEpsilonForRows.contains("no bound on epsilon"))
  }
}
