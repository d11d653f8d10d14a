import Jobs

/// Means of the columns and how they vary together.
public struct Covariance: Sendable {
  public let means: [Double]
  /// Columns × columns, divided by the number of rows less one.
  public let matrix: Matrix

  /// Two passes over the rows, so that a large mean costs no digits. O(rows × columns²).
  ///
  /// - Throws: `CancellationError`.
  public init<Update>(of rows: Matrix, in context: RunContext<Update>) throws {
    let width = rows.columns
    var means = [Double](repeating: 0, count: width)
    for row in 0..<rows.rows {
      for column in 0..<width { means[column] += rows.storage[row * width + column] }
    }
    for column in 0..<width { means[column] /= Double(max(1, rows.rows)) }
    self.means = means
    let center = means
    let parts = try parallelChunks(of: rows.rows, grain: 2048, in: context) { range in
      Self.products(of: rows, range, around: center)
    }
    var sums = Matrix(rows: width, columns: width)
    for part in parts {
      for index in part.storage.indices { sums.storage[index] += part.storage[index] }
    }
    for first in 0..<width {
      for second in first..<width {
        let value = sums[first, second] / Double(max(1, rows.rows - 1))
        sums[first, second] = value
        sums[second, first] = value
      }
    }
    matrix = sums
  }

  private static func products(
    of rows: Matrix, _ range: Range<Int>, around means: [Double]
  ) -> Matrix {
    let width = rows.columns
    var sums = Matrix(rows: width, columns: width)
    var centered = [Double](repeating: 0, count: width)
    for row in range {
      for column in 0..<width {
        centered[column] = rows.storage[row * width + column] - means[column]
      }
      for first in 0..<width where centered[first] != 0 {
        for second in first..<width {
          sums.storage[first * width + second] += centered[first] * centered[second]
        }
      }
    }
    return sums
  }
}
