import Attacks
import Experiments
import Jobs
import Numeric
import Oversampling
import Parameters
import TestSupport
import Testing

/// Attacks on releases of methods that do not draw between two near records of a class.
@Suite struct MethodAwareTests {
  private func report(
    _ attack: any Attack.Type, on method: any Oversampler.Type = SMOTE.self,
    _ data: PreparedData, defence: (any Defence.Type)? = nil, settings: [String: String] = [:],
    strength: [String: String] = [:], ratio: Double = 10, seed: UInt32 = 0
  ) throws -> AttackReport {
    var plan = ExperimentPlan()
    plan.method = method.name
    plan.parameters = ParameterValues(method.parameters)
    plan.goal = .ratio(ratio)
    plan.seed = seed
    plan.defences =
      try defence.map { defence in
        var selection = Selection(defence)
        for (name, text) in strength { try selection.values.set(name, text: text) }
        return [selection]
      } ?? []
    let publication = try Publication.make(plan, from: data, in: .unattended(threads: 2))
    var selection = Selection(attack)
    for (name, text) in settings { try selection.values.set(name, text: text) }
    return try ExperimentRunner.assess(
      selection, .auto, on: publication, in: .unattended(threads: 2))
  }

  /// Two classes that overlap, so that borders run somewhere.
  private func mixedClasses(_ rows: Int = 80, columns: Int = 5) throws -> PreparedData {
    try TinyFeatures.data(
      minority: RandomRows.normal(rows, columns, seed: 3),
      majority: RandomRows.normal(8 * rows, columns, seed: 4), grow: "rare")
  }

  // MARK: - SVM-SMOTE

  @Test(arguments: [UInt32(0), 1, 2]) func rowsBeyondARecordAreToldApartByTheOneLineRule(
    seed: UInt32
  ) throws {
    let data = try mixedClasses()
    let usual = try report(DistinSMOTE.self, on: SVMSMOTE.self, data, ratio: 6, seed: seed).score
    let oneLine = try report(
      DistinSMOTE.self, on: SVMSMOTE.self, data, settings: ["rule": "one-line"], ratio: 6,
      seed: seed
    ).score
    #expect(oneLine.precision == 1)
    #expect(oneLine.recall >= 0.9)
    #expect(oneLine.precision >= usual.precision)
  }

  @Test(arguments: [0.5, 2, 20]) func theOneLineRuleHoldsForSMOTEToo(ratio: Double) throws {
    let data = try mixedClasses()
    let score = try report(
      DistinSMOTE.self, data, settings: ["rule": "one-line"], ratio: ratio
    ).score
    #expect(score.precision == 1)
    // At the smallest ratio many records have a single line, with one row on it.
    #expect(score.recall > (ratio < 1 ? 0.75 : 0.9))
  }

  @Test(arguments: [UInt32(0), 1, 2]) func recordsInsideOfLinesAreRebuilt(seed: UInt32) throws {
    let data = try mixedClasses()
    let report = try report(
      CrossingReconstruction.self, on: SVMSMOTE.self, data, ratio: 12, seed: seed)
    #expect(report.score.precision == 1)
    #expect(report.score.trueClaims >= report.score.bound * 3 / 4)
    let evidence = report.claims.map(\.guess.evidence)
    #expect(evidence.allSatisfy { $0.lines.count >= 2 && $0.reason == .meetingLines })
    #expect(evidence.contains { $0.lines.contains { $0.record != nil } })
  }

  @Test func knownRecordsAreNotClaimedAgainAndLeadToMore() throws {
    var trial = try AttackTrial(minority: RandomRows.normal(60, 5))
    trial.goal = .ratio(5)
    let publication = try trial.publication()
    let view = AttackerView(release: publication.release(.synthetic))
    func claims(_ view: AttackerView) throws -> [[Double]] {
      let claims = Locked([[Double]]())
      let context = RunContext<AttackUpdate>(threads: 2, isCancelled: { false }) { update in
        guard case .guesses(let guesses) = update else { return }
        for guess in guesses {
          if case .record(let values) = guess.claim { claims.withLock { $0.append(values) } }
        }
      }
      _ = try CrossingReconstruction(ParameterValues([])).run(on: view, in: context)
      return claims.withLock { $0 }
    }
    let known = publication.truth(.synthetic).records.rows(Array(0..<20))
    let alone = try claims(view)
    let helped = try claims(view.knowing(known))
    #expect(helped.count + 20 > alone.count)
    for row in 0..<known.rows {
      #expect(!helped.contains { zip($0, known.row(row)).allSatisfy { abs($0 - $1) < 1e-9 } })
    }
  }

