import Jobs

/// The nearest rows of each query, nearest first.
public struct NearestRows: Sendable, Equatable {
  /// Neighbors of each query.
  public let count: Int
  /// `queries * count` row numbers; -1 where there are fewer rows than neighbors asked for.
  public let indices: [Int32]
  /// Distances, as long as `indices`; infinite for -1.
  public let distances: [Double]

  /// The distance of each query to its nearest row. O(queries).
  public var nearest: [Double] {
    stride(from: 0, to: distances.count, by: count).map { distances[$0] }
  }
  /// The distance of each query to its second nearest row; needs a `count` of 2 or more.
  public var second: [Double] {
    stride(from: 1, to: distances.count, by: count).map { distances[$0] }
  }
}

extension MixedRows {
  private static let grain = 16

  /// The `count` nearest of these rows for each row of `queries`, which are in the same space.
  ///
  /// Exact; ties go to the lower row number; a distance that is not a number is never near. The
  /// answer is the same for every number of threads.
  ///
  /// - Parameter isSelf: whether the queries are these rows, and a row is not its own neighbor.
  /// - Complexity: O(queries × rows × columns) time, O(queries × count) memory.
  /// - Throws: `CancellationError`.
  public func nearest<Update>(
    _ count: Int, to queries: MixedRows, isSelf: Bool = false, in context: RunContext<Update>
  ) throws -> NearestRows {
    let lists = try parallelChunks(of: queries.count, grain: Self.grain, in: context) { range in
      try range.map { query in
        try context.checkCancellation()
        let near = (0..<self.count).lazy.filter { !(isSelf && $0 == query) }
          .map { (distance: queries.distance(query, to: $0, of: self), row: $0) }
          .filter { !$0.distance.isNaN }
          .sorted { ($0.distance, $0.row) < ($1.distance, $1.row) }
          .prefix(count)
        return Array(near)
          + Array(repeating: (distance: .infinity, row: -1), count: count - near.count)
      }
    }.joined().joined()
    return NearestRows(
      count: count, indices: lists.map { Int32($0.row) }, distances: lists.map(\.distance))
  }
}
