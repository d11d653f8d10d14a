import CKernels
import Jobs

/// Builds a `NearGraph`: trees of random projections propose neighbors, neighbors of neighbors
/// refine them.
///
/// Every step writes for each row what depends on the step before alone, so the number of threads
/// does not matter. Cost: O(rows log(rows) columns); see `ApproximateNeighbors.bytes(rows:columns:)`
/// for memory.
struct NearGraphBuilder<Update: Sendable>: Sendable {
  private let matrix: Matrix
  private let context: RunContext<Update>
  private let depth: Int
  private let stride: Int

  /// Rounds of refinement at most, and the share of places in lists that has to change for
  /// another.
  private static var mostRounds: Int { 6 }
  private static var leastChange: Double { 0.002 }
  /// Nodes up to this size are halved, with all below, in one go.
  private static var wholeNode: Int { 8192 }
  private static var chunk: Int { 4096 }

  init(_ matrix: Matrix, in context: RunContext<Update>) {
    self.matrix = matrix
    self.context = context
    stride = Int(ck_float_stride(Int32(matrix.columns)))
    var depth = 0
    while matrix.rows >> depth > NearGraph.leaf { depth += 1 }
    self.depth = depth
  }

  /// Nil if a value is no number or infinite.
  func graph() throws -> NearGraph? {
    guard let (center, scale) = try frame() else { return nil }
    let given = (0..<matrix.rows).map { Int32($0) }
    let original = try tree(0, of: floats(given, center, scale)).order
    // From here on rows that lie near each other are stored near each other.
    let values = try floats(original, center, scale)
    let trees = try parallelMap(NearGraph.trees, in: context) { number in
      try tree(number, of: values)
    }
    let lists = try refined(joined(trees, values), values)
    let reverse = try reversed(lists)
    var places = [Int32](repeating: 0, count: matrix.rows)
    for (place, row) in original.enumerated() { places[Int(row)] = Int32(place) }
    return NearGraph(
      matrix: matrix, center: center, scale: scale, values: values, stride: stride,
      original: original, places: places, graph: lists.ids.map { $0 >> 1 },
      reverse: reverse.map { $0 >> 1 },
      orders: trees.prefix(NearGraph.entries).flatMap(\.order),
      planes: trees.prefix(NearGraph.entries).flatMap(\.planes), depth: depth)
  }

  /// The middle of each column, and what brings the largest difference from it to 1.
  private func frame() throws -> (center: [Double], scale: Double)? {
    let width = matrix.columns
    let ranges = try parallelChunks(of: matrix.rows, grain: Self.chunk, in: context) { range in
      var low = [Double](repeating: .infinity, count: width)
      var high = [Double](repeating: -.infinity, count: width)
      for row in range {
        for column in 0..<width {
          let value = matrix.storage[row * width + column]
          // What is no number becomes the largest, and is noticed there.
          low[column] = min(low[column], value.isFinite ? value : -.infinity)
          high[column] = max(high[column], value.isFinite ? value : .infinity)
        }
      }
      return (low, high)
    }
    let low = (0..<width).map { column in ranges.map { $0.0[column] }.min() ?? 0 }
    let high = (0..<width).map { column in ranges.map { $0.1[column] }.max() ?? 0 }
    let extent = zip(low, high).map { $1 / 2 - $0 / 2 }.max() ?? 0
    guard extent.isFinite else { return nil }
    return (zip(low, high).map { $0 / 2 + $1 / 2 }, extent > 1e-300 ? 1 / extent : 1)
  }

  private func floats(_ order: [Int32], _ center: [Double], _ scale: Double) throws -> [Float] {
    try SharedBuffer<Float>.array(0, count: matrix.rows * stride) { values in
      _ = try parallelChunks(of: matrix.rows, grain: Self.chunk, in: context) { range in
        matrix.storage.withUnsafeBufferPointer { numbers in
          ck_float_rows_fill(
            numbers.baseAddress, Int32(matrix.columns), center, scale, order,
            Int64(range.lowerBound), Int64(range.upperBound), values.start)
        }
      }
    }
  }

  private struct Tree: Sendable {
    var order: [Int32]
    var planes: [Float]
  }

  private struct Node {
    let number: Int
    let depth: Int
    let first: Int
    let last: Int
  }

