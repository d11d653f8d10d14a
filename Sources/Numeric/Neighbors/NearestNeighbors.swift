import Jobs

/// The nearest rows of each query, nearest first.
public struct NeighborLists: Sendable, Equatable {
  /// Neighbors of each query.
  public let count: Int
  /// `queries * count` row numbers; -1 where there are fewer rows than neighbors asked for.
  public let indices: [Int32]
  /// Squared distances, as long as `indices`; infinite for -1.
  public let squaredDistances: [Double]

  /// - Precondition: `indices` and `squaredDistances` are equally long, a multiple of `count`.
  public init(count: Int, indices: [Int32], squaredDistances: [Double]) {
    self.count = count
    self.indices = indices
    self.squaredDistances = squaredDistances
  }

  /// The neighbors of one query. O(count).
  public func neighbors(of query: Int) -> ArraySlice<Int32> {
    indices[query * count..<(query + 1) * count]
  }
}

/// Exact nearest neighbors under Euclidean distance.
///
/// Ties are broken by row number, lowest first. Distances are summed column by column, so they are
/// the same on every machine and for every number of threads. A distance too large for a number is
/// infinite and comes last; a row whose distance is not a number is never near.
public struct NearestNeighbors: Sendable {
  /// Rows searched among.
  public let rows: Int
  /// Their width, which queries have to have too.
  public let columns: Int
  private let search: NeighborSearch

  /// O(1): `matrix` is prepared by the first queries, in whatever way suits their number.
  public init(_ matrix: Matrix) {
    rows = matrix.rows
    columns = matrix.columns
    search = NeighborSearch(SearchRows(matrix))
  }

  /// The `count` nearest rows of each row of `queries`.
  ///
  /// - Parameters:
  ///   - queries: as wide as the rows.
  ///   - excluded: for each query a row to leave out (itself, say), or -1.
  /// - Complexity: O(queries × rows × columns) time at worst, about O(queries × log(rows)) where
  ///   few columns or factors matter; O(queries × count + rows × columns) memory.
  /// - Throws: `CancellationError`.
  public func nearest<Update>(
    _ count: Int, to queries: Matrix, excluding excluded: [Int32]? = nil,
    in context: RunContext<Update>
  ) throws -> NeighborLists {
    try nearest(count, to: queries, excluding: excluded, by: nil, in: context)
  }

  /// The same by a certain way to search, or, for nil, by the fastest.
  package func nearest<Update>(
    _ count: Int, to queries: Matrix, excluding excluded: [Int32]? = nil,
    by engine: NeighborEngine?, in context: RunContext<Update>
  ) throws -> NeighborLists {
    precondition(queries.rows == 0 || queries.columns == columns, "widths differ")
    precondition(excluded.map { $0.count == queries.rows } ?? true, "one exclusion for each query")
    return try search.nearest(
      count, to: SearchRows(queries), excluding: excluded, by: engine, in: context)
  }
}
