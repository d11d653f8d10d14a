import CKernels
import Jobs
import Numeric

/// How many lines approximate neighbors miss, measured on a sample of rows looked at exactly.
struct LostLines: Sendable {
  /// Rows looked at.
  let rows: Int
  /// Lines that exact neighbors show, and those of them that approximate neighbors show too.
  let lines: Int
  let found: Int

  private static let sample = 1000
  private static let grain = 16

  /// - Parameters:
  ///   - size: neighbors among which lines are looked for.
  /// - Complexity: O(1,000 × rows × columns).
  static func measure(
    _ neighbors: RowNeighbors, of released: Matrix, _ cloud: PointCloud, size: Int,
    largestAngle: Double, in context: RunContext<AttackUpdate>
  ) throws -> LostLines {
    let count = min(Self.sample, released.rows)
    let subjects = (0..<count).map { Int32($0 * released.rows / count) }
    let exact = RowNeighbors.exact(NearestNeighbors(released), rows: released)
    let parts = try parallelChunks(of: count, grain: grain, in: context) { range in
      let part = Array(subjects[range])
      let all = CollinearGroups.of(
        part, cloud, try exact.nearest(size, toRows: part, in: context), largestAngle)
      let some = CollinearGroups.of(
        part, cloud, try neighbors.nearest(size, toRows: part, in: context), largestAngle)
      return zip(all, some).map { all, some in
        (all.count, all.filter { line in some.contains { isSame($0, line) } }.count)
      }
    }.joined()
    return LostLines(
      rows: count, lines: parts.reduce(0) { $0 + $1.0 }, found: parts.reduce(0) { $0 + $1.1 })
  }

  /// Two lines through one row are the same if they share another row.
  private static func isSame(_ first: [Int32], _ second: [Int32]) -> Bool {
    first.contains { second.contains($0) }
  }

  /// For the user.
  var remark: String {
    guard lines > 0 else {
      return "neighbors are approximate; none of \(rows) rows looked at exactly is on a line"
    }
    let interval = Interval.wilson(found, of: lines)
    return "neighbors are approximate: of \(lines) lines through \(rows) rows looked at exactly, "
      + "\(Self.percent(Double(found) / Double(lines))) were found (95 % interval "
      + "\(Self.percent(interval.low)) to \(Self.percent(interval.high)))"
  }

  private static func percent(_ share: Double) -> String {
    "\((share * 10_000).rounded() / 100) %"
  }
}
