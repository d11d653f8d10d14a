import Attacks
import Experiments
import Jobs
import Numeric
import Oversampling
import Parameters
import TestSupport
import Testing

@Suite struct DistinSMOTETests {
  @Test func aRowBetweenTwoOthersIsSyntheticAndItsParentsAreReal() throws {
    let rows = Matrix([
      [0, 0, 0], [1, 2, 3], [0.25, 0.5, 0.75], [5, 1, 0], [4, 0, 2], [4.5, 0.5, 1],
    ])
    let release = Release(
      kind: .augmented, minority: rows, others: Matrix(rows: 0, columns: 3),
      columnNames: ["a", "b", "c"])
    let claims = Locked([Claim]())
    let context = RunContext<AttackUpdate>(threads: 1, isCancelled: { false }) { update in
      if case .guesses(let guesses) = update {
        claims.withLock { $0 += guesses.map(\.claim) }
      }
    }
    _ = try DistinSMOTE(ParameterValues(DistinSMOTE.parameters))
      .run(on: AttackerView(release: release), in: context)
    #expect(claims.withLock { $0 } == [.real(row: 0), .real(row: 1), .real(row: 3), .real(row: 4)])
  }

  @Test(arguments: [1, 2, 5], [0.5, 1, 5, 20]) func everyRowIsToldApart(
    k: Int, ratio: Double
  ) throws {
    var trial = try AttackTrial(minority: RandomRows.normal(80, 6))
    trial.k = k
    trial.goal = .ratio(ratio)
    let score = try trial.report(DistinSMOTE.self).score
    #expect(score.precision == 1)
    #expect(score.recall == 1)
  }

  @Test func unitsDoNotMatter() throws {
    let score = try AttackTrial(minority: RandomRows.inMixedUnits(60, 5)).report(DistinSMOTE.self)
      .score
    #expect(score.precision == 1)
    #expect(score.recall == 1)
  }

  /// Collinear real records and copies: what is claimed stays true.
  @Test(arguments: [(3, 10, 5.0), (3, 4, 1.0), (4, 6, 20.0), (2, 20, 5.0)])
  func onIntegerGridsNoSyntheticRowIsClaimed(columns: Int, levels: Int, ratio: Double) throws {
    var trial = try AttackTrial(minority: RandomRows.grid(120, columns, levels: levels))
    trial.goal = .ratio(ratio)
    let score = try trial.report(DistinSMOTE.self).score
    #expect(score.precision == 1)
    #expect(score.recall > 0.85)
  }

  @Test func linesThroughRowsOfOtherClassesAreSeenWithAllWitnesses() throws {
    // The middle row lies between a minority and a majority row only.
    let minority = Matrix([[0, 0, 0], [1, 1, 0.5], [7, 3, 2], [6, -2, 1]])
    let release = Release(
      kind: .augmented, minority: minority, others: Matrix([[2, 2, 1], [9, 9, 3]]),
      columnNames: ["a", "b", "c"])
    func claimed(_ witnesses: String) throws -> Int {
      let count = Locked(0)
      let context = RunContext<AttackUpdate>(threads: 1, isCancelled: { false }) { update in
        if case .guesses(let guesses) = update { count.withLock { $0 += guesses.count } }
      }
      let values = try ParameterValues(DistinSMOTE.parameters, texts: ["witnesses": witnesses])
      _ = try DistinSMOTE(values).run(on: AttackerView(release: release), in: context)
      return count.withLock { $0 }
    }
    #expect(try claimed("minority") == 4)
    #expect(try claimed("all") == 3)
  }

  @Test func theEvidenceOfARealRowAreLinesThatEndInIt() throws {
    let trial = try AttackTrial(minority: RandomRows.normal(40, 4))
    let publication = try trial.publication()
    let rows = publication.release(.augmented).minority
    for scored in try trial.report(DistinSMOTE.self).claims {
      guard case .real(let row) = scored.guess.claim else { continue }
      for line in scored.guess.evidence.lines {
        let steps = line.rows.map { other in
          (0..<rows.columns).map { rows[other, $0] - rows[row, $0] }
        }
        let cosine = cosine(steps[0], steps[1])
        #expect(cosine > 1 - 1e-9)
      }
      #expect(scored.guess.evidence.reason == .onNoLine || !scored.guess.evidence.lines.isEmpty)
    }
  }

  /// Rows of no line among thousands are not looked at one by one, those of the few lines are.
  @Test(arguments: ["lines", "one-line"], [0, 3])
  func whereLinesAreFewRowsAreSettledBySample(rule: String, pairs: Int) throws {
    var rows = RandomRows.normal(2400, 4, decimals: 12)
    for pair in 0..<pairs {
      for column in 0..<4 {
        let first = rows[3 * pair, column]
        let second = first + 1e-3 * rows[3 * pair + 1, column]
        rows[3 * pair + 1, column] = second
        rows[3 * pair + 2, column] = 0.7 * first + 0.3 * second
      }
    }
    let claims = Locked([Guess]())
    let remarks = Locked([String]())
    let context = RunContext<AttackUpdate>(threads: 2, isCancelled: { false }) { update in
      switch update {
      case .guesses(let guesses): claims.withLock { $0 += guesses }
      case .remark(let text): remarks.withLock { $0.append(text) }
      default: break
      }
    }
    var values = ParameterValues(DistinSMOTE.parameters)
    try values.set("rule", text: rule)
    let release = Release(
      kind: .augmented, minority: rows, others: Matrix(rows: 0, columns: 4), columnNames: [])
    _ = try DistinSMOTE(values).run(on: AttackerView(release: release), in: context)
    let found = claims.withLock { $0 }
    let real = found.compactMap { if case .real(let row) = $0.claim { row } else { nil } }
    let synthetic = Set((0..<pairs).map { 3 * $0 + 2 })
    if rule == "lines" {
      #expect(real.sorted() == (0..<rows.rows).filter { !synthetic.contains($0) })
    } else {
      // Which of three rows lies between cannot be told where there is but one line.
      #expect(Set(real).isSuperset(of: 3 * pairs..<rows.rows))
      #expect(synthetic.isDisjoint(with: real))
    }
    #expect(found.filter { $0.evidence.reason == .onNoLine }.count >= rows.rows - 3 * pairs)
    #expect(remarks.withLock { $0 }.contains { $0.contains("hardly a row is on a line") })
  }

  @Test func thePublishedRuleIsNoBetter() throws {
    var trial = try AttackTrial(minority: RandomRows.normal(80, 6))
    trial.settings = ["rule": "paper"]
    let score = try trial.report(DistinSMOTE.self).score
    #expect(score.recall == 1)
    #expect(score.precision > 0.9)
  }

  private func cosine(_ first: [Double], _ second: [Double]) -> Double {
    func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    return dot(first, second) / (dot(first, first) * dot(second, second)).squareRoot()
  }
}
