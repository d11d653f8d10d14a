import CKernels
import Jobs
import Numeric

/// Tells how well rows taken for real explain the others: every synthetic row lies on a line with
/// its parents.
struct ExplainedRows {
  private static let neighborhoods = [48, 400]
  private static let largestAngle = 1e-6
  private static let grain = 64

  /// Share of the rows in `rest` that lie on a line with two of `real`, beside or between them.
  ///
  /// - Parameters:
  ///   - rows: different rows, in release units.
  ///   - real, rest: positions in `rows`.
  /// - Throws: `CancellationError`.
  /// - Complexity: O(rest × real × columns) at worst.
  static func share(
    of rest: [Int], by real: [Int], in rows: Matrix, context: RunContext<AttackUpdate>
  ) throws -> Double {
    guard real.count >= 2, !rest.isEmpty else { return 0 }
    let records = rows.rows(real)
    let others = rows.rows(rest)
    let cloud = PointCloud(records.stacked(on: others))
    let search = NearestNeighbors(records)
    let counts = try parallelChunks(of: rest.count, grain: grain, in: context) { range in
      var open = Array(range)
      for size in neighborhoods where !open.isEmpty {
        let count = min(size, real.count)
        let lists = try search.nearest(
          count, to: others.rows(open), in: context.silenced(Never.self, threads: 1))
        var crossings = [ck_crossing](repeating: ck_crossing(), count: open.count)
        let subjects = open.map { Int32(real.count + $0) }
        cloud.withKernelPoints { points in
          ck_lines_through(
            points, subjects, Int64(open.count), lists.indices, Int32(count), largestAngle,
            &crossings)
        }
        open = zip(open, crossings).filter { $0.1.lines == 0 }.map(\.0)
      }
      return range.count - open.count
    }
    return Double(counts.reduce(0, +)) / Double(rest.count)
  }
}
