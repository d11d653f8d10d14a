import Attacks
import Experiments
import Jobs
import Numeric
import Oversampling
import Parameters
import TestSupport
import Testing

/// Publications of other methods, with defences.
@Suite struct DefendedPublicationTests {
  private let minority = RandomRows.normal(40, 4)

  private func made(
    _ change: (inout ExperimentPlan) throws -> Void
  ) throws -> (Publication, PreparedData) {
    let data = try TinyFeatures.data(
      minority: minority, majority: RandomRows.normal(120, 4, seed: 5))
    var plan = ExperimentPlan()
    try change(&plan)
    return (try Publication.make(plan, from: data, in: .unattended()), data)
  }

  private func defence(_ name: String, _ settings: [String: String] = [:]) throws
    -> Selection
  {
    let type = try #require(DefenceCatalog.named(name))
    return Selection(
      name: name, values: try ParameterValues(type.parameters, texts: settings))
  }

  @Test func aShuffledReleaseKeepsTrackOfWhereItsRowsComeFrom() throws {
    let (publication, data) = try made { $0.defences = [try defence("shuffle")] }
    let view = publication.augmentedView
    #expect(view.release.minority != (try made { _ in }).0.augmentedView.release.minority)
    for (row, origin) in view.origins.enumerated() {
      switch origin {
      case .real(let number):
        #expect(view.release.minority.row(row) == data.features.row(number))
        #expect(view.truth.recordOfRow[row] >= 0)
      case .synthetic(let number):
        #expect(view.release.minority.row(row) == publication.synthetic.rows.row(number))
      }
    }
  }

  /// Attacks that read the order find less; all others find what they found.
  @Test func shufflingChangesNoScore() throws {
    let inOrder = [
      AppendedRows.name, SeedReplayAttack.name, StrongestDistinguishing.name,
      StrongestReconstruction.name,
    ]
    for attack in AttackCatalog.all where !inOrder.contains(attack.name) {
      let scores = try [[], [try defence("shuffle")]].map { defences in
        try score(attack, try made { $0.defences = defences }.0)
      }
      #expect(scores[0] == scores[1])
      if AttackCatalog.standard.contains(where: { $0 == attack }) { #expect(scores[0] != nil) }
    }
  }

  /// Nil where the attack does not apply.
  private func score(
    _ attack: any Attack.Type, _ publication: Publication
  ) throws -> AttackScore? {
    do {
      return try ExperimentRunner.assess(
        Selection(attack), .auto, on: publication, in: .unattended()
      ).score
    } catch is AttackError {
      return nil
    }
  }

  @Test func aRealRowStaysItsRecordUnderNoise() throws {
    let (publication, data) = try made {
      $0.defences = [try defence("noise", ["share": "0.01"])]
    }
    let view = publication.augmentedView
    let real = view.origins.indices.filter { view.origins[$0].isReal }
    #expect(real.count == 40)
    #expect(real.allSatisfy { view.truth.recordOfRow[$0] >= 0 })
    #expect(view.release.minority.rows(real) != data.features.rows(data.minorityRows))
  }

  @Test func aDefenceHasAStreamOfItsOwn() throws {
    let alone = try made { $0.defences = [try defence("noise")] }.0
    let after = try made { $0.defences = [try defence("shuffle"), try defence("noise")] }.0
    let twice = try made { $0.defences = [try defence("noise"), try defence("noise")] }.0
    let real = minority.stacked(on: alone.synthetic.rows)
    #expect(alone.released.features.rows == real.rows + 120)
    #expect(alone.synthetic.rows.rows == after.synthetic.rows.rows)
    #expect(twice.synthetic.rows != alone.synthetic.rows)
  }

  @Test func parentsOfMicroaggregatesAreAllRecordsOfTheirGroup() throws {
    let (publication, data) = try made {
      $0.defences = [try defence("microaggregate", ["m": "4"])]
    }
    let parents = publication.synthetic.parents.flatMap { [$0.base, $0.neighbor] }
    #expect(parents.allSatisfy { publication.dataRows(ofParent: $0).count >= 4 })
    #expect(
      parents.allSatisfy { parent in
        publication.dataRows(ofParent: parent).allSatisfy { data.labels[$0] == 1 }
      })
    #expect(publication.touched == 1)
  }

