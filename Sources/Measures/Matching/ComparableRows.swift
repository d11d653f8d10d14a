import Tabular

/// The features of a table as numbers that can be compared across tables: a category's number is the
/// same in each.
struct ComparableRows: Sendable {
  /// Rows.
  let count: Int
  /// One array per feature, one value per row; NaN where missing.
  let columns: [[Double]]

  /// The columns of the given tables, in the order of the first table's features.
  static func tables(_ tables: [Dataset]) -> [ComparableRows] {
    guard let first = tables.first else { return [] }
    var columns = [[[Double]]](repeating: [], count: tables.count)
    for position in first.schema.features {
      var numbers: [String: Double] = [:]
      for (index, table) in tables.enumerated() {
        guard let column = table.column(named: first.columns[position].name) else { continue }
        columns[index].append(Self.values(of: column, &numbers))
      }
    }
    return zip(tables, columns).map { ComparableRows(count: $0.rowCount, columns: $1) }
  }

  private static func values(
    of column: Column, _ numbers: inout [String: Double]
  ) -> [Double] {
    switch column.values {
    case .numeric(let values): return values
    case .categorical(let codes, let levels):
      let known = levels.map { level in
        let number = numbers[level] ?? Double(numbers.count)
        numbers[level] = number
        return number
      }
      return codes.map { $0 < 0 ? .nan : known[Int($0)] }
    }
  }
}
