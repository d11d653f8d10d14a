import Attacks
import Experiments
import Jobs
import Numeric
import Oversampling
import TestSupport
import Testing

/// k and the ratio, read off what was released.
@Suite struct SettingsReaderTests {
  /// Attacks that tell synthetic rows and records apart well enough to count neighbors.
  private static let readers: [any Attack.Type] = [
    DistinSMOTE.self, ReconSMOTE.self, StrongestReconstruction.self, CrossingReconstruction.self,
  ]

  @Test(arguments: [2, 3, 5, 7, 10], Self.readers) func kIsReadOffTheRelease(
    k: Int, attack: any Attack.Type
  ) throws {
    var trial = try AttackTrial(minority: RandomRows.normal(60, 6, decimals: 3))
    trial.k = k
    trial.goal = .ratio(25)
    let estimate = try trial.report(attack).estimate
    #expect(estimate.k == k)
    #expect(estimate.kRange == k...k)
    #expect(abs((estimate.ratio ?? 0) - 25) < 0.01)
  }

  @Test func whereDistancesTieTheRangeHoldsTheTruth() throws {
    var trial = try AttackTrial(minority: RandomRows.grid(80, 6, levels: 2))
    trial.goal = .ratio(25)
    let range = try #require(try trial.report(DistinSMOTE.self).estimate.kRange)
    #expect(range.contains(5))
  }

  @Test func withRecordsMissingTheRatioIsARangeThatHoldsTheTruth() throws {
    var trial = try AttackTrial(minority: RandomRows.normal(120, 6))
    trial.goal = .ratio(3)
    let report = try trial.report(ReconSMOTE.self)
    #expect(report.score.recall < 1)
    let range = try #require(report.estimate.ratioRange)
    #expect(range.contains(3))
  }

  @Test func underNoiseKIsTheLastRankThatIsNotRare() throws {
    let real = RandomRows.normal(120, 6)
    var trial = try AttackTrial(minority: real)
    trial.goal = .ratio(15)
    let rows = try trial.publication().release(.synthetic).minority
    var random = NumPyRandom(seed: 6)
    let noise = 0.003
    let noisy = Matrix(
      rows: rows.rows, columns: rows.columns,
      storage: rows.storage.map { $0 + noise * random.uniform(-1, 1) })
    let estimate = try SettingsReader(
      records: real, noise: Array(repeating: noise, count: rows.columns)
    ).estimate(
      from: noisy, released: Array(repeating: 1, count: noisy.rows), in: .unattended(threads: 2))
    #expect(estimate.kRange?.contains(5) == true)
    #expect(abs((estimate.k ?? 0) - 5) <= 1)
    #expect(estimate.ratioRange?.contains(15) == true)
  }

  /// One person of forty is there seven times, which no list of different records shows.
  @Test(arguments: [3, 5, 10], [ReconSMOTE.self, DistinSMOTE.self] as [any Attack.Type])
  func aRecordThatIsThereOftenCountsAsOften(k: Int, attack: any Attack.Type) throws {
    let once = RandomRows.normal(40, 5)
    var errors: [Double] = []
    for seed in UInt32(0)..<4 {
      var trial = try AttackTrial(
        minority: once.stacked(on: once.rows(Array(repeating: 7, count: 6))))
      trial.k = k
      trial.seed = seed
      trial.goal = .ratio(25)
      let estimate = try trial.report(attack).estimate
      errors.append((estimate.ratio ?? 0) / 25 - 1)
      #expect(estimate.ratioRange?.contains(25) == true)
    }
    #expect(abs(errors.reduce(0, +) / 4) < 0.02)
    #expect(errors.allSatisfy { abs($0) < 0.04 })
  }

  @Test func aRecordThatIsThereTwiceCountsTwice() throws {
    let once = RandomRows.normal(60, 5)
    var trial = try AttackTrial(minority: once.stacked(on: once.rows(Array(0..<20))))
    trial.goal = .ratio(20)
    let estimate = try trial.report(ReconSMOTE.self).estimate
    #expect(abs((estimate.ratio ?? 0) / 20 - 1) < 0.03)
  }
}
