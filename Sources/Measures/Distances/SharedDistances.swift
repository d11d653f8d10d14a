import Jobs
import Tabular

/// One of the tables that are compared.
public enum Table: String, Sendable, CaseIterable {
  case training
  case synthetic
  case holdout
}

/// Distances between the tables of a `MeasureInput`: each pair of tables is compared once, however
/// many measures ask.
///
/// Distances are Gower's as in SDMetrics, with the ranges of the training rows. A row that is looked
/// for in its own table is not its own neighbor.
public final class SharedDistances: Sendable {
  private struct Pair: Hashable {
    let from: Table
    let to: Table
  }

  /// The rows of each table there is, in one space.
  public let rows: [Table: MixedRows]
  private let known = Locked<[Pair: NearestRows]>([:])

  /// Neighbors of each row that are kept.
  public static let neighbors = 2

  /// - Throws: `DatasetError` if a table lacks a column of the training rows.
  init(training: Dataset, synthetic: Dataset, holdout: Dataset?) throws(DatasetError) {
    let space = MixedSpace(training)
    var rows: [Table: MixedRows] = [:]
    rows[.training] = try space.rows(of: training)
    rows[.synthetic] = try space.rows(of: synthetic)
    if let holdout { rows[.holdout] = try space.rows(of: holdout) }
    self.rows = rows
  }

  /// The nearest and second nearest row of `to` for each row of `from`; nil without such a table.
  ///
  /// - Throws: `CancellationError`.
  public func nearest<Update>(
    from: Table, to: Table, in context: RunContext<Update>
  ) throws -> NearestRows? {
    guard let queries = rows[from], let others = rows[to] else { return nil }
    let pair = Pair(from: from, to: to)
    if let lists = known.withLock({ $0[pair] }) { return lists }
    let lists = try others.nearest(Self.neighbors, to: queries, isSelf: from == to, in: context)
    known.withLock { $0[pair] = lists }
    return lists
  }
}
