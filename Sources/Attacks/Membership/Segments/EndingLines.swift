import Jobs
import Numeric

/// The lines of released rows that end in each of some people.
struct EndingLines {
  /// For each person the rows on such lines, less one per line.
  let weights: [Double]

  /// Directions known less well than this are not compared, where values are exact and where they
  /// were rounded.
  private static let largestAngle = (exact: 1e-6, rounded: 0.02)
  private static let grain = 8

  /// - Parameter neighbors: released rows looked at per person, the nearest.
  /// - Throws: `CancellationError`.
  init(
    _ view: MembershipView, _ precision: ReleasePrecision, neighbors: Int,
    in context: RunContext<Fraction>
  ) throws {
    let people = view.candidates.columns(precision.columns)
    let shown = view.release.columns(precision.columns)
    let rows = shown.rows(RowNumbers(shown).firstRows)
    // In one dimension all rows are on one line.
    guard precision.columns.count >= 2, rows.rows >= 2 else {
      weights = Array(repeating: 0, count: people.rows)
      return
    }
    let cloud = PointCloud(rows.stacked(on: people), errors: precision.errors)
    let angle = precision.isExact ? Self.largestAngle.exact : Self.largestAngle.rounded
    let search = NearestNeighbors(rows)
    let progress = ProgressCounter(of: people.rows, in: context)
    weights = try parallelChunks(of: people.rows, grain: Self.grain, in: context) { range in
      let lists = try search.nearest(
        min(neighbors, rows.rows), to: people.rows(Array(range)),
        in: context.silenced(Never.self, threads: 1))
      let subjects = range.map { Int32(rows.rows + $0) }
      let groups = CollinearGroups.of(subjects, cloud, lists, angle)
      progress.add(range.count)
      return zip(subjects, groups).map { subject, lines in
        lines.filter { Self.isEnd(subject, of: $0, cloud) }
          .reduce(0.0) { $0 + Double($1.count - 1) }
      }
    }.flatMap(\.self)
  }

  /// Whether all rows of a line through a point lie on one side of it.
  private static func isEnd(_ subject: Int32, of line: [Int32], _ cloud: PointCloud) -> Bool {
    let points = cloud.coordinates
    func offset(_ row: Int32, _ column: Int) -> Double {
      points[Int(row), column] - points[Int(subject), column]
    }
    let first = line[0]
    return line.dropFirst().allSatisfy { row in
      (0..<points.columns).reduce(0) { $0 + offset(first, $1) * offset(row, $1) } > 0
    }
  }
}
