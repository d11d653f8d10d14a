import Attacks
import Numeric
import Testing

@Suite struct RankingTests {
  /// Area and DeLong's interval computed from their definitions, over all pairs, in NumPy; the area
  /// is scikit-learn's `roc_auc_score` too.
  @Test func agreesWithTheDefinitionOverAllPairs() throws {
    let scores = Self.repeated([0.9, 0.8, 0.8, 0.7, 0.6, 0.55, 0.5, 0.5, 0.3, 0.1])
    let isReal = Self.repeated([
      true, true, false, true, false, true, false, true, false, false,
    ])
    let ranking = try #require(Ranking(scores: scores, isReal: isReal))
    let expected = overAllPairs(scores, isReal)
    #expect(abs(ranking.auc - 0.76) < 1e-12)
    #expect(abs(ranking.auc - expected.area) < 1e-12)
    let half = 1.959963984540054 * expected.variance.squareRoot()
    #expect(abs(ranking.interval.low - (expected.area - half)) < 1e-12)
    #expect(abs(ranking.interval.high - min(1, expected.area + half)) < 1e-12)
    #expect(ranking.positives == 25 && ranking.negatives == 25)
  }

  @Test func perfectScoresHaveAnAreaOfOne() throws {
    let ranking = try #require(Ranking(scores: [3, 2, 1], isReal: [true, true, false]))
    #expect(ranking.auc == 1)
    #expect(ranking.interval.high == 1)
    // One row beside two says next to nothing.
    #expect(ranking.interval.low > 0.1 && ranking.interval.low < 0.4)
  }

  /// By DeLong's variance alone the interval is a point in all three.
  @Test func anIntervalNeverCollapses() throws {
    let isReal = (0..<60).map { $0 < 20 }
    let apart = try #require(Ranking(scores: isReal.map { $0 ? 1 : 0 }, isReal: isReal))
    #expect(apart.interval.high == 1 && (0.85..<0.97).contains(apart.interval.low))
    let reversed = try #require(Ranking(scores: isReal.map { $0 ? 0 : 1 }, isReal: isReal))
    #expect(reversed.interval.low == 0)
    #expect(abs(reversed.interval.high - (1 - apart.interval.low)) < 1e-12)
    let equal = try #require(Ranking(scores: isReal.map { _ in 1 }, isReal: isReal))
    #expect(equal.interval.low < 0.4 && equal.interval.high > 0.6)
  }

  /// The ends solve Newcombe's equation, which is put down here a second time.
  @Test func newcombesEndsSolveHisEquation() {
    for (area, m, n) in [(1.0, 10, 14), (0.97, 30, 9), (0.5, 25, 25), (0.02, 4, 400)] {
      let interval = AreaInterval.newcombe(area, positives: m, negatives: n)
      for end in [interval.low, interval.high] where end > 0 && end < 1 {
        let others = Double(m + n) / 2 - 1
        let spread = 1 + others * ((1 - end) / (2 - end) + end / (1 + end))
        let z = abs(end - area) / (end * (1 - end) * spread / Double(m * n)).squareRoot()
        #expect(abs(z - 1.959963984540054) < 1e-9)
      }
      #expect(interval.low <= area && area <= interval.high && interval.low < interval.high)
    }
  }

  /// Normal scores of 15 and 25 rows, 1,500 times: at least 93 % of the intervals hold the true area,
  /// from chance to nearly no overlap.
  @Test(arguments: [0.5, 0.8, 0.95, 0.99, 0.999])
  func intervalsHoldTheTrueArea(area: Double) throws {
    let shift = NormalDistribution.quantile(area) * 2.0.squareRoot()
    var random = NumPyRandom(seed: 11)
    let isReal = (0..<40).map { $0 < 15 }
    var held = 0
    for _ in 0..<1500 {
      let scores = isReal.map { random.normal() + ($0 ? shift : 0) }
      let interval = try #require(Ranking(scores: scores, isReal: isReal)).interval
      if interval.low <= area, area <= interval.high { held += 1 }
    }
    #expect(Double(held) / 1500 >= 0.93, "\(area): \(held)")
  }

  /// Five times over: enough for DeLong's interval to stand alone.
  private static func repeated<Value>(_ values: [Value]) -> [Value] {
    (0..<5).flatMap { _ in values }
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
