import Jobs
import Numeric

/// The main directions of rows that have more columns than there are rows, from the products of the
/// rows with each other: those have the same variances as the columns', and there are fewer.
struct WideComponents {
  /// One per column.
  let means: [Double]
  /// One per column: what a column is multiplied with.
  let weights: [Double]
  /// One per row, largest first; together the variance of the weighted columns.
  private let variances: [Double]
  private let coordinates: Matrix
  private let centered: Matrix

  /// Nil where nothing can be told.
  ///
  /// - Throws: `CancellationError`.
  /// - Complexity: O(rows² × columns + rows³).
  init?<Update>(
    of rows: Matrix, standardizes: Bool, in context: RunContext<Update>
  ) throws {
    let (count, width) = (rows.rows, rows.columns)
    var means = [Double](repeating: 0, count: width)
    var weights = [Double](repeating: 0, count: width)
    var centered = rows
    for column in 0..<width {
      if column % 1024 == 0 { try context.checkCancellation() }
      let values = (0..<count).map { rows[$0, column] }
      guard let least = values.min(), let most = values.max() else { continue }
      means[column] =
        least == most ? least : min(max(values.reduce(0, +) / Double(count), least), most)
      let squares = values.reduce(0) { $0 + ($1 - means[column]) * ($1 - means[column]) }
      let spread = (squares / Double(max(1, count - 1))).squareRoot()
      weights[column] = spread > 0 ? (standardizes ? 1 / spread : 1) : 0
      for row in 0..<count {
        centered[row, column] = (values[row] - means[column]) * weights[column]
      }
    }
    let scaled = centered
    let products = try parallelMap(count, in: context) { one in
      try context.checkCancellation()
      return (0..<count).map { other in
        (0..<width).reduce(0.0) { $0 + scaled[one, $1] * scaled[other, $1] }
          / Double(max(1, count - 1))
      }
    }
    guard let eigen = SymmetricEigen(Matrix(products, columns: count)) else { return nil }
    self.means = means
    self.weights = weights
    variances = eigen.values
    coordinates = eigen.vectors
    self.centered = scaled
  }

  /// One direction: a weight for each column as it is in the table, and its share of the variance.
  /// The largest component of the unit vector is positive.
  func axis(_ rank: Int) -> (weights: [Double], share: Double) {
    let none = ([Double](repeating: 0, count: means.count), 0.0)
    let total = variances.reduce(0) { $0 + max(0, $1) }
    guard rank < variances.count, total > 0, variances[rank] > 1e-12 * total else { return none }
    var vector = [Double](repeating: 0, count: means.count)
    for row in 0..<centered.rows {
      let part = coordinates[rank, row]
      for column in vector.indices { vector[column] += part * centered[row, column] }
    }
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard length > 0 else { return none }
    var largest = 0.0
    for value in vector where abs(value) > abs(largest) + 1e-12 * length { largest = value }
    let scale = (largest < 0 ? -1 : 1) / length
    return (zip(vector, weights).map { $0 * $1 * scale }, variances[rank] / total)
  }
}
