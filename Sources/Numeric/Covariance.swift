import Jobs

/// Means of the columns and how they vary together.
public struct Covariance: Sendable {
  /// One per column; 0 where there are no rows. The mean of equal values is exactly that value, so
  /// that a constant column has no variance at all.
  public let means: [Double]
  /// Columns × columns, divided by the number of rows less one; all 0 for fewer than two rows.
  public let matrix: Matrix

  /// Rows summed up for themselves: the sums do not depend on the number of threads.
  private static let leastPart = 2048
  /// Parts at most: each has a matrix of its own.
  private static let mostParts = 16
  /// Products between two looks at the cancel flag: some milliseconds.
  private static let productsPerLook = 4_000_000

  /// Two passes over the rows, so that a large mean costs no digits. O(rows × columns²).
  ///
  /// - Throws: `CancellationError`.
  public init<Update>(of rows: Matrix, in context: RunContext<Update>) throws {
    let width = rows.columns
    let center = Self.means(of: rows)
    try context.checkCancellation()
    let grain = max(Self.leastPart, (rows.rows + Self.mostParts - 1) / Self.mostParts)
    let parts = try parallelChunks(of: rows.rows, grain: grain, in: context) { range in
      try Self.products(of: rows, range, around: center, in: context)
    }
    var sums = Matrix(rows: width, columns: width)
    for part in parts {
      for index in part.indices { sums.storage[index] += part[index] }
    }
    for first in 0..<width {
      for second in first..<width {
        let value = sums[first, second] / Double(max(1, rows.rows - 1))
        sums[first, second] = value
        sums[second, first] = value
      }
    }
    means = center
    matrix = sums
  }

  private static func means(of rows: Matrix) -> [Double] {
    guard rows.rows > 0 else { return Array(repeating: 0, count: rows.columns) }
    let width = rows.columns
    var means = [Double](repeating: 0, count: width)
    var least = rows.row(0)
    var largest = least
    for row in 0..<rows.rows {
      for column in 0..<width {
        let value = rows.storage[row * width + column]
        means[column] += value
        if value < least[column] { least[column] = value }
        if value > largest[column] { largest[column] = value }
      }
    }
    for column in 0..<width {
      let mean = means[column] / Double(rows.rows)
      // Rounding may carry the mean of nearly equal values past all of them.
      means[column] = mean < least[column] ? least[column] : min(mean, largest[column])
    }
    return means
  }

  /// Sums of products of centered columns over the rows in `range`, above the diagonal.
  private static func products<Update>(
    of rows: Matrix, _ range: Range<Int>, around means: [Double], in context: RunContext<Update>
  ) throws -> [Double] {
    let width = rows.columns
    let rowsPerLook = max(1, productsPerLook / max(1, width * width))
    var sums = [Double](repeating: 0, count: width * width)
    var centered = [Double](repeating: 0, count: width)
    for row in range {
      if (row - range.lowerBound) % rowsPerLook == 0 { try context.checkCancellation() }
      for column in 0..<width {
        centered[column] = rows.storage[row * width + column] - means[column]
      }
      for first in 0..<width where centered[first] != 0 {
        let factor = centered[first]
        for second in first..<width { sums[first * width + second] += factor * centered[second] }
      }
    }
    return sums
  }
}
