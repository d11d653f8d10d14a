import Jobs
import Numeric
import Tabular

/// How many decimals the values of a release have, in their shortest text.
///
/// Measured values have few; computed ones as many as a number can hold. Columns differ, so the
/// limit is read off each: the widest gap among the numbers of decimals that occur in it.
struct ValueFormats: Sendable {
  /// The most decimals of any value of each row.
  let most: [Int]
  /// Whether a row has a value with more decimals than the limit of its column.
  let isLong: [Bool]
  /// Per column the most decimals of a short value; nil where there is no gap.
  let limits: [Int?]

  /// Numbers of decimals that have to be missing for a gap to part two kinds of values.
  private static let leastGap = 3
  private static let grain = 256

  /// - Parameter limit: the most decimals of a short value in every column; nil to read it off.
  /// - Throws: `CancellationError`.
  /// - Complexity: O(rows × columns).
  init(_ rows: Matrix, limit: Int?, in context: RunContext<AttackUpdate>) throws {
    let width = rows.columns
    let decimals = try parallelChunks(of: rows.rows, grain: Self.grain, in: context) { range in
      rows.storage[range.lowerBound * width..<range.upperBound * width].map { value in
        value == value.rounded() ? Int16(0) : Int16(NumberText.decimals(value))
      }
    }.flatMap(\.self)
    try context.checkCancellation()
    let limits = (0..<width).map { column in
      limit
        ?? Self.limit(
          in: stride(from: column, to: decimals.count, by: width).lazy.map {
            Int(decimals[$0])
          })
    }
    self.limits = limits
    var most = [Int](repeating: 0, count: rows.rows)
    var isLong = [Bool](repeating: false, count: rows.rows)
    for row in 0..<rows.rows {
      if row.isMultiple(of: 4096) { try context.checkCancellation() }
      for column in 0..<width {
        let count = Int(decimals[row * width + column])
        most[row] = max(most[row], count)
        if let limit = limits[column], count > limit { isLong[row] = true }
      }
    }
    self.most = most
    self.isLong = isLong
  }

  /// The number below the widest gap, the upper one of equal ones; nil if none is wide enough.
  private static func limit(in counts: some Sequence<Int>) -> Int? {
    let occurring = Set(counts).sorted()
    var best: (limit: Int, gap: Int)?
    for (below, above) in zip(occurring, occurring.dropFirst()) {
      let gap = above - below - 1
      if gap >= leastGap, gap >= best?.gap ?? 0 { best = (below, gap) }
    }
    return best?.limit
  }
}
