import Jobs
import Numeric
import Testing

@Suite struct ApproximateNeighborsTests {
  private static let rows = 6000

  /// Rows between pairs of records, as SMOTE makes them, in `columns` columns.
  private func segments(_ columns: Int, seed: UInt32 = 3) -> Matrix {
    var random = NumPyRandom(seed: seed)
    let records = (0..<600).map { _ in (0..<columns).map { _ in random.normal() } }
    return Matrix(
      (0..<Self.rows).map { row in
        let (from, to) = (records[row % 600], records[(row * 7 + row / 1200) % 600])
        let share = random.uniform(0, 1)
        return zip(from, to).map { $0 + share * ($1 - $0) }
      })
  }

  private func index(_ matrix: Matrix, threads: Int = 2) throws -> ApproximateNeighbors {
    try #require(
      try ApproximateNeighbors(matrix, in: RunContext<Never>.unattended(threads: threads)))
  }

  /// Share of the exact neighbors that are found.
  private func share(_ found: NeighborLists, of exact: NeighborLists) -> Double {
    var hits = 0
    for query in 0..<exact.indices.count / exact.count {
      hits += Set(exact.neighbors(of: query)).intersection(found.neighbors(of: query)).count
    }
    return Double(hits) / Double(exact.indices.count)
  }

  @Test(arguments: [(4, 24, 0.999), (12, 24, 0.98), (12, 100, 0.97), (30, 24, 0.95)])
  func nearlyAllNeighborsAreFound(columns: Int, count: Int, least: Double) throws {
    let matrix = segments(columns)
    let context = RunContext<Never>.unattended(threads: 2)
    let subjects = (0..<500).map { Int32($0 * 12) }
    let exact = try NearestNeighbors(matrix).nearest(
      count, to: matrix.rows(subjects.map(Int.init)), excluding: subjects, in: context)
    let found = try index(matrix).nearest(count, toRows: subjects, in: context)
    #expect(share(found, of: exact) > least)
  }

  @Test func distancesAreExactAndAscending() throws {
    let matrix = segments(8)
    let found = try index(matrix).nearest(
      60, to: matrix.rows([5, 9]), in: RunContext<Never>.unattended())
    #expect(found.indices[0] == 5)
    #expect(found.squaredDistances[0] == 0)
    for query in 0..<2 {
      let distances = found.squaredDistances[query * 60..<(query + 1) * 60]
      #expect(Array(distances) == distances.sorted())
      for (row, distance) in zip(found.neighbors(of: query), distances) {
        let square = zip(matrix.row([5, 9][query]), matrix.row(Int(row)))
          .reduce(0.0) { $0 + ($1.1 - $1.0) * ($1.1 - $1.0) }
        #expect(square == distance)
      }
    }
  }

  @Test func threadsDoNotChangeTheAnswer() throws {
    let matrix = segments(10)
    let one = try index(matrix, threads: 1)
    let many = try index(matrix, threads: 5)
    let subjects = (0..<Self.rows).map { Int32($0) }
    let context = RunContext<Never>.unattended(threads: 2)
    #expect(one.order == many.order)
    #expect(
      try one.nearest(30, toRows: subjects, in: context)
        == many.nearest(30, toRows: subjects, in: context))
  }

  @Test func hiddenRowsAreNotFound() throws {
    let matrix = segments(8)
    let index = try index(matrix)
    let found = try index.nearest(
      40, to: matrix.rows([1, 2, 3]), hidden: index.hiding { $0.isMultiple(of: 3) },
      in: RunContext<Never>.unattended())
    #expect(found.indices.allSatisfy { $0 >= 0 && !$0.isMultiple(of: 3) })
  }

  @Test func equalRowsAreNoObstacle() throws {
    let matrix = Matrix(rows: 1000, columns: 3)
    let found = try index(matrix).nearest(
      10, toRows: [0, 500], in: RunContext<Never>.unattended())
    #expect(found.squaredDistances.allSatisfy { $0 == 0 })
    #expect(!found.neighbors(of: 1).contains(500))
  }

  @Test func rowsThatAreNoNumbersHaveNoIndex() throws {
    var matrix = segments(3)
    matrix[17, 1] = .nan
    let context = RunContext<Never>.unattended()
    #expect(try ApproximateNeighbors(matrix, in: context) == nil)
    matrix[17, 1] = .infinity
    #expect(try ApproximateNeighbors(matrix, in: context) == nil)
    #expect(try ApproximateNeighbors(segments(3).rows([1, 2]), in: context) == nil)
  }

  @Test func aCancelEndsTheBuilding() throws {
    let context = RunContext<Never>(threads: 2, isCancelled: { true }, report: { _ in })
    #expect(throws: CancellationError.self) {
      _ = try ApproximateNeighbors(segments(5), in: context)
    }
  }
}
