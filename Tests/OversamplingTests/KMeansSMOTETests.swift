import Jobs
import Numeric
import Oversampling
import Parameters
import TestSupport
import Testing

private struct Groups: Decodable {
  let groups: String

  init(_ name: String) throws {
    self = try Fixture.load("kmeans-smote/\(name).json", besides: #filePath)
  }

  var labels: [Int32] { groups.split(separator: " ").compactMap { Int32($0) } }
}

private let cases = [
  "binary", "defaults", "three_classes", "one_cluster", "fixed", "flat", "grid",
]

/// Expected rows from imbalanced-learn 0.14; see `Tests/Peers`.
@Suite struct KMeansSMOTETests {
  @Test(arguments: cases) func rowsAreThoseOfImbalancedLearnBitForBit(name: String) throws {
    try PeerCase(name, of: KMeansSMOTE.self).check(KMeansSMOTE.self)
  }

  @Test(arguments: cases) func groupsAreThoseOfScikitLearn(name: String) throws {
    let peer = try PeerCase(name, of: KMeansSMOTE.self)
    let made = try MiniBatchKMeans(clusters: Int(peer.options["clusters"] ?? 8)).group(
      peer.training.features, seed: peer.seed, in: RunContext<Fraction>.unattended())
    #expect(try made.labels == Groups(name).labels)
  }

  @Test(arguments: cases) func parentsAreOfOneGroupAndMakeTheRow(name: String) throws {
    let peer = try PeerCase(name, of: KMeansSMOTE.self)
    let groups = try Groups(name).labels
    let made = try peer.synthesized(KMeansSMOTE.self)
    for (row, parents) in made.parents.enumerated() {
      #expect(groups[Int(parents.base)] == groups[Int(parents.neighbor)])
      #expect(peer.training.labels[Int(parents.base)] == made.labels[row])
      #expect(peer.training.labels[Int(parents.neighbor)] == made.labels[row])
      for column in 0..<made.rows.columns {
        let base = peer.training.features[Int(parents.base), column]
        let neighbor = peer.training.features[Int(parents.neighbor), column]
        #expect(made.rows[row, column] == base + parents.step * (neighbor - base))
      }
    }
  }

  @Test(arguments: cases) func aMissedCountIsSaidAndOnlyThen(name: String) throws {
    let peer = try PeerCase(name, of: KMeansSMOTE.self)
    let made = try peer.synthesized(KMeansSMOTE.self)
    let missed = peer.request.demands.compactMap { demand in
      let count = made.labels.filter { $0 == demand.code }.count
      return count == demand.count
        ? nil
        : OversamplingRemark.missedCount(
          className: "class \(demand.code)", requested: demand.count, made: count)
    }
    #expect(made.remarks == missed)
  }

  @Test func partsAreRoundedUpSoThatMoreAreMade() throws {
    // Two groups of equal shape: each gets half of 7, rounded up.
    let shape = [[0.0, 0], [1, 0], [0, 1], [2, 2]]
    let rows = SmallRows.pair(
      common: (0..<8).map { [50.0, Double($0)] },
      rare: shape + shape.map { [$0[0] + 1000, $0[1]] })
    let made = try SmallRows.made(KMeansSMOTE.self, ["clusters": 3], of: rows, [1: 7])
    #expect(made.parents.count == 8)
    #expect(made.remarks == [.missedCount(className: "rare", requested: 7, made: 8)])
    #expect(made.parents.count { $0.base < 12 } == 4)
  }

  @Test func whereNoClusterFitsTheErrorNamesAThresholdThatDoes() throws {
    var random = NumPyRandom(seed: 2)
    let rows = SmallRows.pair(
      common: (0..<80).map { _ in [random.normal(), random.normal()] },
      rare: (0..<12).map { _ in [random.normal(), random.normal()] })
    let error = #expect(throws: OversamplingError.self) {
      _ = try SmallRows.made(KMeansSMOTE.self, of: rows, [1: 68])
    }
    let message = try #require(error?.description)
    let words = message.split(separator: " ")
    let place = try #require(words.lastIndex(of: "most"))
    let threshold = try #require(Double(words[place + 1].dropLast()))
    var values = ParameterValues(KMeansSMOTE.parameters)
    try values.set("threshold", to: .real(threshold))
    let made = try KMeansSMOTE(values).synthesize(
      OversamplingRequest(
        training: rows, demands: [ClassDemand(code: 1, count: 68)], seed: 0),
      in: .unattended())
    #expect(made.rows.rows >= 68)
  }

  @Test func fewerRowsThanClustersAreRefused() {
    let rows = SmallRows.pair(common: [[0], [1], [2]], rare: [[5], [6], [7]])
    let error = #expect(throws: OversamplingError.self) {
      _ = try SmallRows.made(KMeansSMOTE.self, of: rows, [1: 5])
    }
    #expect(
      error?.description
        == "KMeans-SMOTE: 6 rows cannot make 8 clusters; give at most 6 clusters")
  }

  @Test func copiesInEveryClusterCannotBeWeighedByDistance() throws {
    let rows = SmallRows.pair(
      common: (0..<8).map { [Double($0)] }, rare: Array(repeating: [100], count: 5))
    let error = #expect(throws: OversamplingError.self) {
      _ = try SmallRows.made(KMeansSMOTE.self, ["clusters": 2], of: rows, [1: 5])
    }
    #expect(error?.description.contains("copies of each other") == true)
    var values = ParameterValues(KMeansSMOTE.parameters)
    try values.set("clusters", to: .integer(2))
    try values.set("exponent", to: .real(0))
    let made = try KMeansSMOTE(values).synthesize(
      OversamplingRequest(training: rows, demands: [ClassDemand(code: 1, count: 5)], seed: 0),
      in: .unattended())
    #expect(made.rows.storage == [100, 100, 100, 100, 100])
  }

  @Test func aClassOfKRowsIsTooSmall() {
    let rows = SmallRows.pair(common: (0..<20).map { [Double($0)] }, rare: [[3], [4]])
    #expect(throws: OversamplingError.classTooSmall(className: "rare", size: 2, k: 2)) {
      _ = try SmallRows.made(KMeansSMOTE.self, of: rows, [1: 5])
    }
  }

  @Test func independentStreamsDifferFromThoseOfImbalancedLearn() throws {
    let training = try PeerCase("three_classes", of: KMeansSMOTE.self).training
    let settings = ["clusters": 5, "k": 3]
    let own = try SmallRows.made(
      KMeansSMOTE.self, settings, of: training, [1: 30, 2: 30], style: .independent)
    let same = try SmallRows.made(KMeansSMOTE.self, settings, of: training, [1: 30, 2: 30])
    #expect(own.rows.rows == same.rows.rows && own.rows != same.rows)
  }
}
