import CKernels
import Jobs
import Numeric

/// Rows and the boxes that other rows span around them.
struct BoxField: Sendable {
  /// Columns that count: a good share of the rows has a value of its own there.
  let columns: [Int]
  /// For each row and each of `columns` whether another row has the same value.
  let sharedColumns: [[Bool]]
  /// The rows in these columns, in units of about half of what each spans over the whole release.
  private let scaled: Matrix
  /// The rows in these columns, in release units.
  private let values: Matrix
  /// For each of `columns` the rows of each value.
  private let rowsOfValue: [[Double: [Int32]]]

  /// Share of the rows with a value of their own below which a column's values may be rounded.
  private static let leastOwn = 0.1
  /// Neighbors among which two around a row are looked for before all rows are.
  private static let neighborhood = 200
  /// Rows between two looks at the cancel flag.
  private static let grain = 4

  /// - Parameters:
  ///   - rows: different ones.
  ///   - others: rows of other classes, which say how far the columns range.
  /// - Throws: `CancellationError`.
  init(_ rows: Matrix, others: Matrix, in context: RunContext<AttackUpdate>) throws {
    let occurrences = try parallelMap(rows.columns, in: context) { column in
      Dictionary(grouping: (0..<rows.rows).map { Int32($0) }) { rows[Int($0), column] }
    }
    let columns = occurrences.indices.filter { column in
      let own = occurrences[column].values.count { $0.count == 1 }
      return Double(own) >= Self.leastOwn * Double(rows.rows)
    }
    let used = columns.map { occurrences[$0] }
    self.columns = columns
    rowsOfValue = used
    // By powers of two: equal values stay equal and different ones different.
    let scales = ColumnRanges(rows.stacked(on: others)).halves.map { $0 > 0 ? 1 / $0.binade : 1 }
    scaled = PointCloud.scaled(rows, by: scales).columns(columns)
    sharedColumns = (0..<rows.rows).map { row in
      zip(columns, used).map { column, rowsOf in (rowsOf[rows[row, column]]?.count ?? 0) > 1 }
    }
    values = rows.columns(columns)
  }

  /// The nearest two rows around each row.
  ///
  /// - Throws: `CancellationError`.
  func boxes(in context: RunContext<AttackUpdate>) throws -> [ck_box] {
    let search = NearestNeighbors(scaled)
    let all = (0..<scaled.rows).map { Int32($0) }
    let done = Locked(0)
    return try parallelChunks(of: scaled.rows, grain: Self.grain, in: context) { range in
      let boxes = try range.map { row in
        try context.checkCancellation()
        return try box(around: row, search, all, in: context)
      }
      let share = done.withLock { done in
        done += range.count
        return Fraction(done, of: scaled.rows)
      }
      context.report(.stage("boxes around rows", share))
      return boxes
    }.flatMap(\.self)
  }

  private func box(
    around row: Int, _ search: NearestNeighbors, _ all: [Int32],
    in context: RunContext<AttackUpdate>
  ) throws -> ck_box {
    let shared = sharedColumns[row]
    let carriers = shared.indices.filter { shared[$0] }
      .compactMap { rowsOfValue[$0][values[row, $0]] }.min { $0.count < $1.count }
    if let carriers { return box(around: row, among: carriers, inOrder: false) }
    let near = try search.nearest(
      min(Self.neighborhood, scaled.rows - 1), to: scaled.rows([row]), excluding: [Int32(row)],
      in: context.silenced(Never.self, threads: 1)
    ).indices
    let box = box(around: row, among: near, inOrder: true)
    return box.near >= 0 ? box : self.box(around: row, among: all, inOrder: true)
  }

  private func box(around row: Int, among candidates: [Int32], inOrder: Bool) -> ck_box {
    let tied: [UInt8] = sharedColumns[row].map { $0 ? 1 : 0 }
    return ck_box_around(
      scaled.storage, Int32(scaled.columns), Int32(row), tied, candidates,
      Int64(candidates.count), inOrder ? 1 : 0)
  }
}
