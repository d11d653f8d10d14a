import Numeric

/// The different rows of a matrix, in order of first appearance, and who repeats them.
struct UniqueRows: Sendable {
  let rows: Matrix
  /// For each different row, where it stands in the matrix, ascending.
  let occurrences: [[Int]]

  /// O(rows × columns), by hashing the exact values.
  init(_ matrix: Matrix) {
    let numbers = RowNumbers(matrix)
    var occurrences = [[Int]](repeating: [], count: numbers.firstRows.count)
    for (row, number) in numbers.ofRows.enumerated() { occurrences[number].append(row) }
    self.occurrences = occurrences
    rows = matrix.rows(numbers.firstRows)
  }
}
