import Attacks
import Experiments
import Jobs
import Numeric
import Oversampling
import Parameters
import TestSupport
import Testing

/// Both parents of a row from that one row.
@Suite struct OneRowInversionTests {
  private func trial(
    _ records: Matrix = RandomRows.normal(80, 5), ratio: Double = 1, grid: String = "auto"
  ) throws -> AttackTrial {
    var trial = try AttackTrial(minority: records, majorityCount: 300)
    trial.goal = .ratio(ratio)
    trial.settings = ["grid": grid]
    return trial
  }

  /// The attack on rows that were changed after they were made.
  private func attack(_ minority: Matrix, known: Matrix? = nil) throws -> [AttackUpdate] {
    let type = OneRowInversion.self
    let attack = try type.init(ParameterValues(type.parameters))
    let updates = Locked<[AttackUpdate]>([])
    let context = RunContext<AttackUpdate>(threads: 2, isCancelled: { false }) { update in
      updates.withLock { $0.append(update) }
    }
    let release = Release(
      kind: .synthetic, minority: minority, others: Matrix(rows: 0, columns: minority.columns),
      columnNames: (0..<minority.columns).map { "c\($0)" })
    let steps = [Double](repeating: 0.001, count: minority.columns)
    _ = try attack.run(
      on: AttackerView(release: release, columnSteps: steps, known: known), in: context)
    return updates.withLock { $0 }
  }

  private func guesses(_ updates: [AttackUpdate]) -> [Guess] {
    updates.flatMap { if case .guesses(let guesses) = $0 { guesses } else { [Guess]() } }
  }

  /// Of five columns' differences one in 28 has a common divisor; one row alone cannot tell then.
  @Test(arguments: ["auto", "release"], [1.0, 3])
  func practicallyAllParentsAreFound(grid: String, ratio: Double) throws {
    let trial = try trial(ratio: ratio, grid: grid)
    let score = try trial.report(OneRowInversion.self).score
    #expect(try score.recall >= 0.93 * trial.publication().touched)
    #expect(score.precision >= 0.93)
    #expect(score.certainPrecision == 1)
    #expect(score.certainClaims > 0)
    #expect(score.certainClaims < score.claims || ratio > 1)
  }

  @Test func stepsOfTheOtherRowsAreTheirs() throws {
    let grid = RandomRows.grid(60, 4, levels: 40)
    let records = Matrix(rows: 60, columns: 4, storage: grid.storage.map { 0.25 + $0 * 0.35 })
    let others = Matrix(
      rows: 300, columns: 4,
      storage: RandomRows.grid(300, 4, levels: 40, seed: 2).storage.map { 0.25 + $0 * 0.35 })
    let data = try TinyFeatures.data(minority: records, majority: others, grow: "rare")
    var trial = AttackTrial(data)
    trial.goal = .ratio(2)
    trial.settings = ["grid": "majority"]
    let score = try trial.report(OneRowInversion.self).score
    #expect(score.recall >= 0.9)
    #expect(score.precision >= 0.98)
  }

  /// Scaled columns show their steps by values that both parents share.
  @Test func scaledRowsTellTheirSteps() throws {
    var trial = AttackTrial(
      try TinyFeatures.data(
        minority: RandomRows.grid(120, 6, levels: 60),
        majority: RandomRows.grid(300, 6, levels: 60, seed: 8), grow: "rare", scaling: .minmax))
    trial.goal = .ratio(2)
    trial.settings = ["grid": "release"]
    let score = try trial.report(OneRowInversion.self).score
    #expect(score.recall >= 0.9)
    #expect(score.precision >= 0.98)
    #expect(score.certainPrecision == 1)
  }

  @Test func theEvidenceIsTheRowsOwnArithmetic() throws {
    let trial = try trial(ratio: 2)
    let rows = try trial.publication().release(.synthetic).minority
    let claims = try trial.report(OneRowInversion.self).claims
    #expect(!claims.isEmpty)
    for claim in claims {
      guard case .record(let record) = claim.guess.claim else { continue }
      #expect(!claim.guess.evidence.lines.isEmpty)
      #expect(
        claim.guess.evidence.premise
          == .grid(
            steps: [Double](repeating: 0.001, count: 5), offsets: [0, 0, 0, 0, 0]))
      for line in claim.guess.evidence.lines {
        for (row, step) in zip(line.rows, line.steps) {
          for column in record.indices {
            let between = record[column] + step * (line.otherEnd[column] - record[column])
            #expect(abs(between - rows[row, column]) < 1e-12)
          }
        }
      }
    }
  }

  @Test func recordsAreClaimedOnceAndAreExact() throws {
    let claims = try trial(ratio: 5).report(OneRowInversion.self).claims
    let values = claims.map(\.guess.claim)
    #expect(Set(values.map { "\($0)" }).count == values.count)
    #expect(claims.allSatisfy { !$0.isTrue || $0.distance == 0 })
  }

  @Test func knownRecordsVouchAndAreNotClaimed() throws {
    let records = RandomRows.normal(80, 5)
    let rows = try trial(records).publication().release(.synthetic).minority
    let without = guesses(try attack(rows))
    let known = records.rows(Array(0..<40))
    let with = guesses(try attack(rows, known: known))
    let claimed = Set((0..<40).map { Claim.record(values: records.row($0)) }.map { "\($0)" })
    #expect(with.allSatisfy { !claimed.contains("\($0.claim)") })
    #expect(without.contains { claimed.contains("\($0.claim)") })
    #expect(with.count < without.count)
  }

  @Test(arguments: [2, 6]) func roundedRowsAreNoticed(decimals: Int) throws {
    var rows = try trial().publication().release(.synthetic).minority
    let unit = decimals == 2 ? 100.0 : 1e6
    rows.storage = rows.storage.map { ($0 * unit).rounded() / unit }
    let error = #expect(throws: AttackError.self) { _ = try attack(rows) }
    #expect(error?.description.contains("rounded to \(decimals) decimals") == true)
  }

  @Test func aRoundedColumnIsNoticed() throws {
    var rows = try trial().publication().release(.synthetic).minority
    for row in 0..<rows.rows { rows[row, 2] = (rows[row, 2] * 1000).rounded() / 1000 }
    let error = #expect(throws: AttackError.self) { _ = try attack(rows) }
    #expect(error?.description.contains("column c2 is rounded") == true)
  }

  @Test func noiseLeavesNothingToSolve() throws {
    var rows = try trial().publication().release(.synthetic).minority
    var random = NumPyRandom(seed: 4)
    rows.storage = rows.storage.map { $0 + 1e-7 * random.normal() }
    let error = #expect(throws: AttackError.self) { _ = try attack(rows) }
    #expect(error?.description.contains("100 % of the rows") == true)
  }

  @Test(arguments: ["adasyn", "borderline-smote-1", "svm-smote"])
  func itWorksForOtherMethods(method: String) throws {
    var plan = ExperimentPlan()
    let type = try #require(OversamplerCatalog.named(method))
    plan.method = method
    plan.parameters = ParameterValues(type.parameters)
    let data = try TinyFeatures.data(
      minority: RandomRows.normal(80, 5), majority: RandomRows.normal(240, 5, seed: 9),
      grow: "rare")
    let publication = try Publication.make(plan, from: data, in: .unattended())
    let score = try ExperimentRunner.assess(
      Selection(OneRowInversion.self), .auto, on: publication, in: .unattended()
    ).score
    #expect(score.recall >= 0.85 * publication.touched)
    #expect(score.precision >= 0.9)
    #expect(score.certainPrecision == 1)
  }
}
