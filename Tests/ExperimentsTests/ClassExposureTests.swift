import Attacks
import Experiments
import Numeric
import TestSupport
import Testing

@Suite struct ClassExposureTests {
  private func exposure(
    _ kind: ReleaseKind, majority: Matrix
  ) throws -> (ClassExposure, AttackReport) {
    let data = try TinyFeatures.data(
      minority: RandomRows.normal(30, 4), majority: majority, grow: "rare")
    let trial = AttackTrial(data)
    let report = try trial.report(kind == .synthetic ? ReconSMOTE.self : DistinSMOTE.self)
    return (ClassExposure(try trial.publication(), data, kind, [report]), report)
  }

  @Test func ofSyntheticRowsOnlyTheMinorityIsExposed() throws {
    let (exposure, report) = try exposure(
      .synthetic, majority: RandomRows.normal(400, 4, seed: 5))
    #expect(exposure.minority.exposed == report.score.trueClaims)
    #expect(exposure.minority.people == 30)
    #expect((exposure.majority.exposed, exposure.majority.people) == (0, 400))
    #expect(exposure.ratio.value == nil)
    #expect(exposure.ratio.interval.low > 1 && exposure.ratio.interval.high == .infinity)
    #expect(exposure.minority.how == "rebuilt by reconsmote, or equal to a released row")
  }

  @Test func anAugmentedReleaseHoldsTheMajorityAsItIs() throws {
    let once = RandomRows.normal(200, 4, seed: 5)
    let (exposure, _) = try exposure(.augmented, majority: once.stacked(on: once))
    #expect((exposure.minority.exposed, exposure.minority.people) == (30, 30))
    // Two hundred different records, each twice.
    #expect((exposure.majority.exposed, exposure.majority.people) == (200, 200))
    #expect(exposure.ratio.value == 1)
    #expect(exposure.ratio.interval.low < 1 && exposure.ratio.interval.high > 1)
  }

  @Test func attacksOnTheOtherKindDoNotCount() throws {
    let data = try TinyFeatures.data(
      minority: RandomRows.normal(30, 4), majority: RandomRows.normal(400, 4, seed: 5),
      grow: "rare")
    let trial = AttackTrial(data)
    let report = try trial.report(ReconSMOTE.self)
    let exposure = ClassExposure(try trial.publication(), data, .augmented, [report])
    #expect(exposure.minority.exposed == 0)
  }

  /// Katz: 20 of 100 against 10 of 200 is 4 times as often; log 4 ± 1.96 √(1/20 − 1/100 + 1/10 −
  /// 1/200).
  @Test func theRatioHasKatzInterval() {
    let ratio = ClassRatio(20, of: 100, over: 10, of: 200)
    #expect(ratio.value.map { abs($0 - 4) < 1e-12 } == true)
    #expect(abs(ratio.interval.low - 1.94674) < 1e-4)
    #expect(abs(ratio.interval.high - 8.21886) < 1e-4)
  }

  @Test func nobodyAndEverybodyDoNotMakeAnIntervalCollapse() {
    let all = ClassRatio(30, of: 30, over: 200, of: 200)
    #expect(all.value == 1 && all.interval.low < 1 && all.interval.high > 1)
    let none = ClassRatio(0, of: 30, over: 10, of: 200)
    #expect(none.value == 0 && none.interval.low == 0 && none.interval.high > 0)
    let neither = ClassRatio(0, of: 30, over: 0, of: 200)
    #expect(neither.value == nil && neither.interval.low == 0)
  }
}
