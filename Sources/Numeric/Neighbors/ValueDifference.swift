import CKernels
import Jobs

/// The value difference metric between rows of categories (C. Stanfill and D. Waltz, *Toward
/// memory-based reasoning*, CACM 29, 1986), with the exponents of SMOTE-N.
///
/// Two levels of a column are as far apart as their classes are distributed differently: the sum
/// over the classes of |p(class | one) − p(class | other)|. The distance of two rows is the sum of
/// the squares of that over the columns. The arithmetic is that of imbalanced-learn's
/// `ValueDifferenceMetric(k=1, r=2)`, bit for bit.
public struct ValueDifference: Sendable {
  private let codes: CategoryCodes
  private let levels: [Int32]
  private let classes: Int
  /// For each column, for each level, p(class | level); 0 for a level without rows.
  private let shares: [Double]
  /// What a query, a row and a column cost in a search: 3e7 of these take about 20 ms.
  private static let comparisonsPerLook = 30_000_000
  /// Lists copied between two looks at the cancel flag.
  private static let positionsPerLook = 8192

  /// - Parameters:
  ///   - codes: all rows, of every class: they make the probabilities.
  ///   - levels: for each column how many levels it has; every code is less.
  ///   - labels: the class of each row, from 0 to `classes - 1`.
  ///   - classes: how many there are. One without rows adds nothing to a distance.
  /// - Complexity: O(rows × columns + levels × classes).
  public init(codes: CategoryCodes, levels: [Int], labels: [Int32], classes: Int) {
    precondition(labels.count == codes.rows, "as many labels as rows")
    precondition(levels.count == codes.columns, "as many level counts as columns")
    var shares = [Double](repeating: 0, count: levels.reduce(0, +) * classes)
    var first = 0
    for column in 0..<codes.columns {
      for row in 0..<codes.rows {
        let level = Int(codes[row, column])
        precondition(level < levels[column], "a level that the column does not have")
        shares[first + level * classes + Int(labels[row])] += 1
      }
      first += levels[column] * classes
    }
    for start in stride(from: 0, to: shares.count, by: max(1, classes)) {
      let places = start..<start + classes
      let total = shares[places].reduce(0, +)
      if total > 0 { for place in places { shares[place] /= total } }
    }
    self.codes = codes
    self.levels = levels.map { Int32($0) }
    self.classes = classes
    self.shares = shares
  }

  /// For each of `rows` its `count` nearest among `rows`, itself included: positions within `rows`,
  /// with the metric's value where other lists have squared distances. Ties are broken by position,
  /// lowest first.
  ///
  /// Rows of the same levels are searched for once.
  ///
  /// - Complexity: with u different rows, O(u² × columns) time; memory for the answers and linear
  ///   in the rows.
  /// - Throws: `CancellationError`.
  public func nearest<Update>(
    _ count: Int, among rows: [Int], in context: RunContext<Update>
  ) throws -> NeighborLists {
    let patterns = try CategoryPatterns(codes, rows, in: context)
    let lists = try nearestPatterns(count, patterns, in: context)
    let expanded = try parallelChunks(of: patterns.count, grain: 256, in: context) { range in
      range.map { patterns.expanded(lists, of: $0) }
    }.flatMap(\.self)
    var indices: [Int32] = []
    var distances: [Double] = []
    indices.reserveCapacity(rows.count * count)
    distances.reserveCapacity(rows.count * count)
    for (position, pattern) in patterns.ofPositions.enumerated() {
      if position % Self.positionsPerLook == 0 { try context.checkCancellation() }
      indices += expanded[Int(pattern)].indices
      distances += expanded[Int(pattern)].squaredDistances
    }
    return NeighborLists(count: count, indices: indices, squaredDistances: distances)
  }

  /// The nearest patterns of each pattern. They are numbered by their first positions, so that
  /// equal distances are ordered as those positions are.
  private func nearestPatterns<Update>(
    _ count: Int, _ patterns: CategoryPatterns, in context: RunContext<Update>
  ) throws -> NeighborLists {
    let comparisons = max(1, patterns.count * max(1, codes.columns) + shares.count)
    let grain = max(1, min(256, Self.comparisonsPerLook / comparisons))
    let columns = patterns.columnMajor
    let progress = ProgressCounter(of: patterns.count, in: context)
    let parts = try parallelChunks(of: patterns.count, grain: grain, in: context) { range in
      var indices = [Int32](repeating: -1, count: range.count * count)
      var distances = [Double](repeating: .infinity, count: range.count * count)
      withKernel(columns, patterns.count) { rows in
        ck_nearest_by_value_difference(
          rows, Int64(range.lowerBound), Int64(range.upperBound), Int32(count), &indices,
          &distances)
      }
      progress.add(range.count)
      return NeighborLists(count: count, indices: indices, squaredDistances: distances)
    }
    return NeighborLists(
      count: count, indices: parts.flatMap(\.indices),
      squaredDistances: parts.flatMap(\.squaredDistances))
  }

  private func withKernel(
    _ columns: [Int32], _ count: Int, _ body: (UnsafePointer<ck_category_rows>) -> Void
  ) {
    columns.withUnsafeBufferPointer { columns in
      levels.withUnsafeBufferPointer { levels in
        shares.withUnsafeBufferPointer { shares in
          var rows = ck_category_rows(
            codes: columns.baseAddress, n: Int64(count), c: Int32(codes.columns),
            levels: levels.baseAddress, shares: shares.baseAddress, classes: Int32(classes))
          body(&rows)
        }
      }
    }
  }
}