  @Test func withoutThreeRowsInLineThereIsNothingToCross() throws {
    let release = Release(
      kind: .synthetic, minority: RandomRows.normal(200, 6, decimals: 9),
      others: Matrix(rows: 0, columns: 6), columnNames: [])
    #expect(
      throws: AttackError.notApplicable(
        attack: "Crossing lines", because: "no three rows are in line")
    ) {
      _ = try CrossingReconstruction(ParameterValues([]))
        .run(on: AttackerView(release: release), in: .unattended())
    }
  }

  // MARK: - Borderline-SMOTE 2

  @Test func rowsTowardOtherClassesAreToldApartByAllWitnesses() throws {
    let data = try mixedClasses()
    let usual = try report(DistinSMOTE.self, on: BorderlineSMOTE2.self, data, ratio: 6).score
    let all = try report(
      DistinSMOTE.self, on: BorderlineSMOTE2.self, data, settings: ["witnesses": "all"], ratio: 6
    ).score
    #expect(usual.precision < 0.9)
    #expect(all.precision == 1)
    #expect(all.recall > 0.95)
  }

  @Test func recordsOfOtherClassesAreCountedApart() throws {
    let score = try report(ReconSMOTE.self, on: BorderlineSMOTE2.self, mixedClasses(), ratio: 20)
      .score
    #expect(score.precision == 1)
    #expect(score.otherClaims > 0)
    #expect(score.trueClaims > 0)
  }

  // MARK: - Triangles

  @Test(arguments: [3, 4, 6], [1.0, 5, 20]) func cornersOfTrianglesAreTold(
    columns: Int, ratio: Double
  ) throws {
    let data = try TinyFeatures.data(
      minority: RandomRows.normal(50, columns), majority: RandomRows.normal(200, columns, seed: 5),
      grow: "rare")
    let report = try report(
      TriangleDistinguishing.self, data, defence: Triangle.self, ratio: ratio)
    #expect(report.score.precision >= 0.98)
    #expect(report.score.recall >= 0.98)
    #expect((report.score.ranking?.auc ?? 0) > 0.99)
    let old = try self.report(DistinSMOTE.self, data, defence: Triangle.self, ratio: ratio).score
    #expect(old.precision < 0.6)
  }

  @Test func onLinesTheTriangleRuleHoldsToo() throws {
    let score = try report(TriangleDistinguishing.self, mixedClasses(), ratio: 5).score
    #expect(score.precision == 1)
    #expect(score.recall == 1)
  }

  @Test func withoutPlanesTheTriangleRuleDoesNotApply() throws {
    let data = try TinyFeatures.data(
      minority: RandomRows.normal(60, 5, decimals: 9), majority: RandomRows.normal(200, 5, seed: 5),
      grow: "rare")
    #expect(throws: AttackError.self) {
      _ = try report(TriangleDistinguishing.self, data, defence: StepPerFeature.self)
    }
    let flat = try TinyFeatures.data(
      minority: RandomRows.normal(60, 2), majority: RandomRows.normal(200, 2), grow: "rare")
    #expect(throws: AttackError.self) { _ = try report(TriangleDistinguishing.self, flat) }
  }

  // MARK: - Boxes

  /// Values with three decimals repeat now and then, those with one all the time.
  @Test(arguments: [(1, 0.98), (2, 0.6), (9, 0.0)], [2.0, 20])
  func rowsThatNothingSurroundsAreReal(data: (decimals: Int, recall: Double), ratio: Double) throws
  {
    let rows = try TinyFeatures.data(
      minority: RandomRows.normal(60, 5, decimals: data.decimals),
      majority: RandomRows.normal(200, 5, seed: 5), grow: "rare")
    let score = try report(BoxDistinguishing.self, on: SMOTEPerFeature.self, rows, ratio: ratio)
      .score
    #expect(score.precision == 1)
    #expect(score.recall >= data.recall)
    // Of continuous values at least the extremes of every column are known.
    #expect(score.trueClaims >= 5)
    #expect((score.ranking?.auc ?? 0) > 0.75)
  }

  @Test func roundedValuesAreNotTakenForShared() throws {
    let data = try TinyFeatures.data(
      minority: RandomRows.normal(60, 4, decimals: 0),
      majority: RandomRows.normal(200, 4, decimals: 0),
      grow: "rare")
    #expect(throws: AttackError.self) {
      _ = try report(
        BoxDistinguishing.self, on: SMOTEPerFeature.self, data, defence: Rounding.self,
        strength: ["decimals": "0"])
    }
  }

  // MARK: - Chords

  /// Share of the range, and the least area under the curve.
  @Test(arguments: [(0.0, 0.99), (1e-6, 0.99), (5e-4, 0.95), (5e-3, 0.75)], ["all", "synthetic"])
  func chordsRankRowsUnderNoise(noise: (share: Double, auc: Double), rows: String) throws {
    let data = try mixedClasses()
    let report = try report(
      ChordDistinguishing.self, data, defence: UniformNoise.self,
      strength: ["share": "\(noise.share)", "rows": rows], ratio: 15)
    #expect((report.score.ranking?.auc ?? 0) >= noise.auc)
    #expect(report.claims.allSatisfy { $0.guess.certainty == .probable })
    if noise.share < 1e-3 / 2 { #expect(report.score.precision > 0.7) }
  }

  @Test func givenNoiseIsUsed() throws {
    let data = try mixedClasses()
    func auc(_ settings: [String: String]) throws -> Double {
      try #require(
        try report(
          ChordDistinguishing.self, data, defence: UniformNoise.self, settings: settings,
          strength: ["share": "0.001"], ratio: 15
        ).score.ranking?.auc)
    }
    #expect(try auc(["noise": "0.001"]) > 0.9)
    #expect(try auc(["noise": "0.001"]) > auc(["noise": "1"]))
  }
}
