import Attacks
import Experiments
import Foundation
import Jobs
import Numeric
import Oversampling
import Parameters
import Tabular
import TestSupport
import Testing

/// What an audit answers, and how.
@Suite struct AuditTests {
  private let real = RandomRows.normal(60, 5, decimals: 3)

  private func request(
    _ kind: ReleaseKind, method: String = SMOTE.name, defences: [String: [String: String]] = [:],
    reference: Bool = true
  ) throws -> AuditRequest {
    // SVM-SMOTE draws beyond rows only where the classes stand apart.
    let shift = method == SVMSMOTE.name ? 2.5 : 0.5
    var random = NumPyRandom(seed: 8)
    let others = Matrix(
      rows: 300, columns: 5, storage: (0..<1500).map { _ in random.normal() + shift })
    let data = try TinyFeatures.data(minority: real, majority: others, grow: "rare")
    var plan = ExperimentPlan()
    plan.method = method
    plan.parameters = ParameterValues(try #require(OversamplerCatalog.named(method)).parameters)
    plan.goal = .ratio(8)
    plan.defences = try defences.map { name, settings in
      let type = try #require(DefenceCatalog.named(name))
      return Selection(
        name: name, values: try ParameterValues(type.parameters, texts: settings))
    }
    let release = try Publication.make(plan, from: data, in: .unattended()).release(kind)
    return AuditRequest(
      minority: release.minority, others: release.others, columnNames: release.columnNames,
      className: "rare", reference: reference ? real : nil,
      sourceRows: Array(0..<release.minority.rows))
  }

  private func audit(_ request: AuditRequest) throws -> AuditPicture {
    try ReleaseAudit.run(request, in: .unattended(threads: 2))
  }

  @Test func theOriginalsOfAnAugmentedReleaseAreNamed() throws {
    let picture = try audit(try request(.augmented))
    #expect(picture.verdict == .oversampled)
    #expect(picture.family == .smote)
    #expect(picture.kind == .augmented)
    #expect(picture.originals == Array(0..<60))
    #expect(picture.estimate.k == 5)
    #expect(abs((picture.estimate.ratio ?? 0) - 8) < 0.1)
    #expect(picture.defences.isEmpty)
    #expect(picture.claims.allSatisfy { $0.isTrue == true })
    #expect(picture.scores.values.allSatisfy { $0.recall == 1 && $0.precision == 1 })
  }

  @Test func recordsAreRebuiltFromMadeRowsAlone() throws {
    let picture = try audit(try request(.synthetic))
    #expect(picture.kind == .synthetic)
    #expect(picture.originals.isEmpty)
    #expect(picture.scores.values.contains { $0.recall > 0.9 && $0.precision == 1 })
    #expect(picture.estimate.k == 5)
  }

  @Test func withoutAReferenceNothingIsScored() throws {
    let picture = try audit(try request(.augmented, reference: false))
    #expect(picture.scores.isEmpty)
    #expect(picture.claims.count == 60)
    #expect(picture.claims.allSatisfy { $0.isTrue == nil })
  }

  @Test func roundingIsReadOffTheDigits() throws {
    let picture = try audit(try request(.synthetic, defences: ["round": ["decimals": "6"]]))
    #expect(picture.defences == ["values are rounded to 6 digits after the point"])
  }

  @Test func noiseIsReadOffTheLines() throws {
    let picture = try audit(
      try request(.augmented, defences: ["noise": ["share": "0.00001"]]))
    #expect(picture.verdict == .oversampled)
    #expect(picture.defences.first?.contains("changed at random by about 1e-05") == true)
  }

  @Test(arguments: [
    (SVMSMOTE.name, MethodFamily.smoteWithExtrapolation),
    (BorderlineSMOTE2.name, .smoteAcrossClasses), (BorderlineSMOTE1.name, .smote),
    (ADASYN.name, .smote), (SMOTEPerFeature.name, .stepPerFeature),
    (RandomDuplication.name, .duplication),
  ]) func theKindOfMethodIsNamed(method: String, family: MethodFamily) throws {
    let picture = try audit(try request(.augmented, method: method))
    #expect(picture.family == family)
  }

  @Test func shuffledRowsAreSaidToBeMixed() throws {
    let blocked = try audit(try request(.augmented))
    let mixed = try audit(try request(.augmented, defences: ["shuffle": [:]]))
    #expect(blocked.stages[2].sentences.contains { $0.contains("stand in a block") })
    #expect(mixed.stages[2].sentences.contains { $0.contains("are mixed among") })
  }

  @Test func realRowsAreNotAccused() throws {
    let picture = try audit(
      AuditRequest(
        minority: real, others: Matrix(rows: 0, columns: 5),
        columnNames: ["a", "b", "c", "d", "e"],
        className: nil, sourceRows: Array(0..<60)))
    #expect(picture.verdict == .noSign)
    #expect(picture.claims.isEmpty)
    #expect(
      picture.stages.dropFirst().allSatisfy { stage in
        if case .doesNotApply = stage.state { true } else { false }
      })
  }

  @Test func tooFewRowsLeaveItUndecided() throws {
    let picture = try audit(
      AuditRequest(
        minority: RandomRows.normal(5, 3), others: Matrix(rows: 0, columns: 3),
        columnNames: ["a", "b", "c"], className: nil, sourceRows: Array(0..<5)))
    #expect(picture.verdict == .undecided)
  }

  @Test func everyStepIsShownAndTheLastPictureIsTheResult() throws {
    let shown = Locked<[AuditPicture]>([])
    let result = try ReleaseAudit.run(
      try request(.synthetic),
      in: RunContext(threads: 2, isCancelled: { false }) { picture in
        shown.withLock { $0.append(picture) }
      })
    let pictures = shown.withLock { $0 }
    #expect(pictures.count >= 6)
    #expect(pictures.last == result)
    #expect(
      pictures.first?.stages.first?.state
        == .running("looking for rows in line with others", Fraction(0)))
    #expect(pictures.contains { $0.verdict == .oversampled && $0.family == nil })
  }

  @Test func answersNameNoValue() throws {
    let picture = try audit(try request(.augmented))
    let words = picture.stages.flatMap(\.sentences).joined(separator: " ")
    let values = Set(real.storage.map { "\($0)" }).filter { $0.count >= 5 }
    #expect(!values.contains { words.contains($0) })
  }

  @Test func aCancelIsHeardWithin100Milliseconds() throws {
    var trial = try AttackTrial(minority: RandomRows.normal(2000, 10), majorityCount: 100)
    trial.goal = .ratio(5)
    let release = try trial.publication().release(.augmented)
    let request = AuditRequest(
      minority: release.minority, others: release.others, columnNames: release.columnNames,
      className: nil, sourceRows: Array(0..<release.minority.rows))
    var best = Duration.seconds(1000)
    for wait in [20, 60, 150, 300] where best >= .milliseconds(100) {
      best = min(best, try delay(request, after: .milliseconds(wait)))
    }
    #expect(best < .milliseconds(100))
  }

  private func delay(_ request: AuditRequest, after wait: Duration) throws -> Duration {
    let raised = Locked<ContinuousClock.Instant?>(nil)
    let started = ContinuousClock.now
    let context = RunContext<AuditPicture>(
      threads: 2,
      isCancelled: {
        guard ContinuousClock.now - started > wait else { return false }
        raised.withLock { $0 = $0 ?? ContinuousClock.now }
        return true
      }, report: { _ in })
    #expect(throws: CancellationError.self) { _ = try ReleaseAudit.run(request, in: context) }
    return try ContinuousClock.now - #require(raised.withLock { $0 })
  }
}
