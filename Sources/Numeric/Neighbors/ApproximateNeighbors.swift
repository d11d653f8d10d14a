import CKernels
import Jobs

/// Nearest neighbors under Euclidean distance of which a few may be missed, for as many rows that
/// comparing all with all would take too long.
///
/// A graph in which every row points to rows near it is built from trees of random projections and
/// refined by looking at neighbors of neighbors; a search follows it. What is found is at its exact
/// distance; that nothing nearer was missed is likely, not certain. The same rows give the same
/// answer for every number of threads.
///
/// Source: Dong, Moses, Li: Efficient k-nearest neighbor graph construction for generic similarity
/// measures, WWW 2011; Dasgupta, Freund: Random projection trees, STOC 2008.
public struct ApproximateNeighbors: Sendable {
  /// Rows searched among.
  public var rows: Int { graph.matrix.rows }
  private let graph: NearGraph

  /// The longest lists that are at hand without a search.
  public static let listed = NearGraph.listed
  private static let grain = 64

  /// Builds the index; nil for fewer than 100 rows, and where a value is no number or infinite.
  ///
  /// - Complexity: O(rows × log(rows) × columns).
  /// - Throws: `CancellationError`.
  public init?<Update>(_ matrix: Matrix, in context: RunContext<Update>) throws {
    guard matrix.rows >= 100, matrix.rows < 1 << 30, matrix.columns > 0,
      let graph = try NearGraphBuilder(matrix, in: context).graph()
    else { return nil }
    self.graph = graph
  }

  /// The rows in an order in which those near each other are often together: work in this order
  /// finds in the cache what it needs.
  public var order: [Int32] { graph.original }

  /// The numbers of the given places, sorted so that those near each other are often together.
  public func order(of places: Matrix) -> [Int] {
    var leaves = [Int32](repeating: 0, count: places.rows)
    graph.withKernel { ck_leaves_in_graph(&$0, places.storage, Int64(places.rows), &leaves) }
    return leaves.indices.sorted { (leaves[$0], $0) < (leaves[$1], $1) }
  }

  /// The `count` nearest other rows of each of `subjects`, which are rows of the index.
  ///
  /// - Parameter hidden: rows that are not to be found, in the order of the index, as `hiding`
  ///   makes it; nil for none.
  /// - Throws: `CancellationError`.
  public func nearest<Update>(
    _ count: Int, toRows subjects: [Int32], hidden: HiddenRows? = nil,
    in context: RunContext<Update>
  ) throws -> NeighborLists {
    try nearest(
      count, to: graph.matrix.rows(subjects.map { Int($0) }),
      at: subjects.map { graph.places[Int($0)] }, hidden, in: context)
  }

  /// The `count` nearest rows of each of `queries`, which may be rows of the index themselves.
  ///
  /// - Throws: `CancellationError`.
  public func nearest<Update>(
    _ count: Int, to queries: Matrix, hidden: HiddenRows? = nil, in context: RunContext<Update>
  ) throws -> NeighborLists {
    try nearest(count, to: queries, at: nil, hidden, in: context)
  }

  /// Rows of this index that searches are to leave out.
  public func hiding(_ isHidden: (Int) -> Bool) -> HiddenRows {
    HiddenRows(flags: graph.original.map { isHidden(Int($0)) ? 1 : 0 })
  }

  /// Bytes that an index holds, and that building it takes at the peak, the rows not counted.
  public static func bytes(rows: Int, columns: Int) -> (held: Int, peak: Int) {
    let stride = Int(ck_float_stride(Int32(columns)))
    let perRow =
      4 * stride + 4 * (NearGraph.listed + NearGraph.reversed + NearGraph.entries + 2)
      + 8 * stride * NearGraph.entries / NearGraph.leaf
    let lists = 2 * 8 * NearGraph.listed + 4 * NearGraph.reversed
    return (rows * perRow, rows * (4 * stride + 6 * (4 + 8 * stride / NearGraph.leaf) + lists))
  }

  private func nearest<Update>(
    _ count: Int, to queries: Matrix, at places: [Int32]?, _ hidden: HiddenRows?,
    in context: RunContext<Update>
  ) throws -> NeighborLists {
    precondition(queries.rows == 0 || queries.columns == graph.matrix.columns, "widths differ")
    var distances: [Double] = []
    let size = queries.rows * count
    let indices = try SharedBuffer<Int32>.array(-1, count: size) { indices in
      distances = try SharedBuffer<Double>.array(.infinity, count: size) { distances in
        _ = try parallelChunks(of: queries.rows, grain: Self.grain, in: context) { range in
          queries.storage.withUnsafeBufferPointer { numbers in
            (places ?? []).withUnsafeBufferPointer { places in
              (hidden?.flags ?? []).withUnsafeBufferPointer { flags in
                let first = range.lowerBound
                var asked = ck_near_queries(
                  numbers: numbers.baseAddress.map { $0 + first * queries.columns },
                  n: Int64(range.count),
                  place: places.isEmpty ? nil : places.baseAddress.map { $0 + first },
                  count: Int32(count), sight: Int32(count + max(16, count / 4)),
                  hidden: flags.isEmpty ? nil : flags.baseAddress,
                  out_index: indices.start + first * count,
                  out_distance: distances.start + first * count)
                graph.withKernel { ck_nearest_in_graph(&$0, &asked) }
              }
            }
          }
        }
      }
    }
    return NeighborLists(count: count, indices: indices, squaredDistances: distances)
  }
}

/// Rows of an `ApproximateNeighbors` that searches leave out.
public struct HiddenRows: Sendable {
  fileprivate let flags: [UInt8]
}
