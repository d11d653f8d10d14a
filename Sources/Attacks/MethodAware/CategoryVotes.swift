import CKernels
import Jobs
import Numeric

/// What the released rows say about the categories around each rebuilt record.
///
/// In SMOTE-NC all rows made from one base carry the same categories, those that most of the base's
/// neighbors have; only where levels tie do they vary. Which of its two parents a row was made from
/// follows from that: the categories of its siblings.
struct CategoryVotes: Sendable {
  /// One rebuilt record as a base.
  struct Base: Sendable {
    /// Other ends of the rows made from it, ascending.
    var neighbors: [Int] = []
    /// For each column, for each level, the share of its rows that carry it; empty without rows.
    var shares: [[Double]] = []
  }

  /// One per record.
  let bases: [Base]

  /// A row between two records.
  private struct Between: Sendable {
    let row: Int
    let first: Int
    let second: Int
  }

  private static let neighborhoods = [48, 512]
  private static let largestAngle = 1e-5
  private static let grain = 64
  private static let rounds = 6

  /// - Parameters:
  ///   - records: different ones, in release units.
  ///   - rows: synthetic rows, in release units.
  ///   - categories: of the rows.
  /// - Throws: `CancellationError`.
  init(
    records: Matrix, rows: Matrix, _ categories: ReleasedCategories,
    in context: RunContext<AttackUpdate>
  ) throws {
    let rows = try Self.between(records, rows, in: context)
    var bases = Self.bases(
      records.rows, rows.flatMap { [(base: $0.first, $0), (base: $0.second, $0)] }, categories)
    for _ in 0..<Self.rounds {
      try context.checkCancellation()
      let known = bases
      let assigned = rows.compactMap { row -> (base: Int, Between)? in
        let first = Self.likeness(row.row, known[row.first], categories)
        let second = Self.likeness(row.row, known[row.second], categories)
        return first == second ? nil : (base: first > second ? row.first : row.second, row)
      }
      bases = Self.bases(records.rows, assigned, categories)
    }
    self.bases = bases
  }

  /// How well the categories of a row are those of a base's other rows.
  private static func likeness(
    _ row: Int, _ base: Base, _ categories: ReleasedCategories
  ) -> Double {
    base.shares.enumerated().reduce(0) {
      $0 + $1.element[categories.code(row: row, column: $1.offset)]
    }
  }

  private static func bases(
    _ count: Int, _ assigned: [(base: Int, Between)], _ categories: ReleasedCategories
  ) -> [Base] {
    var neighbors = [Set<Int>](repeating: [], count: count)
    var rowsOf = [[Int]](repeating: [], count: count)
    for (base, row) in assigned {
      neighbors[base].insert(row.first == base ? row.second : row.first)
      rowsOf[base].append(row.row)
    }
    return (0..<count).map { base in
      Base(
        neighbors: neighbors[base].sorted(), shares: shares(of: rowsOf[base], categories))
    }
  }

  private static func shares(
    of rows: [Int], _ categories: ReleasedCategories
  ) -> [[Double]] {
    guard !rows.isEmpty else { return [] }
    return categories.levels.enumerated().map { column, levels in
      var shares = [Double](repeating: 0, count: levels.count)
      for row in rows {
        shares[categories.code(row: row, column: column)] += 1 / Double(rows.count)
      }
      return shares
    }
  }

  /// The rows that lie between two records, and which.
  private static func between(
    _ records: Matrix, _ rows: Matrix, in context: RunContext<AttackUpdate>
  ) throws -> [Between] {
    let cloud = PointCloud(records.stacked(on: rows))
    let search = NearestNeighbors(records)
    return try parallelChunks(of: rows.rows, grain: grain, in: context) { range in
      var found: [Between] = []
      var open = Array(range)
      for size in neighborhoods where !open.isEmpty {
        let count = min(size, records.rows)
        let near = try search.nearest(
          count, to: rows.rows(open), in: context.silenced(Never.self, threads: 1)
        ).indices
        var crossings = [ck_crossing](repeating: ck_crossing(), count: open.count)
        cloud.withKernelPoints { points in
          ck_lines_through(
            points, open.map { Int32(records.rows + $0) }, Int64(open.count), near, Int32(count),
            largestAngle, &crossings)
        }
        for (row, crossing) in zip(open, crossings) where crossing.two_sided > 0 {
          found.append(
            Between(row: row, first: Int(crossing.before), second: Int(crossing.after)))
        }
        open = zip(open, crossings).filter { $0.1.two_sided == 0 }.map(\.0)
      }
      return found
    }.flatMap(\.self)
  }
}