  private func tree(_ number: Int, of values: [Float]) throws -> Tree {
    var order = (0..<matrix.rows).map { Int32($0) }
    var planes = [Float](repeating: 0, count: (stride + 1) << depth)
    var keys = [Float](repeating: 0, count: matrix.rows)
    let seed = UInt64(number) + 1
    try values.withUnsafeBufferPointer { buffer in
      var rows = ck_float_rows(
        values: buffer.baseAddress, n: Int64(matrix.rows), stride: Int32(stride))
      var open = [Node(number: 1, depth: 0, first: 0, last: matrix.rows)]
      while let node = open.popLast() {
        try context.checkCancellation()
        let (first, last) = (Int64(node.first), Int64(node.last))
        guard node.last - node.first > Self.wholeNode, node.depth < depth else {
          ck_arrange(
            &rows, &order, &keys, first, last, Int64(node.number), Int32(node.depth),
            Int32(depth), seed, &planes)
          continue
        }
        let middle = try planes.withUnsafeMutableBufferPointer { planes -> Int in
          guard let start = planes.baseAddress else { return node.first }
          let plane = start + node.number * (stride + 1)
          ck_choose_plane(&rows, order, first, last, seed, Int64(node.number), plane)
          for part in Swift.stride(from: node.first, to: node.last, by: 16 * Self.chunk) {
            try context.checkCancellation()
            let end = min(node.last, part + 16 * Self.chunk)
            ck_project(&rows, order, Int64(part), Int64(end), plane, &keys)
          }
          return Int(ck_halve(&rows, &order, &keys, first, last, plane))
        }
        open.append(
          Node(number: 2 * node.number + 1, depth: node.depth + 1, first: middle, last: node.last))
        open.append(
          Node(number: 2 * node.number, depth: node.depth + 1, first: node.first, last: middle))
      }
    }
    return Tree(order: order, planes: planes)
  }

  // MARK: - Lists

  private struct Lists: Sendable {
    var ids: [Int32]
    var distances: [Float]
  }

  /// Fills lists, of which every row has one, in parts that do not overlap.
  private func lists(
    from known: Lists? = nil, _ fill: (SharedBuffer<Int32>, SharedBuffer<Float>) throws -> Void
  ) throws -> Lists {
    let size = matrix.rows * NearGraph.listed
    var distances: [Float] = []
    let ids = try SharedBuffer<Int32>.array(-1, count: size) { ids in
      distances = try SharedBuffer<Float>.array(.infinity, count: size) { try fill(ids, $0) }
    }
    return Lists(ids: ids, distances: distances)
  }

  /// What the rows of a leaf know of each other, tree by tree.
  private func joined(_ trees: [Tree], _ values: [Float]) throws -> Lists {
    try lists { ids, distances in
      for tree in trees {
        _ = try parallelChunks(of: 1 << depth, grain: 64, in: context) { range in
          values.withUnsafeBufferPointer { values in
            var rows = ck_float_rows(
              values: values.baseAddress, n: Int64(matrix.rows), stride: Int32(stride))
            var lists = ck_near_lists(
              ids: ids.start, distances: distances.start, k: Int32(NearGraph.listed))
            ck_join_leaves(
              &rows, tree.order, Int32(depth), Int64(range.lowerBound), Int64(range.upperBound),
              &lists)
          }
        }
      }
    }
  }

  private func refined(_ start: Lists, _ values: [Float]) throws -> Lists {
    var current = start
    for _ in 0..<Self.mostRounds {
      let reverse = try reversed(current)
      let known = current
      let changes = Locked(0)
      current = try lists { ids, distances in
        let counts = try parallelChunks(of: matrix.rows, grain: 256, in: context) { range in
          refine(known, reverse, values, range, ids, distances)
        }
        changes.withLock { $0 = counts.reduce(0, +) }
      }
      let least = Self.leastChange * Double(matrix.rows * NearGraph.listed)
      if Double(changes.withLock { $0 }) < least { break }
    }
    return current
  }

  private func refine(
    _ known: Lists, _ reverse: [Int32], _ values: [Float], _ range: Range<Int>,
    _ ids: SharedBuffer<Int32>, _ distances: SharedBuffer<Float>
  ) -> Int {
    withKernelLists(known) { from in
      values.withUnsafeBufferPointer { values in
        var rows = ck_float_rows(
          values: values.baseAddress, n: Int64(matrix.rows), stride: Int32(stride))
        var from = from
        var to = ck_near_lists(
          ids: ids.start, distances: distances.start, k: Int32(NearGraph.listed))
        return Int(
          ck_refine(
            &rows, &from, reverse, Int32(NearGraph.reversed), Int64(range.lowerBound),
            Int64(range.upperBound), &to))
      }
    }
  }

  private func reversed(_ lists: Lists) throws -> [Int32] {
    let count = NearGraph.reversed
    var reverse = [Int32](repeating: -1, count: matrix.rows * count)
    try withKernelLists(lists) { lists in
      var lists = lists
      for first in Swift.stride(from: 0, to: matrix.rows, by: 16 * Self.chunk) {
        try context.checkCancellation()
        let last = min(matrix.rows, first + 16 * Self.chunk)
        ck_reverse(&lists, Int64(first), Int64(last), &reverse, Int32(count))
      }
    }
    return reverse
  }

  /// Lends lists to a kernel that only reads them.
  private func withKernelLists<Result>(
    _ lists: Lists, _ body: (ck_near_lists) throws -> Result
  ) rethrows -> Result {
    try lists.ids.withUnsafeBufferPointer { ids in
      try lists.distances.withUnsafeBufferPointer { distances in
        try body(
          ck_near_lists(
            ids: UnsafeMutablePointer(mutating: ids.baseAddress),
            distances: UnsafeMutablePointer(mutating: distances.baseAddress),
            k: Int32(NearGraph.listed)))
      }
    }
  }
}
