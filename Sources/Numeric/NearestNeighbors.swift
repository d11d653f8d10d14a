import CKernels
import Jobs

/// The nearest rows of each query, nearest first.
public struct NeighborLists: Sendable, Equatable {
  /// Neighbors of each query.
  public let count: Int
  /// `queries * count` row numbers; -1 where there are fewer rows than neighbors asked for.
  public let indices: [Int32]
  /// Squared distances, as long as `indices`; infinite for -1.
  public let squaredDistances: [Double]

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
/// the same on every machine and for every number of threads.
public struct NearestNeighbors: Sendable {
  public let rows: Int
  public let columns: Int
  /// Column-major, each column `stride` long.
  private let points: [Double]
  private let stride: Int
  /// Queries between two looks at the cancel flag: about a millisecond of work for 20,000 rows.
  private static let grain = 64

  /// Prepares `matrix` for queries. O(rows × columns).
  public init(_ matrix: Matrix) {
    rows = matrix.rows
    columns = matrix.columns
    let padded = (matrix.rows + 7) / 8 * 8
    stride = padded
    var points = [Double](repeating: 0, count: padded * matrix.columns)
    for row in 0..<matrix.rows {
      for column in 0..<matrix.columns {
        points[column * padded + row] = matrix.storage[row * matrix.columns + column]
      }
    }
    self.points = points
  }

  /// The `count` nearest rows of each row of `queries`.
  ///
  /// - Parameters:
  ///   - queries: as wide as the rows.
  ///   - excluded: for each query a row to leave out (itself, say), or -1.
  /// - Complexity: O(queries × rows × columns) time, O(queries × count) memory.
  /// - Throws: `CancellationError`.
  public func nearest<Update>(
    _ count: Int, to queries: Matrix, excluding excluded: [Int32]? = nil,
    in context: RunContext<Update>
  ) throws -> NeighborLists {
    precondition(queries.rows == 0 || queries.columns == columns, "widths differ")
    let parts = try parallelChunks(of: queries.rows, grain: Self.grain, in: context) { range in
      nearest(count, to: queries, range, excluding: excluded)
    }
    return NeighborLists(
      count: count, indices: parts.flatMap(\.indices),
      squaredDistances: parts.flatMap(\.squaredDistances))
  }

  private func nearest(
    _ count: Int, to queries: Matrix, _ range: Range<Int>, excluding excluded: [Int32]?
  ) -> NeighborLists {
    var indices = [Int32](repeating: -1, count: range.count * count)
    var distances = [Double](repeating: .infinity, count: range.count * count)
    let left = excluded.map { Array($0[range]) } ?? Array(repeating: -1, count: range.count)
    queries.storage.withUnsafeBufferPointer { storage in
      guard let base = storage.baseAddress, count > 0 else { return }
      ck_nearest(
        points, Int64(rows), Int64(stride), Int32(columns), base + range.lowerBound * columns,
        Int64(range.count), Int32(count), left, &indices, &distances)
    }
    return NeighborLists(count: count, indices: indices, squaredDistances: distances)
  }
}
