import Numeric
import Oversampling
import Testing

/// Expected rows from imbalanced-learn 0.14; see `Tests/Peers`.
@Suite struct SMOTENCTests {
  @Test(arguments: ["binary", "three_classes", "grid", "no_spread", "blind", "zeros"])
  func rowsAreThoseOfImbalancedLearnBitForBit(name: String) throws {
    try PeerCase(name, of: SMOTENC.self).check(SMOTENC.self)
  }

  @Test func parentsMakeTheNumbersAndNeighborsVoteForTheCategories() throws {
    let peer = try PeerCase("grid", of: SMOTENC.self)
    let features = peer.training.features
    let members = peer.training.rows(of: 1)
    let lists = try #require(peer.request.given.partners)
    let made = try peer.synthesized(SMOTENC.self)
    for (row, parents) in made.parents.enumerated() {
      let (base, neighbor) = (Int(parents.base), Int(parents.neighbor))
      for column in 0..<2 {
        let from = features[base, column]
        #expect(
          made.rows[row, column] == from + parents.step * (features[neighbor, column] - from))
      }
      let position = try #require(members.firstIndex(of: base))
      let votes = lists[position].map { features[members[$0], 2] }
      func count(_ level: Double) -> Int { votes.count { $0 == level } }
      #expect(count(made.rows[row, 2]) == (0..<3).map { count(Double($0)) }.max())
      #expect(parents.further.isEmpty)
    }
  }

  @Test func votesThatCannotDifferAreSaid() throws {
    let blind = try PeerCase("blind", of: SMOTENC.self).synthesized(SMOTENC.self)
    #expect(blind.remarks.count == 1)
    #expect(blind.remarks.first?.description.contains("scale the columns") == true)
    #expect(try PeerCase("zeros", of: SMOTENC.self).synthesized(SMOTENC.self).remarks.isEmpty)
    #expect(try PeerCase("no_spread", of: SMOTENC.self).synthesized(SMOTENC.self).remarks.isEmpty)
  }

  @Test func columnsOfOneKindAreAnErrorThatTellsWhatToDo() throws {
    let numbers = SmallRows.pair(common: [[0, 1], [1, 1]], rare: [[2, 0], [1, 0]])
    let noCategory = #expect(throws: OversamplingError.self) {
      _ = try SmallRows.made(SMOTENC.self, ["k": 1], of: numbers, [1: 5])
    }
    #expect(
      noCategory?.description == "SMOTE-NC: found no category among the 2 columns, expected at "
        + "least one; mark columns as categories with --categorical, or choose SMOTE")
    let categories = TrainingRows(
      features: numbers.features, kinds: [.category(levels: 3), .category(levels: 2)],
      labels: numbers.labels, classNames: numbers.classNames)
    let noNumber = #expect(throws: OversamplingError.self) {
      _ = try SmallRows.made(SMOTENC.self, ["k": 1], of: categories, [1: 5])
    }
    #expect(noNumber?.description.contains("found no number among the 2 columns") == true)
    #expect(noNumber?.description.contains("choose SMOTE-N") == true)
  }

  @Test func aClassOfKRowsIsTooSmall() throws {
    let training = TrainingRows(
      features: Matrix([[0, 1], [1, 1], [2, 0], [1, 0]]), kinds: [.number, .category(levels: 2)],
      labels: [0, 0, 1, 1], classNames: ["common", "rare"])
    #expect(throws: OversamplingError.classTooSmall(className: "rare", size: 2, k: 2)) {
      _ = try SmallRows.made(SMOTENC.self, ["k": 2], of: training, [1: 5])
    }
  }

  @Test func independentStreamsDoNotDependOnOtherClasses() throws {
    let training = try PeerCase("three_classes", of: SMOTENC.self).training
    try SmallRows.checkIndependence(SMOTENC.self, of: training)
  }
}
