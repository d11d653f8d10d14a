import Foundation
import Jobs
import Numeric

/// The lower triangular L with  L Lᵀ = a covariance matrix: its root, by Cholesky.
struct LowerTriangle: Sendable {
  private let root: Matrix

  /// Share of a column's own variance that has to be left when all columns before it are known:
  /// below it the columns depend on each other up to rounding.
  private static let leastShare = 1e-9

  /// Nil if the matrix is not safely positive definite: constant columns, columns that follow from
  /// others, fewer rows than columns. O(columns³).
  init?(rootOf matrix: Matrix) {
    let width = matrix.columns
    var root = Matrix(rows: width, columns: width)
    for row in 0..<width {
      for column in 0...row {
        var rest = matrix[row, column]
        for before in 0..<column { rest -= root[row, before] * root[column, before] }
        if row == column {
          guard rest > Self.leastShare * matrix[row, row], rest > 0 else { return nil }
          root[row, row] = rest.squareRoot()
        } else {
          root[row, column] = rest / root[column, column]
        }
      }
    }
    self.root = root
  }

  /// With these numbers on the diagonal and 0 elsewhere.
  init(diagonal: [Double]) {
    var root = Matrix(rows: diagonal.count, columns: diagonal.count)
    for (place, value) in diagonal.enumerated() { root[place, place] = value }
    self.root = root
  }

  /// The logarithm of the determinant of L.
  var logDeterminant: Double {
    (0..<root.rows).reduce(0) { $0 + log(root[$1, $1]) }
  }

  /// Coordinates subtracted between two looks at the cancel flag: some milliseconds.
  private static let operationsPerLook = 2_000_000

  /// L⁻¹ x for each row x: in these units the covariance is 1.
  ///
  /// - Complexity: O(rows × columns²), in parallel.
  /// - Throws: `CancellationError`.
  func whitened(_ rows: Matrix, in context: RunContext<Fraction>) throws -> Matrix {
    let width = rows.columns
    let grain = max(1, Self.operationsPerLook / max(1, width * width))
    let parts = try parallelChunks(of: rows.rows, grain: grain, in: context) { range in
      var part = Array(rows.storage[range.lowerBound * width..<range.upperBound * width])
      for start in stride(from: 0, to: part.count, by: max(1, width)) {
        for column in 0..<width {
          var value = part[start + column]
          for before in 0..<column { value -= root[column, before] * part[start + before] }
          part[start + column] = value / root[column, column]
        }
      }
      return part
    }
    return Matrix(rows: rows.rows, columns: width, storage: parts.flatMap(\.self))
  }
}
