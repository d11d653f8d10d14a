import Experiments
import Foundation
import Numeric
import Testing

/// How many times as often something happens to one class.
struct ClassRatioTests {
  /// Worked out by hand: 30 of 40 against 10 of 80 is 6 times, and the logarithm has a standard
  /// error of √(1/30 − 1/40 + 1/10 − 1/80).
  @Test func theLogMethodIsThatOfTheBooks() throws {
    let ratio = ClassRatio(30, of: 40, over: 10, of: 80)
    let error = (1.0 / 30 - 1.0 / 40 + 1.0 / 10 - 1.0 / 80).squareRoot()
    #expect(try #require(ratio.value) == 6)
    #expect(abs(ratio.interval.low - 6 * exp(-1.959963984540054 * error)) < 1e-12)
    #expect(abs(ratio.interval.high - 6 * exp(1.959963984540054 * error)) < 1e-12)
  }

  @Test func nobodyOrEverybodyDoesNotCollapseTheInterval() throws {
    let all = ClassRatio(12, of: 12, over: 40, of: 40)
    #expect(all.value == 1)
    #expect(all.interval.low < 0.95 && all.interval.high > 1.03)
    let none = ClassRatio(12, of: 12, over: 0, of: 40)
    #expect(none.value == nil)
    #expect(none.interval.low > 1)
    #expect(none.interval.high == .infinity)
    let unaffected = ClassRatio(0, of: 12, over: 10, of: 40)
    #expect(unaffected.value == 0)
    #expect(unaffected.interval.low == 0)
    #expect(unaffected.interval.high > 0 && unaffected.interval.high < 4)
    let neither = ClassRatio(0, of: 12, over: 0, of: 40)
    #expect(neither.value == nil)
    #expect(neither.interval.low == 0 && neither.interval.high == .infinity)
    #expect(ClassRatio(0, of: 0, over: 1, of: 2).interval.high == .infinity)
  }

  @Test(arguments: [(1, 5, 2, 7), (5, 5, 1, 7), (4, 5, 7, 7), (1, 50, 49, 50)])
  func theIntervalHoldsTheRatio(_ a: Int, _ n: Int, _ b: Int, _ m: Int) throws {
    let ratio = ClassRatio(a, of: n, over: b, of: m)
    let value = try #require(ratio.value)
    #expect(ratio.interval.low <= value && value <= ratio.interval.high)
    #expect(ratio.interval.low < ratio.interval.high)
  }
}
