import Numeric
import Oversampling
import Testing

/// Expected rows from imbalanced-learn 0.14; see `Tests/Peers`.
@Suite struct ADASYNTests {
  @Test(arguments: ["binary", "three_classes", "five_columns", "grid", "copies"])
  func rowsAreThoseOfImbalancedLearnBitForBit(name: String) throws {
    try PeerCase(name, of: ADASYN.self).check(ADASYN.self)
  }

  @Test(arguments: ["binary", "three_classes", "five_columns", "grid", "copies"])
  func aMissedCountIsSaidAndOnlyThen(name: String) throws {
    let peer = try PeerCase(name, of: ADASYN.self)
    let made = try peer.synthesized(ADASYN.self)
    let missed = peer.request.demands.compactMap { demand in
      let count = made.labels.filter { $0 == demand.code }.count
      return count == demand.count
        ? nil
        : OversamplingRemark.missedCount(
          className: "class \(demand.code)", requested: demand.count, made: count)
    }
    #expect(made.remarks == missed)
  }

  /// The row at 2.9 has one stranger among its two nearest, the row at 9 two, the others none.
  private static let line = SmallRows.pair(
    common: [[4], [5], [9.1], [9.2], [9.3], [9.4]], rare: [[0], [1], [2.9], [9]])

  @Test func rowsAreSharedOutByStrangersAndParentsMakeThem() throws {
    let made = try SmallRows.made(ADASYN.self, ["k": 2], of: Self.line, [1: 30])
    #expect(
      made.parents.map(\.base) == Array(repeating: 8, count: 10) + Array(repeating: 9, count: 20))
    for (row, parents) in made.parents.enumerated() {
      let base = Self.line.features[Int(parents.base), 0]
      let neighbor = Self.line.features[Int(parents.neighbor), 0]
      #expect(made.rows[row, 0] == base + parents.step * (neighbor - base))
      #expect(parents.neighbor >= 6)
    }
    #expect(made.remarks.isEmpty)
  }

  @Test func halvesAreRoundedToEvenAndTheMissIsSaid() throws {
    // 1/3 and 2/3 of 2 are 0.67 and 1.33; of 1 they are 0.33 and 0.67; equal halves of 1 are 0.
    let two = try SmallRows.made(ADASYN.self, ["k": 2], of: Self.line, [1: 2])
    #expect(two.parents.map(\.base) == [8, 9])
    let apart = SmallRows.pair(common: [[0.1], [0.2], [9.1], [9.2]], rare: [[0], [9]])
    let three = try SmallRows.made(ADASYN.self, ["k": 1], of: apart, [1: 3])
    #expect(three.rows.rows == 4)
    #expect(three.remarks == [.missedCount(className: "rare", requested: 3, made: 4)])
    let error = #expect(throws: OversamplingError.self) {
      _ = try SmallRows.made(ADASYN.self, ["k": 1], of: apart, [1: 1])
    }
    #expect(
      error?.description == "ADASYN: 1 row of class 'rare' spread over its 2 rows round to none "
        + "each; ask for more rows, or use SMOTE")
  }

  @Test func aClassWithoutStrangersIsAnErrorThatTellsWhatToDo() throws {
    let rows = SmallRows.pair(
      common: (0..<8).map { [Double($0)] }, rare: (100..<108).map { [Double($0)] })
    let error = #expect(throws: OversamplingError.self) {
      _ = try SmallRows.made(ADASYN.self, of: rows, [1: 5])
    }
    #expect(
      error?.description == "ADASYN: none of the 5 neighbors of class 'rare' rows belongs to "
        + "another class, so ADASYN has no place to make rows; use SMOTE")
  }

  @Test func aClassOfKRowsIsTooSmall() throws {
    #expect(throws: OversamplingError.classTooSmall(className: "rare", size: 4, k: 4)) {
      _ = try SmallRows.made(ADASYN.self, ["k": 4], of: Self.line, [1: 5])
    }
  }

  @Test func independentStreamsDoNotDependOnOtherClasses() throws {
    let training = try PeerCase("three_classes", of: ADASYN.self).training
    try SmallRows.checkIndependence(ADASYN.self, of: training)
  }
}
