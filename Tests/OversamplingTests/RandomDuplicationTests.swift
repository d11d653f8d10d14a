import Numeric
import Oversampling
import Testing

/// Expected rows from imbalanced-learn 0.14; see `Tests/Peers`.
@Suite struct RandomDuplicationTests {
  @Test(arguments: ["binary", "three_classes", "one_row", "one_column"])
  func rowsAndParentsAreThoseOfImbalancedLearn(name: String) throws {
    let peer = try PeerCase(name, of: RandomDuplication.self)
    try peer.check(RandomDuplication.self)
    let made = try peer.synthesized(RandomDuplication.self)
    #expect(made.parents.map(\.base) == peer.drawnRows)
    #expect(made.parents.allSatisfy { $0.neighbor == $0.base && $0.step == 0 })
  }

  @Test func aClassWithoutRowsIsAnError() throws {
    let error = #expect(throws: OversamplingError.self) {
      _ = try SmallRows.made(
        RandomDuplication.self, of: SmallRows.pair(common: [[1]], rare: []), [1: 2])
    }
    #expect(
      error?.description
        == "Random duplication: class 'rare' has no rows to draw from; choose another class")
  }

  @Test func independentStreamsDoNotDependOnOtherClasses() throws {
    let training = try PeerCase("three_classes", of: RandomDuplication.self).training
    try SmallRows.checkIndependence(RandomDuplication.self, of: training)
  }
}
