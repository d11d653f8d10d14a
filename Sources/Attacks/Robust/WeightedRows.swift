import CKernels
import Numeric

/// Rows in coordinates in which the errors of all columns are about alike.
struct WeightedRows: Sendable {
  /// One row per row of the release, one column per column that is used; at most 1 in size.
  let coordinates: Matrix
  /// The columns of the release that are used.
  let columns: [Int]
  /// What a value of each used column is multiplied by, once `centers` is taken off.
  let weights: [Double]
  /// In release units, per used column.
  let centers: [Double]

  /// - Parameters:
  ///   - rows: in release units.
  ///   - weights: one per column, to be brought to a common scale; 0 leaves a column out.
  init(_ rows: Matrix, weights: [Double]) {
    let columns = weights.indices.filter { weights[$0] > 0 && weights[$0].isFinite }
    let ranges = columns.map { rows.range(ofColumn: $0) }
    let largest =
      zip(columns, ranges).map { column, range in
        weights[column] * (range.upperBound - range.lowerBound) / 2
      }.max() ?? 0
    let unit = largest > 0 ? 1 / largest : 0
    self.columns = columns
    self.weights = columns.map { weights[$0] * unit }
    centers = ranges.map { $0.lowerBound + ($0.upperBound - $0.lowerBound) / 2 }
    coordinates = Self.coordinates(rows, columns, self.weights, centers)
  }

  /// Used columns.
  var width: Int { columns.count }

  /// Rows in release units, in these coordinates.
  func placed(_ rows: Matrix) -> Matrix {
    Self.coordinates(rows, columns, weights, centers)
  }

  /// Lends the rows to a kernel.
  func withKernelRows<Result>(_ body: (UnsafePointer<ck_noisy_rows>) throws -> Result) rethrows
    -> Result
  {
    try coordinates.storage.withUnsafeBufferPointer { storage in
      var rows = ck_noisy_rows(
        coordinates: storage.baseAddress, n: Int64(coordinates.rows), d: Int32(width))
      return try body(&rows)
    }
  }

  private static func coordinates(
    _ rows: Matrix, _ columns: [Int], _ weights: [Double], _ centers: [Double]
  ) -> Matrix {
    var storage: [Double] = []
    storage.reserveCapacity(rows.rows * columns.count)
    for row in 0..<rows.rows {
      for (position, column) in columns.enumerated() {
        storage.append((rows[row, column] - centers[position]) * weights[position])
      }
    }
    return Matrix(rows: rows.rows, columns: columns.count, storage: storage)
  }
}
