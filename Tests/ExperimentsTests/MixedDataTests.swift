import Attacks
import Experiments
import Jobs
import Numeric
import Oversampling
import Parameters
import Tabular
import Testing

/// Tables with categories, from the file's columns to the release and back.
@Suite struct MixedDataTests {
  private func dataset(rows: Int = 60) throws -> Dataset {
    try MixedRelease.dataset(rows: rows)
  }

  private func made(_ method: any Oversampler.Type) throws -> (Publication, PreparedData) {
    let data = try PreparedData(dataset())
    var plan = ExperimentPlan()
    plan.method = method.name
    plan.parameters = ParameterValues(method.parameters)
    return (try Publication.make(plan, from: data, in: .unattended()), data)
  }

  @Test func theLayoutKnowsNumbersAndCategories() throws {
    let layout = try PreparedData(dataset()).layout
    #expect(layout.groups.map(\.isCategory) == [false, true, true])
    #expect(layout.groups.map(\.columns) == [0..<1, 1..<4, 4..<5])
    #expect(layout.numberColumns == [0])
  }

  @Test(arguments: [true, false])
  func categoriesStayInTheirLevels(isMixed: Bool) throws {
    let (publication, data) = try made(isMixed ? SMOTENC.self : SMOTEN.self)
    let rows = publication.synthetic.rows
    for row in 0..<rows.rows {
      #expect([rows[row, 1], rows[row, 2], rows[row, 3]].sorted() == [0, 0, 1])
      #expect([0, 1].contains(rows[row, 4]))
    }
    let ages = Set((0..<data.features.rows).map { data.features[$0, 0] })
    let isNew = (0..<rows.rows).contains { !ages.contains(rows[$0, 0]) }
    #expect(isNew == isMixed)
  }

  @Test func attacksOnMixedDataWorkOnTheNumbers() throws {
    let (publication, _) = try made(SMOTENC.self)
    #expect(publication.columnNames == ["age"])
    #expect(publication.syntheticView.release.minority.columns == 1)
    #expect(publication.synthetic.rows.columns == 5)
  }

  @Test func aMethodForNumbersGetsAColumnPerLevel() throws {
    let (publication, _) = try made(SMOTE.self)
    #expect(publication.columnNames.count == 5)
  }

  @Test func numbersCanBeMarkedAsCategories() throws {
    var preparation = Preparation()
    preparation.categories = ["age"]
    let data = try PreparedData(dataset(), preparation)
    #expect(data.layout.numberColumns.isEmpty)
  }

  @Test func aHoldoutAndATestPartAreKeptApart() throws {
    var preparation = Preparation(scaling: .minmax)
    preparation.holdout = 0.2
    preparation.test = 0.1
    let data = try PreparedData(dataset(), preparation)
    #expect((data.labels.count, data.holdout.count, data.test.count) == (41, 12, 7))
    #expect(
      (data.sourceRows + data.holdout.sourceRows + data.test.sourceRows).sorted()
        == Array(0..<60))
    let publication = try Publication.make(ExperimentPlan(), from: data, in: .unattended())
    #expect(publication.released.origins.count == 41 + publication.synthetic.rows.rows)
    #expect(
      publication.syntheticView.truth.datasetRows.allSatisfy { data.sourceRows.contains($0) })
    #expect(
      data.notes.contains {
        $0 == "12 of 60 rows are kept apart as a holdout and 7 of 60 rows are kept apart as a "
          + "test part; nothing is made of them"
      })
  }

  @Test func duplicatesOnBothSidesAreCounted() throws {
    let once = try dataset(rows: 40)
    let twice = once.rows(Array(0..<40) + Array(0..<40))
    var preparation = Preparation(scaling: .minmax)
    preparation.holdout = 0.5
    let data = try PreparedData(twice, preparation)
    let expected = data.holdout.labels.indices.filter { row in
      data.labels.indices.contains {
        data.labels[$0] == data.holdout.labels[row]
          && data.features.row($0) == data.holdout.features.row(row)
      }
    }
    // The other half of a pair is in the training part about every other time.
    #expect((10...35).contains(expected.count))
    #expect(data.repeatedInHoldout == expected)
    #expect(
      data.notes.contains { $0.hasPrefix("\(expected.count) of the 40 rows of the holdout equal") })
    preparation.holdout = 0
    #expect(try PreparedData(twice, preparation).repeatedInHoldout.isEmpty)
  }

  @Test func sharesThatLeaveTooLittleAreRefused() throws {
    var preparation = Preparation()
    preparation.test = -0.1
    #expect(throws: PlanError.testOutOfRange(-0.1)) {
      _ = try PreparedData(dataset(), preparation)
    }
    (preparation.holdout, preparation.test) = (0.5, 0.45)
    #expect(throws: PlanError.keepsTooMuch(holdout: 0.5, test: 0.45)) {
      _ = try PreparedData(dataset(), preparation)
    }
  }

  @Test func rowsOfAHoldoutHaveToBeThereAndLeaveSome() throws {
    var preparation = Preparation()
    let rows = try dataset().rowCount
    preparation.holdoutRows = [0, rows]
    #expect(throws: PlanError.unknownRow(rows, rows: rows)) {
      _ = try PreparedData(dataset(), preparation)
    }
    preparation.holdoutRows = Array(0..<rows)
    #expect(throws: PlanError.self) { _ = try PreparedData(dataset(), preparation) }
    preparation.holdoutRows = [1]
    let data = try PreparedData(dataset(), preparation)
    #expect(data.holdout.sourceRows == [1])
  }

  @Test func anImpossibleHoldoutIsRefused() throws {
    var preparation = Preparation()
    preparation.holdout = 0.95
    #expect(throws: PlanError.holdoutOutOfRange(0.95)) {
      _ = try PreparedData(dataset(), preparation)
    }
  }
}
