import Jobs
import Numeric
import Oversampling
import Parameters
import TestSupport
import Testing

/// What smote-variants and SciPy answered; see `Tests/Peers`.
private struct Expected: Decodable, Sendable {
  let cp: Double
  let sizes: [Int]
  let rows: [String]
  let probabilities: String
  let clusters: [Int]
  let noise: [Int]
}

private func made(
  _ rows: [[Double]], sizes: [Int], _ settings: [String: String] = [:], count: Int = 4000,
  recipe: DrawingRecipe = DrawingRecipe(), given: GivenNeighbors = GivenNeighbors()
) throws -> SyntheticRows {
  try MWMOTE(ParameterValues(MWMOTE.parameters, texts: settings)).synthesize(
    OversamplingRequest(
      training: TrainingRows(
        features: Matrix(rows),
        labels: sizes.indices.flatMap { Array(repeating: Int32($0), count: sizes[$0]) },
        classNames: ["common", "rare"]),
      demands: [ClassDemand(code: 1, count: count)], seed: 21, recipe: recipe, given: given),
    in: .unattended(threads: 2))
}

@Suite struct MWMOTETests {
  @Test(arguments: ["wide", "narrow"]) func basesAndClustersAreThoseOfThePeers(
    name: String
  ) throws {
    let fixture = try Fixture.load("mwmote/\(name).json", as: Expected.self, besides: #filePath)
    let count = 100_000
    let synthetic = try made(
      fixture.rows.map(Fixture.doubles), sizes: fixture.sizes, ["cp": "\(fixture.cp)"],
      count: count)
    let first = Int32(fixture.sizes[0])
    let probabilities = Fixture.doubles(fixture.probabilities)
    var drawn = [Int](repeating: 0, count: probabilities.count)
    var partners = [Set<Int32>](repeating: [], count: probabilities.count)
    for parentage in synthetic.parents {
      drawn[Int(parentage.base - first)] += 1
      partners[Int(parentage.base - first)].insert(parentage.neighbor - first)
    }
    for (position, probability) in probabilities.enumerated() {
      let deviation = (probability * (1 - probability) / Double(count)).squareRoot()
      #expect((Double(drawn[position]) / Double(count) - probability).magnitude <= 4.5 * deviation)
      // A row that is not informative is drawn never, and has no partners.
      guard probability > 0 else { continue }
      let cluster = fixture.clusters.indices.filter {
        fixture.clusters[$0] == fixture.clusters[position] && $0 != position
      }
      let expected = cluster.isEmpty ? [Int32(position)] : Set(cluster.map(Int32.init))
      #expect(partners[position] == expected)
    }
  }

  // Two groups of the class on a line, rows of the other class between them.
  private let rows: [[Double]] =
    [[9], [10], [11]] + [[0], [1], [2]] + [[20], [21], [22]]

  @Test func rowsStayInsideTheirCluster() throws {
    let synthetic = try made(rows, sizes: [3, 6], ["cp": "2", "k1": "2"])
    #expect(
      (0..<4000).allSatisfy {
        (0...2).contains(synthetic.rows[$0, 0]) || (20...22).contains(synthetic.rows[$0, 0])
      })
    #expect(synthetic.parents.allSatisfy { ($0.base < 6) == ($0.neighbor < 6) })
    #expect(synthetic.remarks.isEmpty)
  }

  @Test func aLargeReachMakesOneCluster() throws {
    let synthetic = try made(rows, sizes: [3, 6], ["cp": "100", "k1": "2"])
    #expect(synthetic.parents.contains { ($0.base < 6) != ($0.neighbor < 6) })
  }

  @Test func withoutReachEveryRowIsAloneAndCopiedAndARemarkSaysSo() throws {
    let synthetic = try made(rows, sizes: [3, 6], ["cp": "0", "k1": "2"], count: 30)
    #expect(synthetic.parents.allSatisfy { $0.base == $0.neighbor })
    #expect(synthetic.remarks.count == 1 && synthetic.remarks.first?.setting == "cp")
    #expect(synthetic.remarks.first?.description.contains("30 of 30 rows") == true)
  }

