import Numeric
import Testing

@Suite struct IntervalTests {
  /// Published values: centre and half width.
  @Test(arguments: [
    (0, 500, 0.003812, 0.003812), (10, 500, 0.023660, 0.012760), (250, 500, 0.5, 0.043659),
    (5, 10, 0.5, 0.263407),
  ])
  func theWilsonIntervalHasItsPublishedValues(
    successes: Int, trials: Int, center: Double, half: Double
  ) {
    let interval = Interval.wilson(successes, of: trials)
    #expect(abs((interval.low + interval.high) / 2 - center) < 1e-6)
    #expect(abs((interval.high - interval.low) / 2 - half) < 1e-6)
  }

  @Test func noTrialsSayNothing() {
    #expect(Interval.wilson(0, of: 0) == Interval(low: 0, high: 1))
  }

  @Test func allSuccessesReachOne() {
    #expect(Interval.wilson(35, of: 35).high == 1)
    #expect(Interval.wilson(35, of: 35).low < 0.91)
  }
}
