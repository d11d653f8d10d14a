import Jobs
import Numeric
import TestSupport
import Testing

@Suite struct NearestNeighborsTests {
  private func randomRows(_ rows: Int, _ columns: Int, seed: UInt32) -> Matrix {
    var random = NumPyRandom(seed: seed)
    return Matrix(
      rows: rows, columns: columns, storage: (0..<rows * columns).map { _ in random.uniform() })
  }

  /// All pairs, sorted: slow and plain.
  private func bruteForce(_ rows: Matrix, _ query: [Double], _ count: Int) -> [Int32] {
    let distances = (0..<rows.rows).map { row in
      zip(rows.row(row), query).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
    let order = distances.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }
    return order.prefix(count).map { Int32($0) }
  }

  @Test(arguments: [(3, 2), (50, 1), (700, 6), (1500, 33)])
  func neighborsAreThoseOfAllPairs(rows: Int, columns: Int) throws {
    let matrix = randomRows(rows, columns, seed: 3)
    let count = min(rows, 25)
    let lists = try NearestNeighbors(matrix).nearest(
      count, to: matrix, in: RunContext<Never>.unattended(threads: 2))
    for row in stride(from: 0, to: rows, by: max(1, rows / 20)) {
      #expect(Array(lists.neighbors(of: row)) == bruteForce(matrix, matrix.row(row), count))
    }
  }

  @Test func tiesGoToTheLowerRow() throws {
    let matrix = Matrix([[0], [1], [1], [-1], [1], [0]])
    let lists = try NearestNeighbors(matrix).nearest(
      6, to: Matrix([[0]]), in: RunContext<Never>.unattended())
    #expect(lists.indices == [0, 5, 1, 2, 3, 4])
  }

  @Test func fewRowsLeavePlacesEmpty() throws {
    let matrix = Matrix([[0, 0], [3, 4]])
    let lists = try NearestNeighbors(matrix).nearest(
      3, to: matrix, excluding: [0, 1], in: RunContext<Never>.unattended())
    #expect(lists.indices == [1, -1, -1, 0, -1, -1])
    #expect(lists.squaredDistances[0] == 25)
    #expect(lists.squaredDistances[1] == .infinity)
  }

  @Test func threadsDoNotChangeTheAnswer() throws {
    let matrix = randomRows(2000, 7, seed: 9)
    let search = NearestNeighbors(matrix)
    let one = try search.nearest(40, to: matrix, in: RunContext<Never>.unattended(threads: 1))
    let many = try search.nearest(40, to: matrix, in: RunContext<Never>.unattended(threads: 7))
    #expect(one == many)
  }

  private struct Expected: Decodable {
    let rows: [String]
    let neighbors: [[Int32]]
  }

  @Test func listsAreThoseOfScikitLearn() throws {
    let expected = try Fixture.load(
      "nearest_neighbors.json", as: Expected.self, besides: #filePath)
    let matrix = Fixture.matrix(expected.rows)
    let lists = try NearestNeighbors(matrix).nearest(
      expected.neighbors[0].count, to: matrix, excluding: (0..<matrix.rows).map { Int32($0) },
      in: RunContext<Never>.unattended())
    #expect(lists.indices == expected.neighbors.flatMap(\.self))
  }

  @Test func distancesTooLargeForANumberComeLast() throws {
    let rows = Matrix([[1e300], [0], [-1e300], [1]])
    let lists = try NearestNeighbors(rows).nearest(
      4, to: Matrix([[0.75]]), in: RunContext<Never>.unattended())
    #expect(lists.indices == [3, 1, 0, 2])
  }

  @Test func ofManyEqualRowsTheFirstAreNearest() throws {
    let rows = Matrix(rows: 3000, columns: 3, storage: Array(repeating: 0.5, count: 9000))
    let lists = try NearestNeighbors(rows).nearest(
      7, to: rows.rows([2999]), excluding: [3], in: RunContext<Never>.unattended())
    #expect(lists.indices == [0, 1, 2, 4, 5, 6, 7])
  }

  @Test func withoutColumnsAllRowsAreEquallyNear() throws {
    let lists = try NearestNeighbors(Matrix(rows: 40, columns: 0)).nearest(
      2, to: Matrix(rows: 1, columns: 0), in: RunContext<Never>.unattended())
    #expect(lists.indices == [0, 1])
  }
}
