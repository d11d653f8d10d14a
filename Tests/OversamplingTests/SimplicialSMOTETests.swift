import Jobs
import Numeric
import Oversampling
import Parameters
import Testing

private func made(
  _ rows: [[Double]], k: Int, p: Int, count: Int = 6000, given: [[Int]]? = nil
) throws -> SyntheticRows {
  var values = ParameterValues(SimplicialSMOTE.parameters)
  try values.set("k", to: .integer(k))
  try values.set("p", to: .integer(p))
  let width = rows[0].count
  let other = [Double](repeating: 1000, count: width)
  return try SimplicialSMOTE(values).synthesize(
    OversamplingRequest(
      training: TrainingRows(
        features: Matrix(rows + [other]), labels: rows.map { _ in 1 } + [0],
        classNames: ["common", "rare"]),
      demands: [ClassDemand(code: 1, count: count)], seed: 8,
      given: GivenNeighbors(partners: given)), in: .unattended())
}

extension SyntheticRows {
  /// How often each simplex was drawn from.
  fileprivate var simplices: [[Int32]: Int] {
    parents.reduce(into: [:]) { counts, parentage in
      counts[[parentage.base, parentage.neighbor] + parentage.further.map(\.row), default: 0] += 1
    }
  }

  fileprivate func isEven(_ expected: Set<[Int32]>) -> Bool {
    let share = Double(parents.count) / Double(expected.count)
    return Set(simplices.keys) == expected
      && simplices.values.allSatisfy { (Double($0) / share - 1).magnitude < 0.15 }
  }
}

@Suite struct SimplicialSMOTETests {
  @Test func aPathHasOnlyLines() throws {
    // Joined are 0-1 and 1-2, because row 1 is the nearest of row 2.
    let synthetic = try made([[0], [1], [2.5]], k: 1, p: 3)
    #expect(synthetic.isEven([[0, 1], [1, 2]]))
  }

  @Test(arguments: [2, 3, 10]) func twoTrianglesAreDrawnFromEvenly(p: Int) throws {
    let synthetic = try made(
      [[0, 0], [1, 0], [0, 1], [10, 0], [11, 0], [10, 1]], k: 2, p: p)
    #expect(synthetic.isEven([[0, 1, 2], [3, 4, 5]]))
  }

  private let tetrahedron: [[Double]] = [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]]

  @Test func theDimensionLimitsTheSimplices() throws {
    #expect(try made(tetrahedron, k: 3, p: 3).isEven([[0, 1, 2, 3]]))
    #expect(
      try made(tetrahedron, k: 3, p: 2).isEven([[0, 1, 2], [0, 1, 3], [0, 2, 3], [1, 2, 3]]))
    #expect(
      try made(tetrahedron, k: 3, p: 1).isEven([
        [0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3],
      ]))
  }

  @Test func aSmallerSimplexCountsOnlyWhereNoLargerOneHoldsIt() throws {
    // A triangle 0-1-2 with a tail 2-3: its sides are not listed, the tail is.
    let synthetic = try made(
      [[0], [1], [2], [3]], k: 2, p: 2, given: [[1, 2], [0, 2], [0, 1], [2, 2]])
    #expect(synthetic.isEven([[0, 1, 2], [2, 3]]))
  }

  @Test func ofFourJoinedRowsWithoutOneSideTwoTrianglesAreLeft() throws {
    let synthetic = try made(
      [[0], [1], [2], [3]], k: 2, p: 3, given: [[1, 2], [0, 2], [1, 3], [1, 2]])
    #expect(synthetic.isEven([[0, 1, 2], [1, 2, 3]]))
  }

  @Test func pointsOfASimplexAreEvenlySpread() throws {
    let synthetic = try made([[0, 0], [1, 0], [0, 1]], k: 2, p: 2, count: 20_000)
    for column in 0..<2 {
      let values = (0..<20_000).map { synthetic.rows[$0, column] }
      let mean = values.reduce(0, +) / 20_000
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
      // Of Dirichlet(1, 1, 1): a third, and an eighteenth.
      #expect((mean - 1.0 / 3).magnitude < 0.01 && (variance - 1.0 / 18).magnitude < 0.002)
    }
    #expect(
      (0..<20_000).allSatisfy { synthetic.rows[$0, 0] + synthetic.rows[$0, 1] <= 1 + 1e-12 })
  }

  @Test func copiesThatAreOnlyTheirOwnNeighborsAreDrawnAlone() throws {
    let synthetic = try made([[0], [1]], k: 1, p: 3, count: 50, given: [[0], [1]])
    #expect(Set(synthetic.simplices.keys) == [[0, 0], [1, 1]])
    #expect(synthetic.parents.allSatisfy { $0.step == 0 && $0.further.isEmpty })
  }
}
