import Numeric
import Oversampling
import Testing

/// Expected rows from imbalanced-learn 0.14; see `Tests/Peers`.
@Suite struct BorderlineSMOTE1Tests {
  @Test(arguments: ["binary", "three_classes", "five_columns", "grid", "copies"])
  func rowsAreThoseOfImbalancedLearnBitForBit(name: String) throws {
    try PeerCase(name, of: BorderlineSMOTE1.self).check(BorderlineSMOTE1.self)
  }

  /// Of four rare rows on a line the first is far from the common ones, the last among them.
  private static let line = SmallRows.pair(
    common: [[4], [5], [9.1], [9.2], [9.3], [9.4]], rare: [[0], [1], [2.9], [9]])

  @Test func onlyRowsInDangerAreBasesAndParentsMakeTheRow() throws {
    let made = try SmallRows.made(
      BorderlineSMOTE1.self, ["k": 2, "m": 2], of: Self.line, [1: 50])
    // The row at 2.9 has one of its two nearest, at 4, from the other class; the row at 9 has both.
    #expect(Set(made.parents.map(\.base)) == [8])
    #expect(made.parents.allSatisfy { $0.neighbor == 6 || $0.neighbor == 7 })
    for (row, parents) in made.parents.enumerated() {
      let neighbor = Self.line.features[Int(parents.neighbor), 0]
      #expect(made.rows[row, 0] == 2.9 + parents.step * (neighbor - 2.9))
    }
    #expect(made.remarks.isEmpty)
  }

  /// Trap 12.
  @Test func aClassWithoutRowsInDangerGetsNoneAndARemark() throws {
    let rows = SmallRows.pair(
      common: (0..<8).map { [Double($0)] }, rare: (100..<108).map { [Double($0)] })
    let made = try SmallRows.made(BorderlineSMOTE1.self, ["k": 2, "m": 3], of: rows, [1: 5])
    #expect(made.rows.rows == 0 && made.rows.columns == 1)
    #expect(made.remarks == [.nothingInDanger(className: "rare")])
  }

  @Test func anMThatIsTooLargeIsAnErrorThatNamesTheLargest() throws {
    let error = #expect(throws: OversamplingError.self) {
      _ = try SmallRows.made(BorderlineSMOTE1.self, ["k": 2], of: Self.line, [1: 5])
    }
    #expect(
      error?.description == "Borderline-SMOTE 1: m = 10 is too large: there are 10 rows in all, "
        + "so a row has 9 neighbors; the largest m is 9")
  }

  @Test func aClassOfKRowsIsTooSmall() throws {
    #expect(throws: OversamplingError.classTooSmall(className: "rare", size: 4, k: 4)) {
      _ = try SmallRows.made(BorderlineSMOTE1.self, ["k": 4, "m": 2], of: Self.line, [1: 5])
    }
  }

  @Test func independentStreamsDoNotDependOnOtherClasses() throws {
    let training = try PeerCase("three_classes", of: BorderlineSMOTE1.self).training
    try SmallRows.checkIndependence(BorderlineSMOTE1.self, of: training)
  }
}
