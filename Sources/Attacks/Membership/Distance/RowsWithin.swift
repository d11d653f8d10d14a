import Jobs
import Numeric

/// How many rows lie within a distance of each place.
enum RowsWithin {
  /// Coordinates compared between two looks at the cancel flag: some milliseconds.
  private static let comparisonsPerLook = 2_000_000

  /// For each of `places` the rows at this squared distance or less.
  ///
  /// Distances are summed column by column, as those of `NearestNeighbors` are.
  ///
  /// - Complexity: O(places × rows × columns), in parallel.
  /// - Throws: `CancellationError`.
  static func counts(
    of rows: Matrix, around places: Matrix, squaredDistance limit: Double,
    in context: RunContext<Fraction>
  ) throws -> [Int] {
    let progress = ProgressCounter(of: places.rows, in: context)
    let width = rows.columns
    let rowsPerLook = max(1, comparisonsPerLook / max(1, width))
    return try parallelMap(places.rows, in: context) { place in
      var count = 0
      for start in stride(from: 0, to: rows.rows, by: rowsPerLook) {
        try context.checkCancellation()
        let end = min(rows.rows, start + rowsPerLook)
        count += rows.storage.withUnsafeBufferPointer { rows in
          places.storage.withUnsafeBufferPointer { places in
            var near = 0
            for row in start..<end {
              var sum = 0.0
              for column in 0..<width {
                let difference = places[place * width + column] - rows[row * width + column]
                sum += difference * difference
              }
              near += sum <= limit ? 1 : 0
            }
            return near
          }
        }
      }
      progress.add(1)
      return count
    }
  }
}
