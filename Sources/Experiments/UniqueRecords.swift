import Numeric

/// The different real records and which rows of the data are copies of each.
struct UniqueRecords: Sendable {
  /// Each record once.
  let rows: Matrix
  /// First row in the data of each record.
  let firstRows: [Int]
  private let byRow: [Int: Int]
  private let rowNumbers: RowNumbers

  /// - Parameter rows: where each row of `matrix` stands in the data.
  init(_ matrix: Matrix, rows dataRows: [Int]) {
    rowNumbers = RowNumbers(matrix)
    rows = matrix.rows(rowNumbers.firstRows)
    firstRows = rowNumbers.firstRows.map { dataRows[$0] }
    byRow = Dictionary(uniqueKeysWithValues: zip(dataRows, rowNumbers.ofRows))
  }

  /// The record that a row of the data is; nil for a row of another class.
  func recordOfRow(_ row: Int) -> Int? { byRow[row] }

  /// The record whose exact values a row has.
  func number(of matrix: Matrix, row: Int) -> Int? { rowNumbers.number(ofRow: row, in: matrix) }
}
