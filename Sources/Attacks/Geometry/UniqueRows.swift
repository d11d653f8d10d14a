import Numeric

/// The different rows of a matrix, in order of first appearance, and who repeats them.
struct UniqueRows: Sendable {
  let rows: Matrix
  /// For each different row, where it stands in the matrix, ascending.
  let occurrences: [[Int]]

  /// O(rows × columns), by hashing the exact values.
  init(_ matrix: Matrix) {
    var index: [[UInt64]: Int] = [:]
    index.reserveCapacity(matrix.rows)
    var occurrences: [[Int]] = []
    for row in 0..<matrix.rows {
      let start = row * matrix.columns
      // Adding zero makes minus zero plain zero: they are the same value.
      let key = matrix.storage[start..<start + matrix.columns].map { ($0 + 0).bitPattern }
      if let known = index[key] {
        occurrences[known].append(row)
      } else {
        index[key] = occurrences.count
        occurrences.append([row])
      }
    }
    self.occurrences = occurrences
    rows = matrix.rows(occurrences.map { $0[0] })
  }
}
