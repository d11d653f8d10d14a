import Attacks
import Experiments
import Jobs
import Numeric
import Oversampling
import Parameters
import TestSupport
import Testing

@Suite struct ReconSMOTETests {
  @Test(arguments: [2, 5], [10.0, 30]) func allRecordsAreRebuiltFromManyRows(
    k: Int, ratio: Double
  ) throws {
    var trial = try AttackTrial(minority: RandomRows.normal(60, 5))
    trial.k = k
    trial.goal = .ratio(ratio)
    let report = try trial.report(ReconSMOTE.self)
    #expect(report.score.precision == 1)
    #expect(report.score.recall >= 0.97)
    #expect(report.claims.allSatisfy { ($0.distance ?? 1) < 1e-9 })
  }

  @Test(arguments: [2.0, 3, 5], [UInt32(0), 1, 2]) func nothingFalseIsClaimedFromFewRows(
    ratio: Double, seed: UInt32
  ) throws {
    var trial = try AttackTrial(minority: RandomRows.normal(120, 6))
    trial.goal = .ratio(ratio)
    trial.seed = seed
    let score = try trial.report(ReconSMOTE.self).score
    #expect(score.precision == 1)
    if ratio == 5 { #expect(score.recall > 0.95) }
  }

  @Test func rowsThatWereNotInterpolatedGiveNothingAway() throws {
    let release = Release(
      kind: .synthetic, minority: RandomRows.normal(600, 6, decimals: 9),
      others: Matrix(rows: 0, columns: 6), columnNames: [])
    let claims = Locked(0)
    let context = RunContext<AttackUpdate>(threads: 2, isCancelled: { false }) { update in
      if case .guesses(let guesses) = update { claims.withLock { $0 += guesses.count } }
    }
    _ = try ReconSMOTE(ParameterValues(ReconSMOTE.parameters))
      .run(on: AttackerView(release: release), in: context)
    #expect(claims.withLock { $0 } == 0)
  }

  @Test func unitsDoNotMatter() throws {
    let score = try AttackTrial(minority: RandomRows.inMixedUnits(60, 5)).report(ReconSMOTE.self)
      .score
    #expect(score.precision == 1)
    #expect(score.recall == 1)
  }

  /// In the plane any two lines meet; what is claimed has to be true all the same.
  @Test(arguments: [UInt32(0), 1, 2, 3, 4]) func inThePlaneOnlyCertainMeetingsAreClaimed(
    seed: UInt32
  ) throws {
    var trial = try AttackTrial(minority: RandomRows.normal(30, 2, decimals: 4, seed: seed + 5))
    trial.goal = .ratio(20)
    trial.seed = seed
    let score = try trial.report(ReconSMOTE.self).score
    #expect(score.precision == 1)
    #expect(score.recall > 0.5)
  }

  /// Two numbers and a flag: the rows of each flag lie in a plane of their own.
  @Test(arguments: [3.0, 10]) func whereTheDataIsFlatNothingFalseIsClaimed(ratio: Double) throws {
    var rows = RandomRows.normal(60, 3, decimals: 4)
    for row in 0..<rows.rows { rows[row, 2] = row % 2 == 0 ? 0 : 1 }
    var trial = try AttackTrial(minority: rows)
    trial.goal = .ratio(ratio)
    let score = try trial.report(ReconSMOTE.self).score
    #expect(score.precision == 1)
  }

  @Test func categoriesAsColumnsOfZerosAndOnesAreNoObstacle() throws {
    var random = NumPyRandom(seed: 8)
    var rows: [[Double]] = []
    for _ in 0..<70 {
      let block = random.integer(below: 4)
      let other = random.integer(below: 3)
      rows.append(
        (0..<4).map { $0 == block ? 1 : 0 } + (0..<3).map { $0 == other ? 1 : 0 }
          + [random.normal(), random.normal()].map { ($0 * 100).rounded() / 100 })
    }
    let score = try AttackTrial(minority: Matrix(rows)).report(ReconSMOTE.self).score
    #expect(score.precision == 1)
    #expect(score.recall > 0.95)
  }

  @Test func copiesOfARecordAreClaimedAsRepeatedRows() throws {
    let once = RandomRows.normal(40, 4)
    let rows = once.stacked(on: once.rows([0, 0, 0, 1, 1, 1]))
    let report = try AttackTrial(minority: rows).report(ReconSMOTE.self)
    #expect(report.score.precision == 1)
    #expect(report.score.records == 40)
    #expect(report.claims.contains { $0.guess.evidence.reason == .repeatedRow })
  }

  @Test func rowsOnOneLineAreRefused() throws {
    let rows = Matrix((0..<20).map { [Double($0 * $0), 2 * Double($0 * $0)] })
    let error = #expect(throws: AttackError.self) {
      _ = try AttackTrial(minority: rows).report(ReconSMOTE.self)
    }
    #expect(error == .tooFewDimensions(attack: "ReconSMOTE", found: 1, needed: 2))
  }

