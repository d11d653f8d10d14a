import Jobs
import Numeric

/// Columns that hold one of two values in every real record, as seen in synthetic rows alone.
///
/// A synthetic row repeats a real value exactly where its parents agree, so a column whose least
/// and largest value are both repeated, and no other is, has just these two. One-hot blocks in
/// which only one value repeats borrow the pair from the other columns.
enum BinaryColumns {
  /// Times a value has to be repeated.
  private static let repeats = 3
  /// Share of the rows that the repeated values have to make up.
  private static let share = 0.3

  /// For each column its two values, or nil. O(rows × columns × log rows).
  ///
  /// - Throws: `CancellationError`.
  static func find(
    in rows: Matrix, context: RunContext<AttackUpdate>
  ) throws -> [(low: Double, high: Double)?] {
    var pairs = [(low: Double, high: Double)?](repeating: nil, count: rows.columns)
    var single: [(column: Int, value: Double)] = []
    let values = try parallelMap(rows.columns, in: context) { repeatedValues(in: rows, $0) }
    for (column, repeated) in values.enumerated() {
      switch (repeated.values.count, repeated.includesLeast, repeated.includesLargest) {
      case (2, true, true): pairs[column] = (repeated.values[0], repeated.values[1])
      case (1, true, _), (1, _, true): single.append((column, repeated.values[0]))
      default: break
      }
    }
    guard let common = commonPair(pairs) else { return pairs }
    for (column, value) in single where value == common.low || value == common.high {
      pairs[column] = common
    }
    return pairs
  }

  private struct Repeated: Sendable {
    var values: [Double] = []
    var includesLeast = false
    var includesLargest = false
  }

  private static func repeatedValues(in rows: Matrix, _ column: Int) -> Repeated {
    let sorted = (0..<rows.rows).map { rows[$0, column] }.sorted()
    var result = Repeated()
    var mass = 0
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
      if end - start >= repeats {
        result.values.append(sorted[start])
        result.includesLeast = result.includesLeast || start == 0
        result.includesLargest = result.includesLargest || end == sorted.count
        mass += end - start
      }
      start = end
    }
    return Double(mass) >= share * Double(sorted.count) ? result : Repeated()
  }

  /// The pair that at least two columns share, the most frequent first.
  private static func commonPair(
    _ pairs: [(low: Double, high: Double)?]
  ) -> (low: Double, high: Double)? {
    var counts: [[Double]: Int] = [:]
    for case (let low, let high)? in pairs { counts[[low, high], default: 0] += 1 }
    let best = counts.max { ($0.value, $1.key[0], $1.key[1]) < ($1.value, $0.key[0], $0.key[1]) }
    guard let best, best.value >= 2 else { return nil }
    return (best.key[0], best.key[1])
  }
}
