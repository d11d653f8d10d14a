import Jobs
import Numeric
import Tabular

/// Released rows of which no two are alike in the columns that an attack looks at.
///
/// Rows that are alike carry the same information, and whoever has a release can see that: they
/// count as one, so that a row that is released many times is no harder to find than one released
/// once.
enum DistinctRows {
  /// The first of each different row of `table`, in their order; `table` itself where none repeats.
  ///
  /// - Parameter names: of columns of the table. Missing values are alike.
  /// - Throws: `CancellationError`.
  /// - Complexity: O(rows × names).
  static func of(
    _ table: Dataset, columns names: [String], in context: RunContext<Fraction>
  ) throws -> Dataset {
    try abandonable(in: context) {
      let cells = PlainTable.make([table], columns: names)[0]
      var rows = Matrix(rows: cells.count, columns: names.count)
      for (place, values) in cells.columns.enumerated() {
        // One NaN for all: those of a file may differ in their bits.
        for (row, value) in values.enumerated() { rows[row, place] = value.isNaN ? .nan : value }
      }
      let first = RowNumbers(rows).firstRows
      return first.count == table.rowCount ? table : table.rows(first)
    }
  }
}