  /// The rebuilt record lies on every line that its evidence names.
  @Test func theEvidenceHolds() throws {
    let trial = try AttackTrial(minority: RandomRows.normal(50, 5))
    let rows = try trial.publication().release(.synthetic).minority
    let report = try trial.report(ReconSMOTE.self)
    var lines = 0
    for scored in report.claims where scored.guess.evidence.reason == .meetingLines {
      guard case .record(let record) = scored.guess.claim else { continue }
      for line in scored.guess.evidence.lines {
        lines += 1
        #expect(line.rows.count >= 2 || !line.otherEnd.isEmpty)
        var points = line.rows.map { rows.row($0) }
        if !line.otherEnd.isEmpty { points.append(line.otherEnd) }
        for (row, step) in zip(line.rows, line.steps) {
          for (column, end) in line.otherEnd.enumerated() {
            let place = record[column] + step * (end - record[column])
            #expect(abs(place - rows[row, column]) < 1e-7)
          }
        }
        if let end = line.record, case .record(let values) = report.claims[end].guess.claim {
          points.append(values)
        }
        let steps = points.map { zip($0, record).map { $0 - $1 } }
        for step in steps.dropFirst() { #expect(sine(steps[0], step) < 1e-7) }
      }
    }
    #expect(lines > 90)
  }

  /// No proof names more than three lines of three rows.
  @Test func theProofIsSmall() throws {
    let report = try AttackTrial(minority: RandomRows.normal(50, 5)).report(ReconSMOTE.self)
    let proofs = report.claims.map(\.guess.evidence).filter { $0.reason == .meetingLines }
    #expect(proofs.count > 40)
    #expect(proofs.allSatisfy { $0.lines.allSatisfy { $0.rows.count <= 3 } })
    #expect(proofs.count { $0.lines.count <= 3 } >= proofs.count * 9 / 10)
    #expect(proofs.allSatisfy { $0.ruledOut.contains(.insideOfSegment) })
  }

  private func claims(_ release: Matrix, known: Matrix? = nil) throws -> [Guess] {
    let found = Locked([Guess]())
    let context = RunContext<AttackUpdate>(threads: 2, isCancelled: { false }) { update in
      if case .guesses(let guesses) = update { found.withLock { $0 += guesses } }
    }
    let view = AttackerView(
      release: Release(
        kind: .synthetic, minority: release, others: Matrix(rows: 0, columns: release.columns),
        columnNames: []), known: known)
    _ = try ReconSMOTE(ParameterValues(ReconSMOTE.parameters)).run(on: view, in: context)
    return found.withLock { $0 }
  }

  @Test func knownRecordsAreStartedFromAndNotClaimed() throws {
    let real = RandomRows.normal(120, 6)
    var trial = try AttackTrial(minority: real)
    trial.goal = .ratio(2)
    let release = try trial.publication().release(.synthetic).minority
    func isNear(_ claim: Claim, _ row: Int) -> Bool {
      guard case .record(let values) = claim else { return false }
      return zip(values, real.row(row)).allSatisfy { abs($0 - $1) < 1e-8 }
    }
    let alone = try claims(release)
    let half = Array(0..<60)
    let helped = try claims(release, known: real.rows(half))
    #expect(helped.allSatisfy { guess in !half.contains { isNear(guess.claim, $0) } })
    let found = (60..<120).filter { row in helped.contains { isNear($0.claim, row) } }.count
    let before = (60..<120).filter { row in alone.contains { isNear($0.claim, row) } }.count
    #expect(found == helped.count)
    #expect(found > before * 3 / 2, "\(found) of 60 where \(before) are found alone")
    // Lines that end in a known record say where, and name no claim.
    let lines = helped.flatMap(\.evidence.lines).filter { !$0.otherEnd.isEmpty }
    #expect(lines.contains { $0.record == nil })
    for line in lines {
      guard let number = line.record else { continue }
      #expect(Claim.record(values: line.otherEnd) == helped[number].claim)
    }
  }

  @Test func repeatedRowsOfARoundedReleaseAreNoRecords() throws {
    var release = try AttackTrial(minority: RandomRows.normal(60, 4)).publication()
      .release(.synthetic).minority
    release.storage = release.storage.map { ($0 * 5).rounded() / 5 }
    #expect(Set((0..<release.rows).map { release.row($0) }).count < release.rows)
    #expect(try claims(release).allSatisfy { $0.evidence.reason != .repeatedRow })
  }

  /// Above the limit neighbors are approximate: as much is found, and nothing false.
  @Test func approximateNeighborsFindAsMuch() throws {
    var trial = try AttackTrial(minority: RandomRows.normal(150, 6))
    trial.goal = .ratio(10)
    for attack in [ReconSMOTE.self, DistinSMOTE.self] as [any Attack.Type] {
      let exact = try trial.report(attack).score
      let approximate = try NeighborLimit.$exactWork.withValue(1e5) {
        try trial.report(attack).score
      }
      #expect(approximate.precision == 1)
      #expect(approximate.recall >= exact.recall - 0.01)
    }
  }

  @Test func thePublishedRuleFindsLessAndNothingFalse() throws {
    var trial = try AttackTrial(minority: RandomRows.normal(60, 5))
    trial.goal = .ratio(6)
    let own = try trial.report(ReconSMOTE.self).score
    trial.settings = ["rule": "paper"]
    let published = try trial.report(ReconSMOTE.self).score
    #expect(published.precision == 1)
    #expect(published.recall < own.recall)
    #expect(published.recall > 0)
  }

  private func sine(_ first: [Double], _ second: [Double]) -> Double {
    func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    let along = dot(first, second) / dot(first, first)
    let rest = zip(second, first).map { $0 - along * $1 }
    return (dot(rest, rest) / dot(second, second)).squareRoot()
  }
}
