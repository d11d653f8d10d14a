import Jobs
import Numeric

/// The lines of at least three rows through each of some rows.
struct LineCensus: Sendable {
  /// The other rows on each line through a row, among those that were looked at.
  typealias Groups = [[Int32]]

  /// All rows, scaled.
  let cloud: PointCloud
  private let released: Matrix
  private let search: NearestNeighbors
  private static let largestAngle = 1e-6
  private static let grain = 32

  /// - Parameter released: different rows; neighbors are neighbors in these units.
  init(_ released: Matrix) {
    self.released = released
    cloud = PointCloud(released)
    search = NearestNeighbors(released)
  }

  /// The lines through each of `subjects` among its `size` nearest rows.
  ///
  /// - Throws: `CancellationError`.
  func lines(
    through subjects: [Int32], among size: Int, in context: RunContext<AttackUpdate>
  ) throws -> [Groups] {
    let count = min(size, released.rows - 1)
    return try parallelChunks(of: subjects.count, grain: Self.grain, in: context) { range in
      let part = Array(subjects[range])
      let near = try search.nearest(
        count, to: released.rows(part.map(Int.init)), excluding: part,
        in: context.silenced(Never.self, threads: 1)
      ).indices
      return groups(part, near, count: count)
    }.flatMap(\.self)
  }

  /// The lines through each of `subjects` among all rows. O(subjects × rows × columns).
  ///
  /// - Throws: `CancellationError`.
  func linesAmongAll(
    through subjects: [Int32], in context: RunContext<AttackUpdate>
  ) throws -> [Groups] {
    let all = (0..<released.rows).map { Int32($0) }
    return try parallelChunks(of: subjects.count, grain: 1, in: context) { range in
      groups(Array(subjects[range]), all, count: all.count)
    }.flatMap(\.self)
  }

  private func groups(_ subjects: [Int32], _ neighbors: [Int32], count: Int) -> [Groups] {
    CollinearGroups.of(subjects, cloud, neighbors, count: count, Self.largestAngle)
  }

  /// How far along the line from `origin` through `toward` each of `rows` lies, `toward` at 1.
  func steps(of rows: [Int32], from origin: Int32, toward: Int32) -> [Double] {
    let start = cloud.coordinates.row(Int(origin))
    let unit = zip(cloud.coordinates.row(Int(toward)), start).map { $0 - $1 }
    let square = unit.reduce(0) { $0 + $1 * $1 }
    return rows.map { row in
      zip(zip(cloud.coordinates.row(Int(row)), start).map { $0 - $1 }, unit)
        .reduce(0) { $0 + $1.0 * $1.1 } / square
    }
  }
}
