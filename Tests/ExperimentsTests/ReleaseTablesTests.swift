import Attacks
import Experiments
import Measures
import Numeric
import Oversampling
import Tabular
import Testing

@Suite struct ReleaseTablesTests {
  @Test func tablesHaveTheRowsOfTheMinorityInTheColumnsOfTheFile() throws {
    let made = try MixedRelease(SMOTENC.self, holdout: 0.25)
    let tables = try ReleaseTables(made.publication, made.data)
    let original = try MixedRelease.dataset(rows: 80)
    #expect(tables.training.columns.map(\.name) == ["age", "ward", "smoker"])
    #expect(tables.training.rowCount == 15)
    #expect(tables.holdout?.rowCount == 5)
    #expect(tables.release.rowCount == made.publication.syntheticView.release.minority.rows)
    for (row, source) in tables.fileRows.enumerated() {
      #expect(source % 4 == 0)
      #expect(tables.training.columns[0].text(row) == original.columns[0].text(source))
      #expect(tables.training.columns[1].text(row) == original.columns[1].text(source))
      let isYes = original.columns[2].text(source) == "yes"
      #expect(tables.training.columns[2].text(row) == (isYes ? "1" : "0"))
    }
    #expect(tables.remarks.isEmpty)
  }

  @Test func holdoutAndTrainingShareNobody() throws {
    let made = try MixedRelease(SMOTENC.self, holdout: 0.25)
    #expect(Set(made.data.sourceRows).isDisjoint(with: made.data.holdout.sourceRows))
  }

  @Test func fractionsBetweenLevelsStayAsTheyWereReleased() throws {
    let made = try MixedRelease(SMOTE.self)
    let tables = try ReleaseTables(made.publication, made.data)
    let names = ["age", "ward_west", "ward_north", "ward_east", "smoker"]
    #expect(tables.release.columns.map(\.name) == names)
    #expect(tables.training.columns.map(\.name) == names)
    #expect(tables.remarks.count == 1 && tables.remarks[0].hasPrefix("'ward'"))
    let rows = made.publication.syntheticView.release.minority
    for (column, values) in tables.release.columns.enumerated() {
      let expected = (0..<rows.rows).map { rows[$0, column] }
      #expect(values.values == .numeric(expected))
    }
    // Features are still named as in the file.
    let input = try tables.input(quasiIdentifiers: ["ward"], sensitive: ["age"])
    #expect(input.quasiIdentifiers == ["ward_west", "ward_north", "ward_east"])
    #expect(input.sensitive == ["age"])
    #expect(throws: PlanError.unknownColumn("zip", known: ["age", "ward", "smoker"])) {
      try tables.game(known: ["zip"])
    }
  }

  @Test func theMajorityOfAnAugmentedReleaseIsThereAsItIs() throws {
    let made = try MixedRelease(SMOTE.self, holdout: 0.25)
    let augmented = try ReleaseTables(
      made.publication, made.data, for: ThreatModel(released: .augmented, targets: .majority))
    #expect(augmented.training.rowCount == 45)
    #expect(augmented.release == augmented.training)
    #expect(augmented.holdout?.rowCount == 15)
    let synthetic = try ReleaseTables(
      made.publication, made.data, for: ThreatModel(released: .synthetic, targets: .majority))
    #expect(synthetic.release.rowCount == 0)
    #expect(throws: MeasureError.self) { try synthetic.input() }
  }

  @Test func withoutAHoldoutThereIsNone() throws {
    let made = try MixedRelease(SMOTENC.self)
    #expect(try ReleaseTables(made.publication, made.data).holdout == nil)
  }
}
