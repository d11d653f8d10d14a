import Jobs
import Numeric

/// The distance from each place to the row nearest to it.
enum NearestDistances {
  /// Squared; infinite where there are no rows. O(places × rows × columns) at worst.
  ///
  /// - Throws: `CancellationError`.
  static func squared(
    from places: Matrix, to rows: Matrix, in context: RunContext<Fraction>
  ) throws -> [Double] {
    try NearestNeighbors(rows).nearest(1, to: places, in: context).squaredDistances
  }
}
