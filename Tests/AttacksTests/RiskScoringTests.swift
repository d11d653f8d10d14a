import Attacks
import Numeric
import Testing

/// Intervals and the residual risk, against the numbers worked out for their definitions.
@Suite struct RiskScoringTests {
  private struct Vector: Sendable {
    let successes: Int
    let trials: Int
    let center: Double
    let half: Double
  }

  @Test(arguments: [
    Vector(successes: 0, trials: 500, center: 0.003812, half: 0.003812),
    Vector(successes: 10, trials: 500, center: 0.023660, half: 0.012760),
    Vector(successes: 250, trials: 500, center: 0.5, half: 0.043659),
    Vector(successes: 5, trials: 10, center: 0.5, half: 0.263407),
  ])
  private func wilsonIsACenterAndAHalf(_ vector: Vector) {
    let estimate = SuccessRate(vector.successes, of: vector.trials).estimate()
    #expect(abs(estimate.center - vector.center) < 5e-7)
    #expect(abs(estimate.half - vector.half) < 5e-7)
  }

  /// Trap 19.
  @Test func noExtremeCountMakesTheIntervalCollapse() {
    for trials in [1, 10, 500] {
      let none = SuccessRate(0, of: trials).interval
      let all = SuccessRate(trials, of: trials).interval
      #expect(none.low == 0 && none.high > 0.001 && none.high < 1)
      #expect(all.high == 1 && all.low < 0.999 && all.low > 0)
      #expect(none == Interval.wilson(0, of: trials))
      #expect(abs(none.high - (1 - all.low)) < 1e-12)
    }
    #expect(SuccessRate(0, of: 0).interval == Interval(low: 0, high: 1))
  }

  @Test func theResidualRiskPropagatesBothErrors() throws {
    let outcome = RiskOutcome(
      attack: SuccessRate(60, of: 500), baseline: SuccessRate(5, of: 500),
      control: SuccessRate(20, of: 500))
    let risk = try #require(outcome.conclusion.residual)
    #expect(abs(risk.value - 0.083001) < 5e-7)
    #expect(abs(risk.half - 0.034200) < 5e-7)
    #expect(abs(risk.interval.low - 0.048802) < 5e-7)
    #expect(abs(risk.interval.high - 0.117201) < 5e-7)
  }

  @Test func aRiskBelowNothingIsClippedAndKept() throws {
    let outcome = RiskOutcome(
      attack: SuccessRate(20, of: 500), baseline: SuccessRate(5, of: 500),
      control: SuccessRate(60, of: 500))
    let risk = try #require(outcome.conclusion.residual)
    #expect(risk.excess < 0)
    #expect(risk.value == 0)
    #expect(risk.interval.low == 0 && risk.interval.high < 0.01)
  }

  /// Trap 18.
  @Test(arguments: [0, 4, 5])
  func anAttackWeakerThanGuessingSaysNothing(successes: Int) {
    let outcome = RiskOutcome(
      attack: SuccessRate(successes, of: 100), baseline: SuccessRate(5, of: 100),
      control: SuccessRate(1, of: 100))
    #expect(outcome.conclusion == .weakerThanGuessing)
    #expect(outcome.conclusion.residual == nil)
    #expect("\(outcome.conclusion)".hasPrefix("attack weaker than guessing: no conclusion"))
  }

  @Test func aControlThatIsAlwaysRightLeavesNothingToMeasure() {
    let outcome = RiskOutcome(
      attack: SuccessRate(100, of: 100), baseline: SuccessRate(5, of: 100),
      control: SuccessRate(100, of: 100))
    #expect(outcome.conclusion == .rightAboutEverybody)
    #expect("\(outcome.conclusion)".hasPrefix("no conclusion"))
  }

  @Test func withoutAHoldoutThereIsNoResidualRisk() {
    let outcome = RiskOutcome(
      attack: SuccessRate(50, of: 100), baseline: SuccessRate(5, of: 100), control: nil)
    #expect(outcome.conclusion == .noControl)
    #expect(outcome.gap == nil)
    #expect("\(outcome.conclusion)".contains("without a holdout"))
  }

  /// Ten looks at 95 % jointly are 99.5 % each: 2.807034 standard deviations.
  @Test func severalLooksWidenTheInterval() throws {
    let rate = SuccessRate(30, of: 100)
    let one = rate.estimate()
    let ten = rate.estimate(looks: 10)
    let z = 2.807033768343811
    #expect(abs(ten.center - (30 + z * z / 2) / (100 + z * z)) < 1e-12)
    #expect(ten.half > one.half)
    let search = RiskOutcome.ColumnSearch(
      columns: "a → b", attack: rate, control: SuccessRate(10, of: 100))
    let outcomes = [1, 10].map { looks in
      RiskOutcome(
        attack: rate, baseline: SuccessRate(1, of: 100), control: SuccessRate(10, of: 100),
        searched: Array(repeating: search, count: looks))
    }
    let risks = outcomes.compactMap(\.conclusion.residual)
    #expect(risks.count == 2 && risks[1].half > risks[0].half)
    #expect(outcomes[1].looks == 10)
  }

