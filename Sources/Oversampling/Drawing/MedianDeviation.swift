import Numeric

/// The median over the columns of their standard deviations, by the number of rows: what a
/// different category counts as in SMOTE-NC.
///
/// With the roundings of scikit-learn's variance of sparse columns: zeros are left out of the sums
/// over rows and put in at the end, and the rounding error of the mean is corrected (Chan, Golub,
/// LeVeque 1983). O(rows × columns).
///
/// - Precondition: at least one column.
func medianDeviation(_ rows: Matrix) -> Double {
  let sorted = (0..<rows.columns).map { sparseVariance(rows, $0).squareRoot() }.sorted()
  let middle = sorted.count / 2
  return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
}

private func sparseVariance(_ rows: Matrix, _ column: Int) -> Double {
  let count = Double(rows.rows)
  let stored = (0..<rows.rows).map { rows[$0, column] }.filter { $0 != 0 }
  let mean = stored.reduce(0, +) / count
  var squares = 0.0
  var correction = 0.0
  for value in stored {
    let difference = value - mean
    correction += difference
    squares += difference * difference
  }
  let zeros = Double(rows.rows - stored.count)
  if zeros > 0 {
    correction -= zeros * mean
    squares += zeros * (mean * mean)
  }
  return (squares - correction * correction / count) / count
}
