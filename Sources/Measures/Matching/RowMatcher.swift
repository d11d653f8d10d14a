import Jobs
import Numeric

/// Looks rows up that match in every column within its tolerance; a missing value matches a missing
/// value alone.
struct RowMatcher: Sendable {
  private static let grain = 16
  /// Rows compared between two looks at whether to stop.
  private static let stride = 50_000
  /// Rows that the pivot is chosen by.
  private static let sample = 1000

  private let rows: ComparableRows
  private let tolerances: [ColumnTolerance]
  /// The column with the most different values in a sample: rows are in its order.
  private let pivot: Int
  /// Row numbers by the value in the pivot, ascending; then those without a value.
  private let order: [Int]
  /// Rows with a value in the pivot.
  private let known: Int

  /// - Parameters:
  ///   - rows: those that are looked up, with at least one column.
  ///   - tolerances: one per column.
  init(_ rows: ComparableRows, _ tolerances: [ColumnTolerance]) {
    self.rows = rows
    self.tolerances = tolerances
    let varieties = rows.columns.map { column in
      Set(column.prefix(Self.sample).lazy.filter { !$0.isNaN }).count
    }
    let pivot = varieties.indices.max { varieties[$0] < varieties[$1] } ?? 0
    let values = rows.columns[pivot]
    order =
      values.indices.filter { !values[$0].isNaN }.sorted { (values[$0], $0) < (values[$1], $1) }
      + values.indices.filter { values[$0].isNaN }
    known = values.count { !$0.isNaN }
    self.pivot = pivot
  }

  /// For each query whether some row matches it.
  ///
  /// - Parameter isSelf: whether the queries are the rows, and no row matches itself.
  /// - Complexity: O(queries × rows whose pivot matches × columns); mostly far less.
  /// - Throws: `CancellationError`.
  func hasMatch<Update>(
    _ queries: ComparableRows, isSelf: Bool = false, in context: RunContext<Update>
  ) throws -> [Bool] {
    let progress = ProgressCounter(of: queries.count, in: context)
    return try parallelChunks(of: queries.count, grain: Self.grain, in: context) { range in
      defer { progress.add(range.count) }
      return try range.map { try hasMatch($0, of: queries, isSelf: isSelf, in: context) }
    }.flatMap(\.self)
  }

  private func hasMatch<Update>(
    _ query: Int, of queries: ComparableRows, isSelf: Bool, in context: RunContext<Update>
  ) throws -> Bool {
    for (count, row) in order[candidates(queries.columns[pivot][query])].enumerated() {
      if count % Self.stride == 0 { try context.checkCancellation() }
      if isSelf, row == query { continue }
      if matches(query, of: queries, row) { return true }
    }
    return false
  }

  private func matches(_ query: Int, of queries: ComparableRows, _ row: Int) -> Bool {
    for column in tolerances.indices {
      let wanted = queries.columns[column][query]
      let found = rows.columns[column][row]
      if wanted.isNaN || found.isNaN {
        guard wanted.isNaN, found.isNaN else { return false }
      } else if !(abs(found - wanted) <= tolerances[column].reach(wanted)) {
        return false
      }
    }
    return true
  }

  /// Places in `order` that the pivot alone does not rule out; a little too many rather than one too
  /// few, because a sum is rounded and a difference is not rounded alike.
  private func candidates(_ value: Double) -> Range<Int> {
    guard !value.isNaN else { return known..<order.count }
    let reach = tolerances[pivot].reach(value) * (1 + 1e-9) + abs(value) * 1e-12
    return place(of: value - reach)..<max(place(of: value - reach), place(after: value + reach))
  }

  private func place(of value: Double) -> Int { place { $0 < value } }

  private func place(after value: Double) -> Int { place { $0 <= value } }

  /// The first place among the known whose value is not below, by halving.
  private func place(_ isBelow: (Double) -> Bool) -> Int {
    var low = 0
    var high = known
    while low < high {
      let middle = (low + high) / 2
      if isBelow(rows.columns[pivot][order[middle]]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
