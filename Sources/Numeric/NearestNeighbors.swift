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
/// the same on every machine and for every number of threads.
public struct NearestNeighbors: Sendable {
  /// Rows searched among.
  public let rows: Int
  /// Their width, which queries have to have too.
  public let columns: Int
  /// Column-major, each column `stride` long.
  private let points: [Double]
  private let stride: Int
  /// Columns are padded to a multiple of this.
  private static let tile = 8
  /// Coordinates compared between two looks at the cancel flag: about 10 ms.
  private static let comparisonsPerLook = 30_000_000
  /// Queries between two looks at most: fewer where there are many rows or columns.
  private static let mostQueriesPerLook = 64

  /// Prepares `matrix` for queries. O(rows × columns).
  public init(_ matrix: Matrix) {
    rows = matrix.rows
    columns = matrix.columns
    let padded = (matrix.rows + Self.tile - 1) / Self.tile * Self.tile
    stride = padded
    var points = [Double](repeating: 0, count: padded * matrix.columns)
    // A few rows at a time: else every single value would be written to another cache line.
    for start in Swift.stride(from: 0, to: matrix.rows, by: Self.tile) {
      let end = min(matrix.rows, start + Self.tile)
      for column in 0..<matrix.columns {
        for row in start..<end {
          points[column * padded + row] = matrix.storage[row * matrix.columns + column]
        }
      }
    }
    self.points = points
  }

  /// Queries that take about as long as a cancel may wait.
  private var grain: Int {
    max(1, min(Self.mostQueriesPerLook, Self.comparisonsPerLook / max(1, rows * columns)))
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
    let parts = try parallelChunks(of: queries.rows, grain: grain, in: context) { range in
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
