import CKernels
import Numeric

/// Rows of two classes with a code for every different value of a column, which all trees of a
/// forest share.
struct ForestTable: Sendable {
  private let rows: Int
  private let columns: Int
  private var codes: [Int32]
  private var values: [Double] = []
  private var starts: [Int64] = [0]
  private let labels: [UInt8]

  /// - Parameter isPositive: one per row.
  /// - Complexity: O(columns × rows log(rows)).
  init(_ matrix: Matrix, _ isPositive: [Bool]) {
    (rows, columns) = (matrix.rows, matrix.columns)
    labels = isPositive.map { $0 ? 1 : 0 }
    codes = Array(repeating: 0, count: rows * columns)
    var different = [Double](repeating: 0, count: rows)
    for column in 0..<columns {
      let count = matrix.storage.withUnsafeBufferPointer { storage in
        codes.withUnsafeMutableBufferPointer { codes in
          ck_forest_codes(
            storage.baseAddress.map { $0 + column }, Int64(rows), Int64(columns),
            codes.baseAddress.map { $0 + column * rows }, &different)
        }
      }
      values += different[..<Int(count)]
      starts.append(Int64(values.count))
    }
  }

  /// Grows a tree and adds what it answers to `sums`, one per row of `queries`.
  ///
  /// - Parameter weights: how often each row counts, one per row, some above 0.
  func addShares(
    of queries: Matrix, _ weights: [Int32], _ growth: ck_tree_growth, to sums: inout [Double]
  ) {
    codes.withUnsafeBufferPointer { codes in
      values.withUnsafeBufferPointer { values in
        starts.withUnsafeBufferPointer { starts in
          labels.withUnsafeBufferPointer { labels in
            let table = ck_forest_table(
              codes: codes.baseAddress, values: values.baseAddress, starts: starts.baseAddress,
              labels: labels.baseAddress, rows: Int64(rows), columns: Int32(columns))
            ck_forest_tree(table, weights, growth, queries.storage, Int64(queries.rows), &sums)
          }
        }
      }
    }
  }
}
