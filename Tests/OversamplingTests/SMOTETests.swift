import Jobs
import Numeric
import Oversampling
import Parameters
import TestSupport
import Testing

private struct Expected: Decodable, Sendable {
  let name: String
  let k: Int
  let seed: UInt32
  let count: Int
  let neighbors_tie: Bool
  let majority: [String]
  let minority: [String]
  let neighbors: [[Int]]
  let base: [Int]
  let neighbor: [Int]
  let expected: [String]
}

private let fixtures = [
  "plane", "eight_columns", "twelve_columns", "one_neighbor", "small_class", "eighteen_columns",
  "units", "duplicates", "grid", "one_hot",
]

private func smote(k: Int) throws -> SMOTE {
  var values = ParameterValues(SMOTE.parameters)
  try values.set("k", to: .integer(k))
  return try SMOTE(values)
}

private func training(majority: Matrix, minority: Matrix) -> TrainingRows {
  TrainingRows(
    features: majority.stacked(on: minority),
    labels: Array(repeating: 0, count: majority.rows) + Array(repeating: 1, count: minority.rows),
    classNames: ["common", "rare"])
}

/// Expected rows from imbalanced-learn 0.14; see `Tests/Peers`.
@Suite struct SMOTETests {
  private func rows(_ fixture: Expected, ownNeighbors: Bool) throws -> SyntheticRows {
    let request = OversamplingRequest(
      training: training(
        majority: Fixture.matrix(fixture.majority), minority: Fixture.matrix(fixture.minority)),
      demands: [ClassDemand(code: 1, count: fixture.count)], seed: fixture.seed,
      given: GivenNeighbors(partners: ownNeighbors ? nil : fixture.neighbors))
    return try smote(k: fixture.k).synthesize(request, in: .unattended(threads: 2))
  }

