import Jobs
import Tabular

/// A column that an attacker may know of a person.
public struct SuggestedColumn: Sendable, Equatable {
  /// Of the column.
  public let name: String
  /// Different values among the training rows, a missing one included.
  public let distinct: Int
  /// Training rows that share a value on average.
  public let rowsPerValue: Double
}

extension MeasureInput {
  /// Columns that tell people apart and that somebody may know: at least two values, each shared by
  /// two rows or more on average; the names say nothing. Those with the most values come first.
  ///
  /// Sensitive columns and columns that name rows are left out. Numbers so exact that hardly two
  /// people share one are left out too: nobody knows them of somebody else to the last digit; with
  /// `bins` they are grouped and count.
  ///
  /// - Throws: `CancellationError`.
  /// - Complexity: O(columns × rows log rows).
  public func suggestedColumns(
    bins: Int = 0, in context: RunContext<Fraction>
  ) throws -> [SuggestedColumn] {
    let rows = Double(training.rowCount)
    let names = training.columns.indices
      .filter { training.schema.roles[$0] == .feature }
      .map { training.columns[$0].name }.filter { !sensitive.contains($0) }
    let columns = try names.map { name in
      let codes = try ColumnCodes(name, of: self, bins: bins, in: context).codes[.training] ?? []
      let distinct = Set(codes).count
      return SuggestedColumn(name: name, distinct: distinct, rowsPerValue: rows / Double(distinct))
    }
    let least = 2
    return columns.enumerated().filter {
      $0.element.distinct >= least && $0.element.rowsPerValue >= 2
    }
    .sorted {
      $0.element.distinct != $1.element.distinct
        ? $0.element.distinct > $1.element.distinct : $0.offset < $1.offset
    }.map(\.element)
  }
}
