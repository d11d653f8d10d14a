import Jobs
import Numeric

/// Where a search for neighbors stops being exact.
package enum NeighborLimit {
  /// Rows × rows × columns up to which all rows are compared with all: some seconds. Above it the
  /// neighbors are approximate. Tests set it lower.
  @TaskLocal package static var exactWork = 1e10
}

/// Neighbors of released rows: exact, or, where that would take too long, approximate.
enum RowNeighbors: Sendable {
  case exact(NearestNeighbors, rows: Matrix)
  case approximate(ApproximateNeighbors)

  /// Whether so many rows are too many to compare all with all.
  static func isLarge(rows: Int, columns: Int) -> Bool {
    Double(rows) * Double(rows) * Double(columns) > NeighborLimit.exactWork
  }

  /// Prepares the search; uses all threads of `context`.
  init(_ rows: Matrix, in context: RunContext<AttackUpdate>) throws {
    if Self.isLarge(rows: rows.rows, columns: rows.columns),
      let index = try ApproximateNeighbors(rows, in: context)
    {
      self = .approximate(index)
    } else {
      self = .exact(NearestNeighbors(rows), rows: rows)
    }
  }

  var isApproximate: Bool {
    if case .approximate = self { true } else { false }
  }

  /// The `count` nearest other rows of each of `subjects`.
  ///
  /// Works on the calling thread, as part of a parallel loop; `context` only says when to stop.
  func nearest(
    _ count: Int, toRows subjects: [Int32], in context: RunContext<AttackUpdate>
  ) throws -> NeighborLists {
    let own = context.silenced(Never.self, threads: 1)
    switch self {
    case .approximate(let index): return try index.nearest(count, toRows: subjects, in: own)
    case .exact(let search, let rows):
      return try search.nearest(
        count, to: rows.rows(subjects.map(Int.init)), excluding: subjects, in: own)
    }
  }

  /// The `count` nearest rows of each of `places`; on the calling thread.
  ///
  /// - Parameter hidden: rows to leave out, of approximate neighbors only.
  func nearest(
    _ count: Int, to places: Matrix, hidden: HiddenRows? = nil,
    in context: RunContext<AttackUpdate>
  ) throws -> NeighborLists {
    let own = context.silenced(Never.self, threads: 1)
    switch self {
    case .approximate(let index):
      return try index.nearest(count, to: places, hidden: hidden, in: own)
    case .exact(let search, _): return try search.nearest(count, to: places, in: own)
    }
  }

  /// The same rows in the order in which they are searched fastest: unchanged if exact.
  func sorted(_ subjects: [Int32], among rows: Int) -> [Int32] {
    guard case .approximate(let index) = self else { return subjects }
    var isAsked = [Bool](repeating: false, count: rows)
    for subject in subjects { isAsked[Int(subject)] = true }
    return index.order.filter { isAsked[Int($0)] }
  }
}
