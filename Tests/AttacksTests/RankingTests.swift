import Attacks
import Numeric
import Testing

@Suite struct RankingTests {
  /// Area and DeLong's interval computed from their definitions, over all pairs, in NumPy; the area
  /// is scikit-learn's `roc_auc_score` too.
  @Test func agreesWithTheDefinitionOverAllPairs() throws {
    let scores = [0.9, 0.8, 0.8, 0.7, 0.6, 0.55, 0.5, 0.5, 0.3, 0.1]
    let isReal = [true, true, false, true, false, true, false, true, false, false]
    let ranking = try #require(Ranking(scores: scores, isReal: isReal))
    let expected = overAllPairs(scores, isReal)
    #expect(abs(ranking.auc - 0.76) < 1e-12)
    #expect(abs(ranking.auc - expected.area) < 1e-12)
    let half = 1.959963984540054 * expected.variance.squareRoot()
    #expect(abs(ranking.interval.low - (expected.area - half)) < 1e-12)
    #expect(abs(ranking.interval.high - min(1, expected.area + half)) < 1e-12)
    #expect(ranking.positives == 5 && ranking.negatives == 5)
  }

  @Test func perfectScoresHaveAnAreaOfOne() throws {
    let ranking = try #require(Ranking(scores: [3, 2, 1], isReal: [true, true, false]))
    #expect(ranking.auc == 1)
    #expect(ranking.interval == Interval(low: 1, high: 1))
  }

  @Test func equalScoresAreChance() throws {
    let ranking = try #require(
      Ranking(scores: [1, 1, 1, 1], isReal: [true, false, true, false]))
    #expect(ranking.auc == 0.5)
  }

  @Test func aScoreThatIsNoNumberIsTheLowest() throws {
    let ranking = try #require(Ranking(scores: [.nan, 0], isReal: [false, true]))
    #expect(ranking.auc == 1)
  }

  @Test func withoutBothKindsThereIsNoRanking() {
    #expect(Ranking(scores: [1, 2], isReal: [true, true]) == nil)
    #expect(Ranking(scores: [], isReal: []) == nil)
  }

  private func overAllPairs(_ scores: [Double], _ isReal: [Bool]) -> (
    area: Double, variance: Double
  ) {
    let real = scores.indices.filter { isReal[$0] }.map { scores[$0] }
    let synthetic = scores.indices.filter { !isReal[$0] }.map { scores[$0] }
    func psi(_ x: Double, _ y: Double) -> Double { x > y ? 1 : x == y ? 0.5 : 0 }
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    func variance(_ values: [Double]) -> Double {
      let middle = mean(values)
      return values.map { ($0 - middle) * ($0 - middle) }.reduce(0, +) / Double(values.count - 1)
    }
    let above = real.map { x in mean(synthetic.map { psi(x, $0) }) }
    let below = synthetic.map { y in mean(real.map { psi($0, y) }) }
    return (
      mean(above), variance(above) / Double(real.count) + variance(below) / Double(synthetic.count)
    )
  }
}
