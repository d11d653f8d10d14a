import Numeric

/// The least and the largest value of each column.
struct ColumnRanges: Sendable {
  private let lows: [Double]
  /// Half of what each column spans.
  let halves: [Double]

  /// O(rows × columns).
  init(_ rows: Matrix) {
    var lows = [Double](repeating: .infinity, count: rows.columns)
    var highs = [Double](repeating: -.infinity, count: rows.columns)
    for row in 0..<rows.rows {
      for column in 0..<rows.columns {
        lows[column] = min(lows[column], rows[row, column])
        highs[column] = max(highs[column], rows[row, column])
      }
    }
    self.lows = lows
    halves = zip(lows, highs).map { ($1 - $0) / 2 }
  }

  /// The rows with every column spanning −1 to 1; a column of one value becomes 0.
  /// O(rows × columns).
  func scaled(_ rows: Matrix) -> Matrix {
    var scaled = rows
    for row in 0..<rows.rows {
      for column in 0..<rows.columns {
        let half = halves[column]
        scaled[row, column] = half > 0 ? (rows[row, column] - lows[column]) / half - 1 : 0
      }
    }
    return scaled
  }
}
