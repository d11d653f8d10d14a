import CKernels
import Jobs
import Numeric

/// Lines of at least three released rows: in more than two dimensions no accident.
struct CertainLines: Sendable {
  /// Rows of each line, in order along it.
  let lines: [[Int]]
  /// Rows on more than one such line: places where segments meet, that is, real records.
  let crossings: [Int]
  /// Searches all the rows.
  let search: RowNeighbors

  /// Neighborhoods looked at, the larger ones for rows on no line so far.
  static let growing = [24, 64, 200]
  /// Of these the largest where neighbors are approximate: beyond it they cost most, and lines of
  /// far rows are found again once the records at their ends are.
  private static let mostApproximate = 64
  private static let largestAngle = 1e-7
  private static let grain = 64

  /// - Parameters:
  ///   - cloud: different rows, scaled.
  ///   - released: the same rows in release units; neighbors are neighbors there.
  ///   - stages: neighborhoods, each for the rows that the one before left on no line; nil for
  ///     the usual ones.
  init(
    _ cloud: PointCloud, released: Matrix, stages: [Int]? = nil,
    in context: RunContext<AttackUpdate>
  ) throws {
    let search = try RowNeighbors(released, in: context)
    self.search = search
    var groups = [[[Int32]]](repeating: [], count: released.rows)
    var open = search.sorted((0..<released.rows).map { Int32($0) }, among: released.rows)
    let stages =
      stages ?? Self.growing.filter { !search.isApproximate || $0 <= Self.mostApproximate }
    for (stage, size) in stages.enumerated() where !open.isEmpty {
      context.report(.stage("rows in line", Fraction(stage, of: 3 * stages.count)))
      let found = try Self.groups(of: open, cloud, search, size: size, in: context)
      for (subject, list) in zip(open, found) { groups[Int(subject)] = list }
      var onLine = [Bool](repeating: false, count: released.rows)
      for subject in open {
        for group in groups[Int(subject)] { group.forEach { onLine[Int($0)] = true } }
      }
      open = open.filter { groups[Int($0)].isEmpty && !onLine[Int($0)] }
    }
    if search.isApproximate {
      let lost = try LostLines.measure(
        search, of: released, cloud, size: stages[0], largestAngle: Self.largestAngle, in: context)
      context.report(.remark(lost.remark))
    }
    let crossings = groups.indices.filter { groups[$0].count >= 2 }
    self.crossings = crossings
    lines = Self.join(groups, leavingOut: Set(crossings), cloud)
  }

  private static func groups(
    of subjects: [Int32], _ cloud: PointCloud, _ search: RowNeighbors, size: Int,
    in context: RunContext<AttackUpdate>
  ) throws -> [[[Int32]]] {
    let count = min(size, cloud.coordinates.rows - 1)
    return try parallelChunks(of: subjects.count, grain: grain, in: context) { range in
      let part = Array(subjects[range])
      let lists = try search.nearest(count, toRows: part, in: context)
      return CollinearGroups.of(part, cloud, lists, largestAngle)
    }.flatMap(\.self)
  }

  /// Rows that are in line with a common row are on one line.
  private static func join(
    _ groups: [[[Int32]]], leavingOut crossings: Set<Int>, _ cloud: PointCloud
  ) -> [[Int]] {
    var sets = DisjointSets(count: groups.count)
    for (subject, list) in groups.enumerated() where !crossings.contains(subject) {
      for member in list.joined() where !crossings.contains(Int(member)) {
        sets.join(subject, Int(member))
      }
    }
    return sets.groups().filter { $0.count >= 3 }.compactMap { inOrder($0, cloud) }
  }

  /// The rows in order along their line, or nil if they are on no common line.
  private static func inOrder(_ members: [Int], _ cloud: PointCloud) -> [Int]? {
    let width = cloud.coordinates.columns
    let origin = cloud.coordinates.row(members[0])
    let farthest = members.max { squaredDistance($0, origin) < squaredDistance($1, origin) }
    guard let farthest else { return nil }
    let length = squaredDistance(farthest, origin).squareRoot()
    guard length > 0 else { return nil }
    let unit = (0..<width).map { (cloud.coordinates[farthest, $0] - origin[$0]) / length }
    var places: [(row: Int, along: Double)] = []
    for row in members {
      let offset = (0..<width).map { cloud.coordinates[row, $0] - origin[$0] }
      let along = zip(offset, unit).reduce(0) { $0 + $1.0 * $1.1 }
      // The line is known as well as its two ends are, and worse beyond the first of them.
      let tolerance = 8 * cloud.rounding * (1 + abs(along) / length)
      guard zip(offset, unit).allSatisfy({ abs($0 - along * $1) <= tolerance }) else { return nil }
      places.append((row, along))
    }
    return places.sorted { ($0.along, $0.row) < ($1.along, $1.row) }.map(\.row)

    func squaredDistance(_ row: Int, _ place: [Double]) -> Double {
      (0..<width).reduce(0) { sum, column in
        let difference = cloud.coordinates[row, column] - place[column]
        return sum + difference * difference
      }
    }
  }
}