  /// The value is that of 95 %, whoever else was looked at; the interval holds that of a single
  /// look.
  @Test(arguments: [
    (24, 24, 0, 11), (15, 24, 2, 11), (60, 500, 20, 500), (1, 20, 0, 20), (500, 500, 470, 500),
  ])
  func severalLooksLeaveTheRiskWhereItIs(a: Int, n: Int, c: Int, m: Int) throws {
    let search = RiskOutcome.ColumnSearch(
      columns: "a → b", attack: SuccessRate(a, of: n), control: SuccessRate(c, of: m))
    func outcome(_ looks: Int) -> RiskOutcome {
      RiskOutcome(
        attack: search.attack, baseline: SuccessRate(0, of: n), control: search.control,
        searched: Array(repeating: search, count: looks))
    }
    let named = outcome(1)
    let worst = outcome(10)
    let one = try #require(named.conclusion.residual)
    let ten = try #require(worst.conclusion.residual)
    #expect(one.value == ten.value && one.excess == search.excess)
    #expect(ten.interval.low <= one.interval.low && ten.interval.high >= one.interval.high)
    #expect(ten.interval != one.interval && ten.half > one.half)
    #expect(ten.interval.low <= ten.value && ten.value <= ten.interval.high)
  }

  /// Of the worst and of every set, all at one confidence.
  @Test func allIntervalsOfAnOutcomeAreAtOneConfidence() throws {
    let search = RiskOutcome.ColumnSearch(
      columns: "a → b", attack: SuccessRate(15, of: 24), control: SuccessRate(1, of: 11))
    let outcome = RiskOutcome(
      attack: search.attack, baseline: SuccessRate(2, of: 24), control: search.control,
      searched: Array(repeating: search, count: 10))
    #expect(outcome.confidence == 1 - 0.05 / 10)
    let z = 2.807033768343811
    for rate in [outcome.attack, outcome.baseline, try #require(outcome.control)] {
      #expect(
        outcome.interval(of: rate)
          == WilsonEstimate(Double(rate.successes), of: rate.trials, looks: 10).interval)
      let exact = WilsonEstimate(Double(rate.successes), of: Double(rate.trials), z: z).interval
      #expect(abs(outcome.interval(of: rate).low - exact.low) < 1e-9)
      #expect(abs(outcome.interval(of: rate).high - exact.high) < 1e-9)
    }
    #expect(outcome.residual(of: search) == outcome.conclusion.residual)
    let alone = RiskOutcome(
      attack: search.attack, baseline: SuccessRate(2, of: 24), control: search.control)
    #expect(alone.confidence == 0.95)
    #expect(alone.interval(of: alone.attack) == alone.attack.interval)
  }

  @Test func whatIsWantedStandsAloneWhereNothingIsKnown() {
    #expect(ColumnQuestion(known: [], wanted: ["mcg"]).text == "mcg")
    #expect(ColumnQuestion(known: ["age", "zip"], wanted: ["job"]).text == "age, zip → job")
  }

  @Test func theWorstAndTheMedianSetAreFoundByWhatIsLeftOverTheControl() {
    func search(_ name: String, _ attack: Int, _ control: Int) -> RiskOutcome.ColumnSearch {
      RiskOutcome.ColumnSearch(
        columns: name, attack: SuccessRate(attack, of: 100), control: SuccessRate(control, of: 100))
    }
    let outcome = RiskOutcome(
      attack: SuccessRate(0, of: 1), baseline: SuccessRate(0, of: 1), control: nil,
      searched: [search("useful", 90, 89), search("leak", 60, 5), search("nothing", 3, 3)])
    #expect(outcome.worst?.columns == "leak")
    #expect(outcome.median?.columns == "useful")
    #expect(outcome.ranked.map(\.columns) == ["leak", "useful", "nothing"])
  }

  /// Newcombe's example: 56 of 70 against 48 of 80 differ by 0.2, 0.0524 to 0.3339.
  @Test func theGapIsNewcombes() {
    let gap = RateGap(SuccessRate(56, of: 70), SuccessRate(48, of: 80))
    #expect(abs(gap.value - 0.2) < 1e-12)
    #expect(abs(gap.interval.low - 0.0524) < 5e-5)
    #expect(abs(gap.interval.high - 0.3339) < 5e-5)
  }
}
