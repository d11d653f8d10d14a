import Numeric
import Oversampling
import Testing

/// Expected rows from imbalanced-learn 0.14; see `Tests/Peers`.
@Suite struct SMOTENTests {
  @Test(arguments: ["binary", "two_neighbors", "one_of_three", "three_classes", "nine_classes"])
  func rowsAreThoseOfImbalancedLearnBitForBit(name: String) throws {
    try PeerCase(name, of: SMOTEN.self).check(SMOTEN.self)
  }

  @Test func allThatVoteAreParents() throws {
    let peer = try PeerCase("one_of_three", of: SMOTEN.self)
    let members = peer.training.rows(of: 1)
    let lists = try #require(peer.request.given.partners)
    let made = try peer.synthesized(SMOTEN.self)
    for (row, parents) in made.parents.enumerated() {
      let position = try #require(members.firstIndex(of: Int(parents.base)))
      let voters = lists[position].map { members[$0] }
      #expect(parents.neighbor == parents.base && parents.step.isNaN)
      #expect(
        Set(parents.further.map { Int($0.row) }) == Set(voters).subtracting([Int(parents.base)]))
      #expect(parents.further.allSatisfy { $0.weight == 0 })
      for column in peer.levels.indices {
        let levels = voters.map { peer.training.features[$0, column] }
        let counts = (0..<peer.levels[column]).map { level in
          levels.count { $0 == Double(level) }
        }
        // Of levels that tie the first.
        #expect(Int(made.rows[row, column]) == counts.firstIndex(of: counts.max() ?? 0))
      }
    }
  }

  @Test func numbersAreAnErrorThatTellsWhatToDo() throws {
    let numbers = SmallRows.pair(common: [[0, 1], [1, 1]], rare: [[2, 0], [1, 0]])
    let error = #expect(throws: OversamplingError.self) {
      _ = try SmallRows.made(SMOTEN.self, ["k": 1], of: numbers, [1: 5])
    }
    #expect(
      error?.description == "SMOTE-N: found 2 columns of numbers, expected categories only; mark "
        + "them with --categorical, or choose SMOTE-NC")
  }

  @Test func aClassOfKRowsIsTooSmall() throws {
    let training = TrainingRows(
      features: Matrix([[0], [1], [2], [1]]), kinds: [.category(levels: 3)],
      labels: [0, 0, 1, 1], classNames: ["common", "rare"])
    #expect(throws: OversamplingError.classTooSmall(className: "rare", size: 2, k: 2)) {
      _ = try SmallRows.made(SMOTEN.self, ["k": 2], of: training, [1: 5])
    }
  }

  @Test func independentStreamsDoNotDependOnOtherClasses() throws {
    let training = try PeerCase("three_classes", of: SMOTEN.self).training
    try SmallRows.checkIndependence(SMOTEN.self, of: training)
  }
}
