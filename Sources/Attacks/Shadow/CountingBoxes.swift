import CKernels
import Numeric

/// Queries that count the rows of a release in boxes: ranges of one or a few columns.
package struct CountingBoxes {
  private let ranges: [ClosedRange<Double>]
  private var conditions: [ck_condition] = []
  /// Boxes so far.
  package private(set) var count = 0

  private static let parts = 10
  /// Columns of a random box at most: with more, hardly any row is inside.
  private static let mostColumns = 3
  /// Half the width of a random box, as a share of the column's range.
  private static let widths = [0.01, 0.025, 0.05, 0.1]

  /// - Parameter members: real rows; boxes are cut from the range of each of their columns.
  package init(ranges members: Matrix) {
    ranges = (0..<members.columns).map { members.range(ofColumn: $0) }
  }

  /// Ten boxes for each column that cover all values; each includes its lower end, and the first
  /// and the last have no end.
  package mutating func addTenths() {
    for (column, range) in ranges.enumerated() {
      let width = (range.upperBound - range.lowerBound) / Double(Self.parts)
      for part in 0..<Self.parts {
        let low = part == 0 ? -Double.infinity : range.lowerBound + width * Double(part)
        let high =
          part == Self.parts - 1
          ? Double.infinity : (range.lowerBound + width * Double(part + 1)).nextDown
        add(column, low, high)
        count += 1
      }
    }
  }

  /// Boxes around a record, of one to three columns and one of four widths each.
  package mutating func addRandom(_ boxes: Int, around record: [Double], random: inout NumPyRandom)
  {
    for _ in 0..<boxes {
      let columns = 1 + random.integer(below: min(Self.mostColumns, ranges.count))
      let share = Self.widths[random.integer(below: Self.widths.count)]
      for column in Self.sample(columns, of: ranges.count, &random) {
        let half = share * (ranges[column].upperBound - ranges[column].lowerBound)
        add(column, record[column] - half, record[column] + half)
      }
      count += 1
    }
  }

  /// Share of the rows in each box; NaN without rows. O(rows × conditions).
  package func shares(of release: Matrix) -> [Double] {
    var counts = [Int64](repeating: 0, count: count)
    ck_count_queries(
      release.storage, Int64(release.rows), Int32(release.columns), conditions,
      Int64(conditions.count), &counts)
    return counts.map { Double($0) / Double(release.rows) }
  }

  private mutating func add(_ column: Int, _ low: Double, _ high: Double) {
    conditions.append(
      ck_condition(query: Int32(count), column: Int32(column), low: low, high: high))
  }

  /// Different numbers below `bound`, as they were drawn.
  private static func sample(
    _ count: Int, of bound: Int, _ random: inout NumPyRandom
  ) -> [Int] {
    var drawn: [Int] = []
    while drawn.count < count {
      let number = random.integer(below: bound)
      if !drawn.contains(number) { drawn.append(number) }
    }
    return drawn
  }
}
