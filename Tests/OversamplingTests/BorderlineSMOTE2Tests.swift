import Numeric
import Oversampling
import Testing

/// Expected rows from imbalanced-learn 0.14; see `Tests/Peers`.
@Suite struct BorderlineSMOTE2Tests {
  @Test(arguments: ["binary", "three_classes", "five_columns", "grid", "copies"])
  func rowsAreThoseOfImbalancedLearnBitForBit(name: String) throws {
    try PeerCase(name, of: BorderlineSMOTE2.self).check(BorderlineSMOTE2.self)
  }

  @Test func parentsMakeTheRowAndItStaysNearTheRareOne() throws {
    let peer = try PeerCase("five_columns", of: BorderlineSMOTE2.self)
    let training = peer.training
    let made = try peer.synthesized(BorderlineSMOTE2.self)
    var crossing = 0
    for (row, parents) in made.parents.enumerated() {
      let base = training.features.row(Int(parents.base))
      let neighbor = training.features.row(Int(parents.neighbor))
      for column in base.indices {
        let sum = base[column] + parents.step * (neighbor[column] - base[column])
        #expect((made.rows[row, column] - sum).magnitude < 1e-14)
      }
      #expect(training.labels[Int(parents.base)] == 1)
      if training.labels[Int(parents.neighbor)] != 1 {
        crossing += 1
        #expect(parents.step < 0.5)
      }
    }
    #expect(crossing > 0)
  }

  @Test func aClassSmallerThanKIsFineAndOneRowIsNot() throws {
    let common = (0..<9).map { [Double($0)] }
    let three = SmallRows.pair(common: common, rare: [[3.2], [3.6], [3.9]])
    let made = try SmallRows.made(BorderlineSMOTE2.self, ["m": 5], of: three, [1: 7])
    #expect(made.rows.rows == 7)
    let one = SmallRows.pair(common: common, rare: [[3.2]])
    #expect(throws: OversamplingError.classTooSmall(className: "rare", size: 1, k: 1)) {
      _ = try SmallRows.made(BorderlineSMOTE2.self, ["m": 5], of: one, [1: 7])
    }
  }

  @Test func aKThatIsTooLargeIsAnErrorThatNamesTheLargest() throws {
    let rows = SmallRows.pair(
      common: (0..<5).map { [Double($0)] }, rare: [[3.2], [3.6], [3.9]])
    let error = #expect(throws: OversamplingError.self) {
      _ = try SmallRows.made(BorderlineSMOTE2.self, ["k": 8, "m": 5], of: rows, [1: 7])
    }
    #expect(error?.description.contains("there are 8 rows in all") == true)
    #expect(error?.description.contains("the largest k is 7") == true)
  }

  @Test func aClassWithoutRowsInDangerGetsNoneAndARemark() throws {
    let rows = SmallRows.pair(
      common: (0..<8).map { [Double($0)] }, rare: (100..<108).map { [Double($0)] })
    let made = try SmallRows.made(BorderlineSMOTE2.self, ["k": 2, "m": 3], of: rows, [1: 5])
    #expect(made.rows.rows == 0)
    #expect(made.remarks == [.nothingInDanger(className: "rare")])
  }

  @Test func independentStreamsDoNotDependOnOtherClasses() throws {
    let training = try PeerCase("three_classes", of: BorderlineSMOTE2.self).training
    try SmallRows.checkIndependence(BorderlineSMOTE2.self, of: training)
  }
}
