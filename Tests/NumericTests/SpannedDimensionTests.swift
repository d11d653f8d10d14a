import Jobs
import Numeric
import Testing

/// In how many directions rows vary.
@Suite struct SpannedDimensionTests {
  private func count(_ rows: [[Double]], upTo most: Int = 3) throws -> Int {
    try SpannedDimension.count(
      of: Matrix(rows), upTo: most, tolerance: 1e-9, in: RunContext<Never>.unattended(threads: 2))
  }

  /// Sums of `directions` rows of their own, with random weights.
  private func rows(_ count: Int, in directions: Int, columns: Int, seed: UInt32) -> [[Double]] {
    var random = NumPyRandom(seed: seed)
    let axes = (0..<directions).map { _ in (0..<columns).map { _ in random.uniform() - 0.5 } }
    return (0..<count).map { _ in
      let weights = axes.map { _ in random.uniform() }
      return (0..<columns).map { column in
        3 + zip(weights, axes).reduce(0) { $0 + $1.0 * $1.1[column] }
      }
    }
  }

  @Test(arguments: 1...5, [5, 40, 3000]) func directionsAreCounted(_ directions: Int, columns: Int)
    throws
  {
    let found = try count(rows(60, in: directions, columns: columns, seed: 7), upTo: 9)
    #expect(found == directions)
  }

  @Test func theCountEndsWhereItIsToEnd() throws {
    #expect(try count(rows(60, in: 9, columns: 20, seed: 1)) == 3)
  }

  @Test func fewOrEqualRowsSpanNothing() throws {
    #expect(try count([]) == 0)
    #expect(try count([[1, 2, 3]]) == 0)
    #expect(try count([[1, 2], [1, 2], [1, 2]]) == 0)
    #expect(try count([[1, 2], [3, 4]]) == 1)
  }

  @Test func roundingIsNoDirection() throws {
    var plane = rows(60, in: 2, columns: 3, seed: 3)
    #expect(try count(plane) == 2)
    for row in plane.indices { plane[row][2] += Double(row % 3) * 1e-13 }
    #expect(try count(plane) == 2)
    plane[17][2] += 1e-6
    #expect(try count(plane) == 3)
  }
}