  @Test func weightsFollowTheDistanceToTheBorder() throws {
    // One border row at 0; with one column closeness is 1 over the distance, at most 5, over 5.
    // Closeness is 0.4, 0.2 and 0.1; weights are their squares, so shares are 16, 4 and 1 of 21.
    let synthetic = try made(
      [[0], [0.5], [1], [2]], sizes: [1, 3], ["k1": "2", "k3": "3", "cp": "10"], count: 40_000)
    let shares = (1...3).map { row in
      Double(synthetic.parents.count { $0.base == Int32(row) }) / 40_000
    }
    for (share, expected) in zip(shares, [16.0 / 21, 4.0 / 21, 1.0 / 21]) {
      #expect((share - expected).magnitude < 0.01)
    }
  }

  @Test func theCutoffEvensOutNearRows() throws {
    // With a cutoff of 1 the first two are equally close: shares 4, 4 and 1 of 9.
    let synthetic = try made(
      [[0], [0.5], [1], [2]], sizes: [1, 3],
      ["k1": "2", "k3": "3", "cp": "10", "cutoff": "1"], count: 40_000)
    let first = Double(synthetic.parents.count { $0.base == 1 }) / 40_000
    let last = Double(synthetic.parents.count { $0.base == 3 }) / 40_000
    #expect((first - 4.0 / 9).magnitude < 0.01 && (last - 1.0 / 9).magnitude < 0.01)
  }

  @Test func onlyRowsNearTheBorderAreInformative() throws {
    // Half of three is one row: the nearest to the only border row.
    let synthetic = try made([[0], [0.5], [1], [2]], sizes: [1, 3], ["k1": "2", "cp": "10"])
    #expect(synthetic.parents.allSatisfy { $0.base == 1 })
  }

  @Test func noiseHasNoBorder() throws {
    // The last row of the class lies among the far rows of the other class. As it is noise, their
    // rows are no border, so with one nearest row it is not informative.
    let synthetic = try made(
      [[5], [100], [101], [103]] + [[0], [1], [2], [102]], sizes: [4, 4],
      ["k1": "2", "k2": "1", "k3": "1", "cp": "1000"])
    #expect(Set(synthetic.parents.map { $0.base }) == [6])
  }

  @Test func trianglesStayInTheCluster() throws {
    let synthetic = try made(
      rows, sizes: [3, 6], ["cp": "2", "k1": "2"], recipe: DrawingRecipe(combination: .triangle))
    for parentage in synthetic.parents {
      let third = try #require(parentage.further.first?.row)
      #expect(Set([parentage.base, parentage.neighbor, third]).count == 3)
      #expect((parentage.base < 6) == (third < 6))
    }
  }

  @Test func givenNeighborsTakeThePlaceOfClusters() throws {
    let lists = [[5], [5], [5], [0], [0], [0]]
    let synthetic = try made(
      rows, sizes: [3, 6], ["k1": "2"], given: GivenNeighbors(partners: lists))
    #expect(synthetic.parents.allSatisfy { $0.neighbor == ($0.base < 6 ? 8 : 3) })
  }

  @Test(arguments: [
    ([[0.0], [10]], [1, 1], "1", "interpolation needs at least 2"),
    ([[0], [1], [2]], [0, 3], "1", "all rows are of class 'rare'"),
    ([[0], [10], [0.1], [10.1]], [2, 2], "1", "give a larger k1"),
    ([[0], [1], [1e300], [1.5e300]], [2, 2], "3", "scale the columns"),
  ])
  func whatCannotWorkIsAnErrorThatSaysWhatToDo(
    rows: [[Double]], sizes: [Int], nearest: String, message: String
  ) {
    let error = #expect(throws: OversamplingError.self) {
      _ = try made(rows, sizes: sizes, ["k1": nearest])
    }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "none")")
  }

  @Test func aClassThatIsTooLargeToClusterIsRefused() throws {
    let rows = (0..<5003).map { [Double($0)] }
    let error = #expect(throws: OversamplingError.self) { _ = try made(rows, sizes: [2, 5001]) }
    #expect(error?.description.contains("5001 rows; at most 5000") == true)
  }
}
