import Numeric
import Oversampling
import Testing

/// Expected rows from imbalanced-learn 0.14; see `Tests/Peers`.
@Suite struct ROSETests {
  /// The logarithm and the power behind the noise may differ in the last digit from one C library
  /// to another.
  @Test(arguments: [
    "binary", "three_classes", "one_row", "one_column", "wide_noise", "no_noise",
  ])
  func rowsAreThoseOfImbalancedLearnToTheLastDigits(name: String) throws {
    let peer = try PeerCase(name, of: ROSE.self)
    let made = try peer.synthesized(ROSE.self)
    let expected = peer.expectedRows
    try #require(made.rows.rows == expected.rows && expected.rows > 0)
    for (own, other) in zip(made.rows.storage, expected.storage) {
      #expect((own - other).magnitude <= 4e-15 * max(1, other.magnitude))
    }
    #expect(made.labels == peer.expectedLabels)
    #expect(made.parents.map(\.base) == peer.drawnRows)
    #expect(made.parents.allSatisfy { $0.neighbor == $0.base && $0.step.isNaN })
  }

  @Test func rowsWithoutNoiseAreSaidToBeCopies() throws {
    let none = try PeerCase("no_noise", of: ROSE.self).synthesized(ROSE.self)
    #expect(none.remarks.map(\.setting) == ["shrinkage"])
    let one = try PeerCase("one_row", of: ROSE.self).synthesized(ROSE.self)
    #expect(
      one.remarks.map(\.description) == [
        "the rows of class 'class 1' are all equal, so every row made of them is a copy"
      ])
    #expect(try PeerCase("binary", of: ROSE.self).synthesized(ROSE.self).remarks.isEmpty)
  }

  @Test func independentStreamsDoNotDependOnOtherClasses() throws {
    let training = try PeerCase("three_classes", of: ROSE.self).training
    try SmallRows.checkIndependence(ROSE.self, of: training)
  }
}