  @Test(arguments: fixtures) func rowsAreThoseOfImbalancedLearnBitForBit(name: String) throws {
    let fixture = try Fixture.load(
      "smote/\(name).json", as: Expected.self, besides: #filePath)
    let synthetic = try rows(fixture, ownNeighbors: !fixture.neighbors_tie)
    let expected = Fixture.matrix(fixture.expected)
    #expect(synthetic.rows.storage.map(\.bitPattern) == expected.storage.map(\.bitPattern))
    let first = Int32(fixture.majority.count)
    #expect(synthetic.parents.map { Int($0.base - first) } == fixture.base)
    #expect(synthetic.parents.map { Int($0.neighbor - first) } == fixture.neighbor)
  }

  @Test func withOneNeighborOnALineTheRowIsKnown() throws {
    let minority = Matrix([[0], [1], [10], [12]])
    let request = OversamplingRequest(
      training: training(majority: Matrix([[50]]), minority: minority),
      demands: [ClassDemand(code: 1, count: 200)], seed: 1)
    let synthetic = try smote(k: 1).synthesize(request, in: .unattended())
    for row in 0..<200 {
      let value = synthetic.rows[row, 0]
      #expect((0...1).contains(value) || (10...12).contains(value))
    }
  }

  @Test func seedsDecideTheRowsAndThreadsDoNot() throws {
    var random = NumPyRandom(seed: 4)
    let minority = Matrix(rows: 30, columns: 3, storage: (0..<90).map { _ in random.uniform() })
    let rows = training(majority: Matrix([[5, 5, 5]]), minority: minority)
    func made(_ seed: UInt32, threads: Int) throws -> Matrix {
      try smote(k: 5).synthesize(
        OversamplingRequest(
          training: rows, demands: [ClassDemand(code: 1, count: 9000)], seed: seed),
        in: .unattended(threads: threads)
      ).rows
    }
    #expect(try made(0, threads: 1) == made(0, threads: 8))
    #expect(try made(0, threads: 1) != made(1, threads: 1))
  }

  /// Trap 10: k is neither cut down in silence nor is nothing made; the largest k works.
  @Test func aClassTooSmallForKIsAnErrorThatNamesTheLargestK() throws {
    let rows = training(majority: Matrix([[0], [1]]), minority: Matrix([[5], [6], [7]]))
    let request = OversamplingRequest(
      training: rows, demands: [ClassDemand(code: 1, count: 4)], seed: 0)
    let error = #expect(throws: OversamplingError.self) {
      _ = try smote(k: 5).synthesize(request, in: .unattended())
    }
    #expect(
      error?.description
        == "k = 5 is too large: class 'rare' has 3 rows, so a row has 2 neighbors; "
        + "the largest k is 2")
    #expect(try smote(k: 2).synthesize(request, in: .unattended()).rows.rows == 4)
  }

  /// Trap 14: with the stream started anew, as imbalanced-learn does, two classes of the same shape
  /// get the same steps; with streams of their own they do not, and the seed decides both.
  @Test func classesHaveStreamsOfTheirOwn() throws {
    let shape = (0..<12).map { [Double($0 * $0), Double(7 * $0 % 5)] }
    let rows = TrainingRows(
      features: Matrix([[0, 0]] + shape + shape.map { [$0[0] + 1000, $0[1]] }),
      labels: [0] + shape.map { _ in 1 } + shape.map { _ in 2 }, classNames: ["a", "b", "c"])
    func steps(_ style: SeedStyle, seed: UInt32 = 0) throws -> [[Double]] {
      let made = try SmallRows.made(
        SMOTE.self, ["k": 3], of: rows, [1: 40, 2: 40], seed: seed, style: style)
      return [1, 2].map { code in
        made.labels.indices.filter { made.labels[$0] == code }.map { made.parents[$0].step }
      }
    }
    let restarted = try steps(.imblearn)
    #expect(restarted[0] == restarted[1])
    let independent = try steps(.independent)
    #expect(Set(independent[0]).isDisjoint(with: independent[1]))
    #expect(try steps(.independent) == independent)
    #expect(try steps(.independent, seed: 1) != independent)
  }

  @Test func oneRowCannotBeInterpolated() throws {
    let rows = training(majority: Matrix([[0], [1]]), minority: Matrix([[5]]))
    let request = OversamplingRequest(
      training: rows, demands: [ClassDemand(code: 1, count: 4)], seed: 0)
    let error = #expect(throws: OversamplingError.self) {
      _ = try smote(k: 1).synthesize(request, in: .unattended())
    }
    #expect(error?.description.contains("at least 2") == true)
  }

  @Test func aCancelEndsIt() throws {
    var random = NumPyRandom(seed: 4)
    let minority = Matrix(
      rows: 3000, columns: 5, storage: (0..<15000).map { _ in random.uniform() })
    let flag = CancellationFlag()
    flag.raise()
    let context = RunContext<Fraction>(threads: 2, isCancelled: { flag.isRaised }) { _ in }
    #expect(throws: CancellationError.self) {
      _ = try smote(k: 5).synthesize(
        OversamplingRequest(
          training: training(majority: Matrix([[0, 0, 0, 0, 0]]), minority: minority),
          demands: [ClassDemand(code: 1, count: 10)], seed: 0), in: context)
    }
  }

  @Test(arguments: [
    ([[0], [1]], "the neighbor file has 2 rows, the class has 3"),
    ([[0], [1], [3]], "names row 3 in line 3; expected 0 to 2"),
    ([[0, 1], [1], [2, 0]], "line 2 names 1 neighbor, the first line 2"),
    ([[], [], []], "names no neighbors"),
  ])
  func neighborListsThatDoNotFitAreRefused(lists: [[Int]], message: String) throws {
    let rows = training(majority: Matrix([[0], [1]]), minority: Matrix([[5], [6], [7]]))
    let request = OversamplingRequest(
      training: rows, demands: [ClassDemand(code: 1, count: 4)], seed: 0,
      given: GivenNeighbors(partners: lists))
    let error = #expect(throws: OversamplingError.self) {
      _ = try smote(k: 1).synthesize(request, in: .unattended())
    }
    #expect(error?.description.contains(message) == true)
  }

  @Test func valuesWhoseDistanceIsTooLargeForANumberAreOversampledToo() throws {
    let features = Matrix([[1e200, 1], [-1e200, 2], [3e200, 3], [0, 0]])
    let request = OversamplingRequest(
      training: TrainingRows(features: features, labels: [1, 1, 1, 0], classNames: ["no", "yes"]),
      demands: [ClassDemand(code: 1, count: 20)], seed: 1)
    let made = try smote(k: 2).synthesize(request, in: .unattended())
    #expect(made.parents.allSatisfy { (0..<3).contains($0.base) && (0..<3).contains($0.neighbor) })
  }
}
