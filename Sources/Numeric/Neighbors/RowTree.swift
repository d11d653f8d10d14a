import CKernels
import Jobs

/// A k-d tree over rows (J. L. Bentley, CACM 18, 1975), with a box around every part and eight
/// children to a node, so that eight boxes are compared at once.
struct RowTree: Sendable {
  /// Row numbers, leaf by leaf.
  let order: [Int32]
  private let leaves: [Double]
  private let boxes: [Double]
  private let lowest: [Int32]

  /// Rows that one thread arranges alone.
  private static let arrangedAtOnce = 16384
  /// Leaves, or nodes, filled between two looks at the cancel flag.
  private static let filledAtOnce = 1024

  /// Nil without rows, or where a number is not finite: it lies on no side of a cut.
  ///
  /// O(rows × log(rows)) time, (columns + 1) × 8 bytes a row. Throws `CancellationError`.
  init?<Update>(_ rows: SearchRows, in context: RunContext<Update>) throws {
    let count = rows.count
    let areFinite = try parallelChunks(of: count, grain: Self.arrangedAtOnce, in: context) {
      range in
      rows.numbers.storage.withUnsafeBufferPointer { storage in
        let columns = rows.numbers.columns
        return storage[range.lowerBound * columns..<range.upperBound * columns]
          .allSatisfy(\.isFinite)
      }
    }
    guard count > 0, areFinite.allSatisfy(\.self) else { return nil }
    let order = try Self.arranged(rows, in: context)
    let leaves = try Self.leaves(rows, order, in: context)
    self.order = order
    self.leaves = leaves
    let places = Int(ck_tree_places(Int64(count)))
    let boxWidth = rows.numbers.columns + rows.width
    var lowest: [Int32] = []
    boxes = try SharedBuffer<Double>.array(0, count: places * max(1, boxWidth)) { boxes in
      lowest = try SharedBuffer<Int32>.array(0, count: places) { lowest in
        try Self.fill(boxes, lowest, rows, order, leaves, in: context)
      }
    }
    self.lowest = lowest
  }

  /// The rows in the order of the leaves: parts are split level by level while they are large.
  private static func arranged<Update>(
    _ rows: SearchRows, in context: RunContext<Update>
  ) throws -> [Int32] {
    try rows.withKernel { kernelRows in
      nonisolated(unsafe) let kernelRows = kernelRows
      return try SharedBuffer<Int32>.array(0, count: rows.count) { order in
        for row in 0..<rows.count { order.start[row] = Int32(row) }
        var parts = [0..<rows.count]
        while parts.contains(where: { $0.count > arrangedAtOnce }) {
          let before = parts
          parts = try parallelMap(before.count, in: context) { index in
            let part = before[index]
            guard part.count > arrangedAtOnce else { return [part] }
            let cut = ck_tree_split(
              kernelRows, order.start, Int64(part.lowerBound), Int64(part.upperBound))
            return [part.lowerBound..<Int(cut), Int(cut)..<part.upperBound]
          }.flatMap(\.self)
        }
        let small = parts
        _ = try parallelMap(small.count, in: context) { index in
          ck_tree_arrange(
            kernelRows, order.start, Int64(small[index].lowerBound),
            Int64(small[index].upperBound))
        }
      }
    }
  }

  private static func leaves<Update>(
    _ rows: SearchRows, _ order: [Int32], in context: RunContext<Update>
  ) throws -> [Double] {
    let count = Int(ck_tree_leaves(Int64(rows.count)))
    return try rows.withKernel { kernelRows in
      nonisolated(unsafe) let kernelRows = kernelRows
      return try SharedBuffer<Double>.array(
        0, count: count * Int(ck_leaf_rows) * max(1, rows.width)
      ) { leaves in
        _ = try parallelChunks(of: count, grain: filledAtOnce, in: context) { range in
          ck_tree_fill_leaves(
            kernelRows, order, Int64(range.lowerBound), Int64(range.upperBound), leaves.start)
        }
      }
    }
  }

  private static func fill<Update>(
    _ boxes: SharedBuffer<Double>, _ lowest: SharedBuffer<Int32>, _ rows: SearchRows,
    _ order: [Int32], _ leaves: [Double], in context: RunContext<Update>
  ) throws {
    try rows.withKernel { kernelRows in
      nonisolated(unsafe) let kernelRows = kernelRows
      for level in Int32(1)... {
        let nodes = Int(ck_tree_nodes(Int64(rows.count), level))
        if nodes == 0 { return }
        _ = try parallelChunks(of: nodes, grain: filledAtOnce, in: context) { range in
          ck_tree_fill_boxes(
            kernelRows, order, leaves, level, Int64(range.lowerBound), Int64(range.upperBound),
            boxes.start, lowest.start)
        }
      }
    }
  }

  /// Lends the tree to a kernel.
  func withKernel<Result>(_ body: (UnsafePointer<ck_tree>) throws -> Result) rethrows -> Result {
    try order.withUnsafeBufferPointer { order in
      try leaves.withUnsafeBufferPointer { leaves in
        try boxes.withUnsafeBufferPointer { boxes in
          try lowest.withUnsafeBufferPointer { lowest in
            var tree = ck_tree(
              order: order.baseAddress, leaves: leaves.baseAddress, boxes: boxes.baseAddress,
              lowest: lowest.baseAddress)
            return try body(&tree)
          }
        }
      }
    }
  }
}
