import Jobs
import Numeric
import TestSupport
import Testing

@Suite struct MixedNeighborsTests {
  private struct Expected: Decodable {
    let mismatch: String
    let numbers: [String]
    let codes: [[Int32]]
    let neighbors: [[Int32]]
    let distances: [String]
  }

  @Test(arguments: NeighborEngine.allCases)
  func listsAreThoseOfScikitLearn(engine: NeighborEngine) throws {
    let expected = try Fixture.load(
      "mixed_neighbors.json", as: Expected.self, besides: #filePath)
    let codes = CategoryCodes(
      rows: expected.codes.count, columns: expected.codes[0].count,
      storage: expected.codes.flatMap(\.self))
    let search = MixedNeighbors(
      numbers: Fixture.matrix(expected.numbers), categories: codes,
      mismatch: Fixture.doubles(expected.mismatch)[0])
    let lists = try search.nearest(
      7, toRows: Array(0..<codes.rows), by: engine, in: RunContext<Never>.unattended())
    for row in 0..<codes.rows {
      #expect(Array(lists.neighbors(of: row)) == [Int32(row)] + expected.neighbors[row])
      let squares = lists.squaredDistances[row * 7 + 1..<row * 7 + 7]
      for (square, distance) in zip(squares, Fixture.doubles(expected.distances[row])) {
        // scikit-learn's distance is |x|² + |y|² − 2xy: its last digits are not the difference's.
        #expect(abs(square.squareRoot() - distance) < 1e-9 * distance)
      }
    }
  }

  /// Every row with every row, then sorted.
  private func plainly(
    _ numbers: Matrix, _ codes: CategoryCodes, _ mismatch: Double, count: Int, rows: [Int]
  ) -> [Int32] {
    rows.flatMap { query in
      let distances = (0..<numbers.rows).map { row in
        let sum = zip(numbers.row(row), numbers.row(query)).reduce(0) {
          $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
        }
        return sum + Double(zip(codes.row(row), codes.row(query)).filter { $0 != $1 }.count)
          * mismatch
      }
      let order = distances.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }
      return order.prefix(count).map { Int32($0) }
    }
  }

  @Test(
    arguments: [(4, 6, 20, 1.0), (0, 5, 3, 0.7), (2, 1, 40_000, 2.5), (3, 3, 2, 0), (2, 2, 4, 1e9)])
  func everyEngineFindsWhatAPlainLoopFinds(
    columns: Int, categories: Int, levels: Int, mismatch: Double
  ) throws {
    let numbers = RandomRows.normal(900, columns, decimals: 1)
    let codes = CategoryCodes(
      rows: 900, columns: categories,
      storage: RandomRows.grid(900, categories, levels: levels).storage.map { Int32($0) })
    let search = MixedNeighbors(numbers: numbers, categories: codes, mismatch: mismatch)
    let asked = [899, 3, 3] + stride(from: 10, to: 900, by: 37)
    let expected = plainly(numbers, codes, mismatch, count: 12, rows: asked)
    for engine in NeighborEngine.allCases {
      let lists = try search.nearest(
        12, toRows: asked, by: engine, in: RunContext<Never>.unattended(threads: 2))
      #expect(lists.indices == expected, "\(engine)")
    }
  }

  @Test func threadsDoNotChangeTheAnswer() throws {
    let codes = CategoryCodes(
      rows: 3000, columns: 4,
      storage: RandomRows.grid(3000, 4, levels: 3).storage.map { Int32($0) })
    let numbers = RandomRows.grid(3000, 2, levels: 9)
    let lists = try [1, 8].map { threads in
      try MixedNeighbors(numbers: numbers, categories: codes, mismatch: 1.5).nearest(
        8, toRows: Array(0..<3000), in: RunContext<Never>.unattended(threads: threads))
    }
    #expect(lists[0] == lists[1])
  }

  @Test func aMismatchBeyondAllNumbersPutsDifferentRowsLast() throws {
    let codes = CategoryCodes(rows: 3, columns: 2, storage: [0, 0, 1, 1, 0, 0])
    let lists = try MixedNeighbors(
      numbers: Matrix([[0], [0], [5]]), categories: codes, mismatch: .infinity
    ).nearest(3, toRows: [0], in: RunContext<Never>.unattended())
    #expect(lists.indices == [0, 2, 1])
    #expect(lists.squaredDistances == [0, 25, .infinity])
  }
}
