import Tabular

/// The cells of a few columns as numbers that can be compared across tables: equal texts of a
/// category have equal numbers in all tables that were made together. NaN is missing.
struct PlainTable: Sendable {
  /// Rows of the table.
  let count: Int
  /// `columns[column][row]`.
  let columns: [[Double]]

  /// The tables in their order, all with the columns `names`.
  ///
  /// - Complexity: O(rows × names).
  static func make(_ tables: [Dataset], columns names: [String]) -> [PlainTable] {
    var columns = tables.map { _ in [[Double]]() }
    for name in names {
      var numbers: [String: Double] = [:]
      for (place, table) in tables.enumerated() {
        columns[place].append(Self.values(table.column(named: name), table.rowCount, &numbers))
      }
    }
    return zip(tables, columns).map { PlainTable(count: $0.rowCount, columns: $1) }
  }

  private static func values(
    _ column: Column?, _ rows: Int, _ numbers: inout [String: Double]
  ) -> [Double] {
    switch column?.values {
    case .numeric(let values): return values
    case .categorical(let codes, let levels):
      let places = levels.map { level in
        let number = numbers[level] ?? Double(numbers.count)
        numbers[level] = number
        return number
      }
      return codes.map { $0 < 0 ? .nan : places[Int($0)] }
    case nil: return Array(repeating: .nan, count: rows)
    }
  }
}
