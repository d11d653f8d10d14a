import CKernels
import Jobs

/// The graph behind `ApproximateNeighbors`: rows in the order of a tree of random projections, for
/// each the rows near it, and a few trees to start from.
struct NearGraph: Sendable {
  let matrix: Matrix
  let center: [Double]
  let scale: Double
  /// Single precision, `rows * stride`, in the order of the index.
  let values: [Float]
  let stride: Int
  /// The row at each place of the index, and the place of each row.
  let original: [Int32]
  let places: [Int32]
  /// Places near each place, `listed` each, and `reversed` that have it in their list.
  let graph: [Int32]
  let reverse: [Int32]
  /// Trees to start from, one after the other.
  let orders: [Int32]
  let planes: [Float]
  let depth: Int

  /// Length of the lists, and of those in reverse.
  static let listed = 24
  static let reversed = 16
  /// Trees that lists are first filled from; searches start from the first few of them.
  static let trees = 6
  static let entries = 3
  /// Rows in a leaf at most.
  static let leaf = 40

  /// Lends the graph to a kernel.
  func withKernel<Result>(_ body: (inout ck_near_graph) throws -> Result) rethrows -> Result {
    try values.withUnsafeBufferPointer { values in
      try graph.withUnsafeBufferPointer { graph in
        try reverse.withUnsafeBufferPointer { reverse in
          try orders.withUnsafeBufferPointer { orders in
            try planes.withUnsafeBufferPointer { planes in
              try center.withUnsafeBufferPointer { center in
                try matrix.storage.withUnsafeBufferPointer { numbers in
                  try original.withUnsafeBufferPointer { original in
                    var lent = ck_near_graph(
                      rows: ck_float_rows(
                        values: values.baseAddress, n: Int64(matrix.rows), stride: Int32(stride)),
                      graph: graph.baseAddress, reverse: reverse.baseAddress,
                      k: Int32(Self.listed), r: Int32(Self.reversed), orders: orders.baseAddress,
                      planes: planes.baseAddress, trees: Int32(Self.entries), depth: Int32(depth),
                      center: center.baseAddress, scale: scale, numbers: numbers.baseAddress,
                      d: Int32(matrix.columns), original: original.baseAddress)
                    return try body(&lent)
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
