import Jobs
import Numeric

/// Tells columns that hold something from columns that hold nothing but noise.
///
/// A row's neighbors in the other columns are like it in a column that holds something, and as
/// unlike as any two rows in one that does not.
enum NoisyColumns {
  private static let sample = 800
  private static let neighbors = 3
  /// Share of the spread of a column that is left between neighbors, from which on it is noise.
  private static let mostUnlike = 0.8

  /// Weights that bring every column to a range of 2; 0 for one that is constant or noise.
  ///
  /// - Complexity: O(columns² × sample²), with at most 800 rows sampled.
  /// - Throws: `CancellationError`.
  static func weights<Update>(
    _ rows: Matrix, in context: RunContext<Update>
  ) throws -> [Double] {
    let count = min(sample, rows.rows)
    let some = rows.rows((0..<count).map { $0 * rows.rows / count })
    let even = (0..<rows.columns).map { column in
      let range = rows.range(ofColumn: column)
      let width = range.upperBound - range.lowerBound
      return width > 0 && width.isFinite ? 2 / width : 0
    }
    let scaled = WeightedRows(some, weights: even)
    let unlike = try parallelMap(scaled.width, in: context) { column in
      try unlikeness(scaled.coordinates, column, in: context.silenced(Never.self, threads: 1))
    }
    var weights = even
    for (column, unlike) in zip(scaled.columns, unlike) where unlike > mostUnlike {
      weights[column] = 0
    }
    return weights
  }

  /// Mean squared difference between neighbors in the other columns, over that of any two rows.
  private static func unlikeness(
    _ rows: Matrix, _ column: Int, in context: RunContext<Never>
  ) throws -> Double {
    let others = rows.columns((0..<rows.columns).filter { $0 != column })
    guard others.columns > 0, rows.rows > neighbors else { return 0 }
    let lists = try NearestNeighbors(others).nearest(
      neighbors, to: others, excluding: (0..<rows.rows).map { Int32($0) }, in: context)
    let values = (0..<rows.rows).map { rows[$0, column] }
    let mean = values.reduce(0, +) / Double(values.count)
    let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    var sum = 0.0
    for row in 0..<rows.rows {
      for neighbor in lists.neighbors(of: row) where neighbor >= 0 {
        let difference = values[row] - values[Int(neighbor)]
        sum += difference * difference
      }
    }
    return spread > 0 ? sum / Double(rows.rows * neighbors) / (2 * spread) : 0
  }
}
