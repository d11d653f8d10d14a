import Attacks
import Experiments
import Jobs
import Numeric
import Oversampling
import Parameters
import TestSupport
import Testing

@Suite struct RobustReconstructionTests {
  private func report(
    _ minority: Matrix, _ defence: String, _ settings: [String: String], ratio: Double = 25,
    attackSettings: [String: String] = [:], threads: Int = 2
  ) throws -> (report: AttackReport, publication: Publication) {
    var plan = ExperimentPlan()
    plan.goal = .ratio(ratio)
    if let type = DefenceCatalog.named(defence) {
      let values = try ParameterValues(type.parameters, texts: settings)
      plan.defences = [Selection(name: defence, values: values)]
    }
    let data = try TinyFeatures.data(
      minority: minority, majority: RandomRows.normal(400, minority.columns, seed: 9),
      grow: "rare")
    let publication = try Publication.make(plan, from: data, in: .unattended(threads: threads))
    var selection = Selection(RobustReconstruction.self)
    for (name, text) in attackSettings { try selection.values.set(name, text: text) }
    let report = try ExperimentRunner.assess(
      selection, .auto, on: publication, in: .unattended(threads: threads))
    return (report, publication)
  }

  @Test(arguments: [
    ("noise", ["share": "0.000001"]), ("noise", ["share": "0.001"]),
    ("gaussian", ["share": "0.0003"]), ("round", ["decimals": "3"]),
  ]) func recordsAreRebuiltInSpiteOfADefence(
    name: String, settings: [String: String]
  ) throws {
    let score = try report(RandomRows.normal(60, 6), name, settings).report.score
    #expect(score.precision >= 0.95)
    #expect(score.recall >= 0.9)
  }

  @Test func onExactRowsNothingFalseIsClaimed() throws {
    let score = try report(RandomRows.normal(60, 6), "", [:]).report.score
    #expect(score.precision == 1)
    #expect(score.recall >= 0.95)
  }

  @Test func unitsDoNotMatter() throws {
    let score = try report(RandomRows.inMixedUnits(60, 6), "noise", ["share": "0.0001"]).report
      .score
    #expect(score.precision >= 0.95)
    #expect(score.recall >= 0.95)
  }

  /// The rebuilt record lies near every line that its evidence names, and at an end of it.
  @Test func theEvidenceHolds() throws {
    let (report, publication) = try report(
      RandomRows.normal(60, 6), "noise", ["share": "0.0001"])
    let rows = publication.release(.synthetic).minority
    var lines = 0
    for scored in report.claims {
      guard case .record(let record) = scored.guess.claim,
        case .noise(let amplitudes) = scored.guess.evidence.premise
      else {
        Issue.record("an unexpected claim")
        continue
      }
      #expect(scored.guess.evidence.reason == .fittedLines)
      #expect(amplitudes.allSatisfy { (2e-4..<2e-3).contains($0) })
      #expect(scored.guess.error > 0)
      for line in scored.guess.evidence.lines {
        lines += 1
        let steps = line.rows.map { row in zip(rows.row(row), record).map { $0 - $1 } }
        let far = try #require(steps.last)
        let distances = steps.map { dot($0, $0).squareRoot() }
        #expect(distances[0] < distances[distances.count - 1])
        for step in steps {
          let along = dot(step, far) / dot(far, far)
          let rest = zip(step, far).map { $0 - along * $1 }
          #expect(dot(rest, rest).squareRoot() < 20 * (amplitudes.max() ?? 0))
        }
      }
    }
    #expect(lines > 100)
  }

  /// 98 % of the errors are within what the claims say.
  @Test func theErrorIsStatedHonestly() throws {
    let (report, publication) = try report(
      RandomRows.normal(60, 6), "noise", ["share": "0.0001"])
    let truth = publication.truth(.synthetic)
    var within = 0
    var hits = 0
    for scored in report.claims {
      guard case .record(let values) = scored.guess.claim, let number = scored.record else {
        continue
      }
      hits += 1
      let record = truth.records.row(number)
      let isWithin = values.indices.allSatisfy { column in
        let range = publication.release(.synthetic).minority.range(ofColumn: column)
        let largest = max(abs(range.lowerBound), abs(range.upperBound))
        return abs(values[column] - record[column]) <= 1.5 * scored.guess.error * largest
      }
      within += isWithin ? 1 : 0
    }
    #expect(hits > 50)
    #expect(Double(within) >= 0.9 * Double(hits))
  }

  @Test func knownRecordsAreNotClaimedAgain() throws {
    let (report, publication) = try report(
      RandomRows.normal(60, 6), "noise", ["share": "0.0001"])
    let records = publication.truth(.synthetic).records
    let known = records.rows(Array(0..<30))
    let again = Locked<[Guess]>([])
    let context = RunContext<AttackUpdate>(threads: 2, isCancelled: { false }) { update in
      if case .guesses(let guesses) = update { again.withLock { $0 += guesses } }
    }
    _ = try RobustReconstruction(ParameterValues(RobustReconstruction.parameters)).run(
      on: AttackerView(release: publication.release(.synthetic), known: known), in: context)
    var evaluator = Evaluator(truth: publication.truth(.synthetic), kind: .synthetic)
    for guess in again.withLock({ $0 }) { evaluator.record(guess) }
    let claimed = Set(evaluator.claims.compactMap(\.record))
    #expect(claimed.isDisjoint(with: 0..<30))
    #expect(claimed.count >= report.score.trueClaims - 32)
    #expect(evaluator.score.precision >= 0.9)
  }

  @Test func theNoiseCanBeGiven() throws {
    let score = try report(
      RandomRows.normal(60, 6), "noise", ["share": "0.001"], attackSettings: ["noise": "0.001"]
    ).report.score
    #expect(score.precision >= 0.95)
    #expect(score.recall >= 0.85)
  }

  @Test func valuesAreBroughtToTheColumnsSteps() throws {
    let (_, publication) = try report(RandomRows.normal(60, 6), "noise", ["share": "0.00001"])
    let values = Locked<[[Double]]>([])
    let context = RunContext<AttackUpdate>(threads: 2, isCancelled: { false }) { update in
      guard case .guesses(let guesses) = update else { return }
      for guess in guesses {
        if case .record(let record) = guess.claim { values.withLock { $0.append(record) } }
      }
    }
    _ = try RobustReconstruction(ParameterValues(RobustReconstruction.parameters)).run(
      on: AttackerView(
        release: publication.release(.synthetic),
        columnSteps: [0.001, 0.001, 0.001, 0.001, 0.001, 0]),
      in: context)
    let records = publication.truth(.synthetic).records
    let real = Set((0..<records.rows).map { Array(records.row($0).prefix(5)) })
    let exact = values.withLock { $0 }.count { real.contains(Array($0.prefix(5))) }
    #expect(exact >= 57)
  }

  @Test func rowsWithoutLinesAreRefused() throws {
    let release = Release(
      kind: .synthetic, minority: RandomRows.normal(600, 6, decimals: 9),
      others: Matrix(rows: 0, columns: 6), columnNames: [])
    let error = #expect(throws: AttackError.self) {
      _ = try RobustReconstruction(ParameterValues(RobustReconstruction.parameters)).run(
        on: AttackerView(release: release), in: .unattended(threads: 2))
    }
    #expect(error?.description.contains("does not apply: no lines are seen") == true)
  }

  private func dot(_ first: [Double], _ second: [Double]) -> Double {
    zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
