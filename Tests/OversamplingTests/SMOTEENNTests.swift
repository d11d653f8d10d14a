import Jobs
import Numeric
import Oversampling
import Testing

/// Expected rows from imbalanced-learn 0.14; see `Tests/Peers`.
@Suite struct SMOTEENNTests {
  @Test(arguments: ["binary", "three_classes", "five_columns"])
  func rowsAreThoseOfImbalancedLearnBitForBit(name: String) throws {
    try CleanedCase.check(SMOTEENN.self, name)
  }

  @Test(arguments: ["mode/binary", "mode/three_classes", "mode/five_columns"])
  func rowsJudgedByMostAreThoseOfImbalancedLearnBitForBit(name: String) throws {
    try CleanedCase.check(SMOTEENN.self, name, choice: ("edit-kind", "mode"))
  }

  @Test func aRowStaysIfAllOrMostOfItsNearestAreOfItsClass() throws {
    // The row at 3 has 2 and 4.1 nearest: one of each class.
    let rows = Matrix([[1], [2], [3], [4.1], [5.3], [6.6]])
    let classes: [Int32] = [0, 0, 0, 1, 1, 1]
    let all = try EditedNeighbors(count: 2, mostAreEnough: false).takesOut(
      rows, classes: classes, in: .unattended())
    #expect(all == [false, false, true, true, false, false])
    let most = try EditedNeighbors(count: 2, mostAreEnough: true).takesOut(
      rows, classes: classes, in: .unattended())
    // Of equally frequent classes the first counts: 0 for the row at 3 and for that at 4.1.
    #expect(most == [false, false, false, true, false, false])
  }

  @Test func fewRowsForTheEditingAreAnError() throws {
    let rows = SmallRows.pair(common: [[0], [1]], rare: [[5], [6]])
    let error = #expect(throws: OversamplingError.self) {
      _ = try SmallRows.made(SMOTEENN.self, ["k": 1, "edit-k": 6], of: rows, [1: 2])
    }
    #expect(
      error?.description == "SMOTE + edited neighbors: 6 rows after oversampling, so a row has 5 "
        + "neighbors; give an edit-k of at most 5")
  }

  @Test func whenEverythingIsTakenOutNoRowsAreLeft() throws {
    let rows = SmallRows.pair(
      common: (0..<10).map { [Double($0)] }, rare: (0..<10).map { [Double($0) + 0.4] })
    let made = try SmallRows.made(SMOTEENN.self, ["k": 1], of: rows, [1: 4])
    #expect(made.removed.count > 10)
    #expect(made.labels.count == made.rows.rows && made.rows.columns == 1)
  }
}