  @Test func aRecipeIsRefusedByAMethodThatDrawsNoLines() throws {
    let error = #expect(throws: OversamplingError.self) {
      _ = try made {
        $0.method = "random"
        $0.parameters = ParameterValues(RandomDuplication.parameters)
        $0.defences = [try defence("triangle")]
      }
    }
    #expect(error?.description.contains("draws none; choose another method") == true)
  }

  /// Trap 13: a record that is there twice is its own neighbor, and the copy is said.
  @Test func copiesAndRowsOnTheOtherSideAreFound() throws {
    let minority = Matrix([[0], [0], [10], [10.5]])
    let majority = Matrix([[5], [5.1], [4.9], [5.2], [5.3], [4.8], [30], [31]])
    let data = try TinyFeatures.data(minority: minority, majority: majority)
    var plan = ExperimentPlan()
    try plan.parameters.set("k", to: .integer(3))
    plan.goal = .ratio(50)
    let publication = try Publication.make(plan, from: data, in: .unattended())
    let findings = try ReleaseFindings(publication, data, in: .unattended())
    let values = publication.synthetic.rows.storage
    #expect(findings.copies == values.indices.filter { [0, 10, 10.5].contains(values[$0]) })
    #expect(!findings.copies.isEmpty)
    #expect(
      findings.onOtherSide
        == values.indices.filter { row in
          let real = [0, 10, 10.5].map { abs($0 - values[row]) }.min() ?? 0
          return majority.storage.contains { abs($0 - values[row]) < real }
        })
    let warnings = RunWarning.all(publication, plan, findings: findings)
    #expect(warnings.map(\.cause) == [.method, .method])
    #expect(warnings[0].text.contains("exact copy of a real row"))
  }

  @Test func wholeNumbersAndRangesAreKeptOnRequest() throws {
    let whole = Matrix(
      rows: 30, columns: 2, storage: RandomRows.normal(30, 2, decimals: 0).storage.map { $0 * 3 })
    let data = try PreparedData(
      whole.stacked(on: RandomRows.normal(60, 2, decimals: 0)), names: ["a", "b"],
      decimals: [0, nil], labels: Array(repeating: 1, count: 30) + Array(repeating: 0, count: 60),
      classNames: ["no", "yes"], Preparation())
    var plan = ExperimentPlan()
    plan.keepsIntegers = true
    plan.keepsRange = true
    let rows = try Publication.make(plan, from: data, in: .unattended()).synthetic.rows
    #expect((0..<rows.rows).allSatisfy { rows[$0, 0] == rows[$0, 0].rounded() })
    #expect((0..<rows.rows).contains { rows[$0, 1] != rows[$0, 1].rounded() })
  }

  /// Trap 17: what is below the range and what is above it is two questions; asked as one, no value
  /// is ever outside.
  @Test func valuesBelowAndAboveTheRangeAreBroughtToItsEnds() throws {
    let majority = Matrix(rows: 90, columns: 4, storage: Array(repeating: 0, count: 360))
    let data = try TinyFeatures.data(minority: minority, majority: majority)
    func beyond(_ keepsRange: Bool) throws -> (below: Int, above: Int, atEnds: Int) {
      var plan = ExperimentPlan()
      plan.method = ROSE.name
      plan.parameters = ParameterValues(ROSE.parameters)
      plan.goal = .ratio(5)
      plan.keepsRange = keepsRange
      let rows = try Publication.make(plan, from: data, in: .unattended()).synthetic.rows
      var found = (below: 0, above: 0, atEnds: 0)
      for column in 0..<4 {
        let range = data.features.range(ofColumn: column)
        for row in 0..<rows.rows {
          let value = rows[row, column]
          found.below += value < range.lowerBound ? 1 : 0
          found.above += value > range.upperBound ? 1 : 0
          found.atEnds += value == range.lowerBound || value == range.upperBound ? 1 : 0
        }
      }
      return found
    }
    let free = try beyond(false)
    #expect(free.below > 0 && free.above > 0 && free.atEnds == 0)
    let kept = try beyond(true)
    #expect(kept.below == 0 && kept.above == 0 && kept.atEnds == free.below + free.above)
  }

  @Test func givenNeighborsAreForASingleClass() throws {
    let data = try PreparedData(
      RandomRows.normal(60, 2), names: ["a", "b"], decimals: [nil, nil],
      labels: Array(repeating: 0, count: 30) + Array(repeating: 1, count: 20)
        + Array(repeating: 2, count: 10), classNames: ["a", "b", "c"], Preparation())
    var plan = ExperimentPlan()
    plan.given = GivenNeighbors(partners: [[0]])
    #expect(throws: PlanError.givenForSeveral(count: 2)) {
      _ = try Publication.make(plan, from: data, in: .unattended())
    }
  }

  @Test func severalClassesGrowAndAttacksLookAtOne() throws {
    let data = try PreparedData(
      RandomRows.normal(90, 3), names: ["a", "b", "c"], decimals: [nil, nil, nil],
      labels: Array(repeating: 0, count: 50) + Array(repeating: 1, count: 30)
        + Array(repeating: 2, count: 10), classNames: ["a", "b", "c"], Preparation())
    let publication = try Publication.make(ExperimentPlan(), from: data, in: .unattended())
    #expect(publication.synthetic.labels.count { $0 == 1 } == 20)
    #expect(publication.synthetic.labels.count { $0 == 2 } == 40)
    #expect(publication.syntheticView.release.minority.rows == 40)
    #expect(publication.augmentedView.release.minority.rows == 50)
    #expect(publication.augmentedView.release.others.rows == 100)
    #expect(publication.settings.ratio == 4)
  }
}
