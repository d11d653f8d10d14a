import Numeric

/// The standard deviation of each column, by the number of rows: `numpy.std(rows, axis=0)`.
///
/// With its roundings: NumPy sums the columns of a table row by row, but a single column as it does
/// a list. All 0 for one row. O(rows × columns).
func columnDeviations(_ rows: Matrix) -> [Double] {
  let count = Double(rows.rows)
  let means = columnSums(rows).map { $0 / count }
  var squares = rows
  for row in 0..<rows.rows {
    for column in 0..<rows.columns {
      let difference = rows[row, column] - means[column]
      squares[row, column] = difference * difference
    }
  }
  return columnSums(squares).map { ($0 / count).squareRoot() }
}

private func columnSums(_ rows: Matrix) -> [Double] {
  if rows.columns == 1 { return [numPySum(rows.storage)] }
  var sums = [Double](repeating: 0, count: rows.columns)
  for row in 0..<rows.rows {
    for column in 0..<rows.columns { sums[column] += rows[row, column] }
  }
  return sums
}
