import Jobs
import Numeric
import Oversampling
import Testing

/// Expected rows from imbalanced-learn 0.14; see `Tests/Peers`.
@Suite struct SMOTETomekTests {
  @Test(arguments: ["binary", "three_classes", "five_columns"])
  func rowsAreThoseOfImbalancedLearnBitForBit(name: String) throws {
    try CleanedCase.check(SMOTETomek.self, name)
  }

  @Test func linksAreMutualNearestRowsOfDifferentClasses() throws {
    // 1 and 1.4 are a link; 3 is nearest to 2.5, which is nearer to 2.4; 9 and 9.1 are of one class.
    let rows = Matrix([[1], [1.4], [2.4], [2.5], [3], [9], [9.1]])
    let out = try TomekLinks().takesOut(
      rows, classes: [0, 1, 0, 0, 1, 1, 1], in: .unattended())
    #expect(out == [true, true, false, false, false, false, false])
  }

  @Test func ofTwoCopiesOneIsItsOwnNearestAndIsNoLink() throws {
    let rows = Matrix([[0], [0], [5], [5.5]])
    let out = try TomekLinks().takesOut(rows, classes: [0, 1, 0, 0], in: .unattended())
    // Row 0 finds rows 0 and 1, row 1 finds the same two and so itself.
    #expect(out == [false, false, false, false])
  }

  @Test func oneRowHasNoLink() throws {
    #expect(
      try TomekLinks().takesOut(Matrix([[1]]), classes: [0], in: .unattended()) == [false])
  }

  @Test func theRowsThatStayAreThoseOfSMOTE() throws {
    let training = try PeerCase("binary", of: SMOTETomek.self).training
    let plain = try SmallRows.made(SMOTE.self, of: training, [1: 40])
    let cleaned = try SmallRows.made(SMOTETomek.self, of: training, [1: 40])
    #expect(cleaned.parents.allSatisfy(plain.parents.contains))
    #expect(plain.removed.isEmpty)
  }
}
