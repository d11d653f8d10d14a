import Jobs

/// Exact nearest neighbors among rows of numbers and categories, as SMOTE-NC measures them (Chawla
/// and others, JAIR 16, 2002, section 6.1).
///
/// The squared distance is the sum of the squared differences of the numbers, column by column,
/// plus `mismatch` times the number of category columns that differ. Ties are broken by row number,
/// lowest first. A distance too large for a number is infinite and comes last; a row whose distance
/// is not a number is never near.
public struct MixedNeighbors: Sendable {
  /// Rows searched among.
  public let rows: Int
  private let search: NeighborSearch

  /// O(1): the rows are prepared by the first queries, in whatever way suits their number.
  ///
  /// - Parameters:
  ///   - numbers: the numeric columns.
  ///   - categories: as many rows.
  ///   - mismatch: what a differing category adds to the squared distance, 0 or more; what is
  ///     infinite counts as the largest number.
  public init(numbers: Matrix, categories: CategoryCodes, mismatch: Double) {
    precondition(numbers.rows == categories.rows, "as many rows of numbers as of categories")
    precondition(mismatch >= 0, "a mismatch cannot bring rows nearer")
    rows = numbers.rows
    search = NeighborSearch(
      SearchRows(
        numbers, categories, mismatch: min(mismatch, Double.greatestFiniteMagnitude)))
  }

  /// The `count` nearest rows of each row in `rows`, among them itself, unless enough rows of lower
  /// number equal it.
  ///
  /// - Complexity: O(`rows` × all rows × columns) time at worst; memory for the answers and linear
  ///   in the rows.
  /// - Throws: `CancellationError`.
  public func nearest<Update>(
    _ count: Int, toRows rows: [Int], in context: RunContext<Update>
  ) throws -> NeighborLists {
    try nearest(count, toRows: rows, by: nil, in: context)
  }

  /// The same by a certain way to search, or, for nil, by the fastest.
  package func nearest<Update>(
    _ count: Int, toRows rows: [Int], by engine: NeighborEngine?, in context: RunContext<Update>
  ) throws -> NeighborLists {
    try search.nearest(
      count, to: search.rows.rows(rows), excluding: nil, by: engine, in: context)
  }
}
