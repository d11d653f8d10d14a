import CKernels
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
  /// Values compared between two looks at the cancel flag: a few milliseconds by integers, some
  /// tens where they cannot rule out anything.
  private static let valuesAtOnce = 20_000_000, valuesAtOnceWithoutScreen = 2_000_000
  /// Queries that share the rows in the cache.
  private static let mostQueriesAtOnce = 64

  /// The `count` nearest of these rows for each row of `queries`, which are in the same space.
  ///
  /// Exact; ties go to the lower row number; a distance that is not a number is never near. The
  /// answer is the same for every number of threads.
  ///
  /// Rows are compared as integers first, by a lower bound of their distance; only what that does
  /// not rule out is compared in double precision. No table of all distances is ever made.
  ///
  /// - Parameter isSelf: whether the queries are these rows, and a row is not its own neighbor.
  /// - Complexity: O(queries × rows × columns) time, O(queries × count + rows × columns) memory.
  /// - Throws: `CancellationError`.
  public func nearest<Update>(
    _ count: Int, to queries: MixedRows, isSelf: Bool = false, in context: RunContext<Update>
  ) throws -> NearestRows {
    let screen = try MixedScreen(self, in: context)
    let numbers = zip(queries.texts, texts).map { $0.numbers(among: $1) }
    let values = screen == nil ? Self.valuesAtOnceWithoutScreen : Self.valuesAtOnce
    let grain = values / max(1, self.count * space.names.count)
    let progress = ProgressCounter(of: queries.count, in: context)
    let parts = try parallelChunks(
      of: queries.count, grain: min(grain, Self.mostQueriesAtOnce), in: context
    ) { range in
      defer { progress.add(range.count) }
      return nearest(
        count, to: queries.values(range, numberedBy: numbers), queries: range.count,
        firstRow: isSelf ? range.lowerBound : -1, by: screen)
    }
    return NearestRows(
      count: count, indices: parts.flatMap(\.indices), distances: parts.flatMap(\.distances))
  }

  /// The values of some rows, categories by other numbers.
  ///
  /// - Parameter numbers: for each column the new number of each category.
  private func values(_ range: Range<Int>, numberedBy numbers: [[Double]]) -> [Double] {
    let width = space.names.count
    var values = Array(self.values[range.lowerBound * width..<range.upperBound * width])
    for column in 0..<width where !numbers[column].isEmpty {
      for place in stride(from: column, to: values.count, by: width) where !values[place].isNaN {
        values[place] = numbers[column][Int(values[place])]
      }
    }
    return values
  }

  /// - Parameter firstRow: the row that the first query is, or -1.
  private func nearest(
    _ count: Int, to values: [Double], queries: Int, firstRow: Int, by screen: MixedScreen?
  ) -> (indices: [Int32], distances: [Double]) {
    var indices = [Int32](repeating: -1, count: queries * count)
    var distances = [Double](repeating: .infinity, count: queries * count)
    withKernel(0..<self.count) { columns, rows in
      values.withUnsafeBufferPointer { values in
        indices.withUnsafeMutableBufferPointer { indices in
          distances.withUnsafeMutableBufferPointer { distances in
            var asked = ck_mixed_queries(
              values: values.baseAddress, n: Int64(queries), count: Int32(count),
              first_row: Int64(firstRow), out_index: indices.baseAddress,
              out_distance: distances.baseAddress)
            guard let screen else { return ck_mixed_nearest(columns, nil, rows, &asked) }
            screen.withKernel { ck_mixed_nearest(columns, $0, rows, &asked) }
          }
        }
      }
    }
    return (indices, distances)
  }
}
