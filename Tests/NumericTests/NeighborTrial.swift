import Numeric
import Testing

/// Rows that are hard to search, and the slow and plain way to search them.
struct NeighborTrial: Sendable, CustomTestStringConvertible {
  let name: String
  let rows: Matrix
  let queries: Matrix

  var testDescription: String { name }

  init(
    _ name: String, _ rows: Int, _ columns: Int, _ value: (inout NumPyRandom, Int, Int) -> Double
  ) {
    var random = NumPyRandom(seed: 5)
    var matrix = Matrix(rows: rows, columns: columns)
    for row in 0..<rows {
      for column in 0..<columns { matrix[row, column] = value(&random, row, column) }
    }
    self.name = name
    self.rows = matrix
    // Some of the rows, and places between and beyond them.
    var asked = matrix.rows(stride(from: 0, to: rows, by: max(1, rows / 30)).map { $0 })
    for query in stride(from: 0, to: asked.rows, by: 3) {
      for column in 0..<columns { asked[query, column] *= column.isMultiple(of: 2) ? 1.5 : 0.25 }
    }
    queries = asked
  }

  /// Ties, duplicates, columns that drown others, numbers at both ends of what a number can be.
  static let all: [NeighborTrial] = [
    NeighborTrial("one column", 700, 1) { random, _, _ in random.uniform() },
    NeighborTrial("normal, 6 columns", 900, 6) { random, _, _ in random.normal() },
    NeighborTrial("normal, 33 columns", 650, 33) { random, _, _ in random.normal() },
    NeighborTrial("ties on a grid", 800, 4) { random, _, _ in Double(random.integer(below: 3)) },
    NeighborTrial("zeros and ones", 800, 20) { random, _, _ in Double(random.integer(below: 2)) },
    NeighborTrial("two places", 600, 3) { _, row, _ in Double(row % 2) },
    NeighborTrial("all rows equal", 600, 5) { _, _, _ in 0.1 },
    NeighborTrial("a constant column", 600, 3) { random, _, column in
      column == 1 ? 1e9 : random.normal()
    },
    NeighborTrial("no columns", 550, 0) { _, _, _ in 0 },
    NeighborTrial("a huge column", 700, 5) { random, _, column in
      random.normal() * (column == 2 ? 1e12 : 1)
    },
    NeighborTrial("far from zero", 700, 4) { random, _, _ in 1e8 + random.normal() },
    NeighborTrial("one far row", 700, 4) { random, row, _ in
      random.normal() * (row == 300 ? 1e11 : 1)
    },
    NeighborTrial("close to single precision", 700, 3) { random, _, _ in
      1 + random.uniform() * 1e-7
    },
    NeighborTrial("1e300", 600, 3) { random, _, _ in random.normal() * 1e300 },
    NeighborTrial("1e150", 600, 3) { random, _, _ in random.normal() * 1e150 },
    NeighborTrial("1e-150", 600, 3) { random, _, _ in random.normal() * 1e-150 },
    NeighborTrial("1e-163", 600, 3) { random, _, _ in random.normal() * 1e-163 },
    NeighborTrial("1e-300", 600, 3) { random, _, _ in random.normal() * 1e-300 },
    NeighborTrial("1e-60 and 1", 600, 4) { random, _, column in
      random.normal() * (column == 0 ? 1 : 1e-60)
    },
    NeighborTrial("from 1e-18 to 1e18", 700, 6) { random, _, _ in
      random.normal() * tenTo(random.uniform(-18, 18))
    },
    // Where integers, which share one grid, are at their worst.
    NeighborTrial("tight clusters far apart", 900, 5) { random, row, column in
      Double((row % 7 * 31 + column * 17) % 11) + random.normal() * 1e-7
    },
    NeighborTrial("tight clusters and one row far out", 900, 5) { random, row, column in
      row == 450 ? 1e6 : Double((row % 7 * 31 + column * 17) % 11) + random.normal() * 1e-3
    },
    NeighborTrial("every row three times", 900, 7) { _, row, column in
      Double((row % 300 * 7919 + column * 104_729) % 1009) / 1009
    },
    NeighborTrial("distances alike but for 1e-7", 800, 9) { random, row, column in
      row % 9 == column ? 1 + random.normal() * 1e-7 : 0
    },
    NeighborTrial("distances alike but for the last bits", 800, 9) { random, row, column in
      guard row % 9 == column else { return 0 }
      return (row % 18 < 9 ? 1 : -1) * (1 + Double(random.integer(below: 4)) * 0x1p-52)
    },
    NeighborTrial("places between two integers", 800, 2) { random, row, column in
      // The radius is 32 700, or nearly, so that rows and their roundings are half a step apart.
      row < 4
        ? (row / 2 == column ? 1 : 0) * (row % 2 == 0 ? 32_700 : -32_700)
        : Double(random.integer(below: 40)) + 0.5
    },
    NeighborTrial("a line in 12 columns", 700, 12) { _, row, column in
      Double(row * 7919 % 700) * Double(column + 1)
    },
  ]

  private static func tenTo(_ exponent: Double) -> Double {
    (0..<Int(exponent.magnitude)).reduce(1.0) { power, _ in exponent < 0 ? power / 10 : power * 10 }
  }

  /// Every query with every row, then sorted.
  func plainly(_ count: Int, excluding excluded: [Int32]? = nil) -> NeighborLists {
    var indices: [Int32] = []
    var distances: [Double] = []
    for query in 0..<queries.rows {
      let place = queries.row(query)
      let found = (0..<rows.rows).filter { Int32($0) != excluded?[query] }
        .map { (distance: distance(rows.row($0), place), row: Int32($0)) }
        .sorted { ($0.distance, $0.row) < ($1.distance, $1.row) }.prefix(count)
      indices += found.map(\.row) + Array(repeating: -1, count: count - found.count)
      distances += found.map(\.distance) + Array(repeating: .infinity, count: count - found.count)
    }
    return NeighborLists(count: count, indices: indices, squaredDistances: distances)
  }

  private func distance(_ one: [Double], _ other: [Double]) -> Double {
    zip(one, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }
}
