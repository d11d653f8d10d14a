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
  /// two rows or more on average; the names say nothing. Whole numbers and categories, which people
  /// tell each other, come before what is measured; among each those with the most values first.
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
    let columns = try featureNames.filter { !sensitive.contains($0) }
      .map { (column: try described($0, bins: bins, in: context), isWhole: isWhole($0)) }
    let least = 2
    return columns.enumerated().filter {
      $0.element.column.distinct >= least && $0.element.column.rowsPerValue >= 2
    }
    .sorted {
      if $0.element.isWhole != $1.element.isWhole { return $0.element.isWhole }
      let (one, other) = ($0.element.column.distinct, $1.element.column.distinct)
      return one != other ? one > other : $0.offset < $1.offset
    }.map(\.element.column)
  }

  /// Names of the columns that say something about people.
  var featureNames: [String] {
    training.columns.indices.filter { training.schema.roles[$0] == .feature }
      .map { training.columns[$0].name }
  }

  /// How many values a column has. O(rows log rows).
  ///
  /// - Throws: `MeasureError.unknownColumn`, `CancellationError`.
  func described(
    _ name: String, bins: Int, in context: RunContext<Fraction>
  ) throws -> SuggestedColumn {
    let codes = try ColumnCodes(name, of: self, bins: bins, in: context).codes[.training] ?? []
    let distinct = Set(codes).count
    return SuggestedColumn(
      name: name, distinct: distinct,
      rowsPerValue: Double(training.rowCount) / Double(max(1, distinct)))
  }

  /// Whether a column holds categories or whole numbers.
  private func isWhole(_ name: String) -> Bool {
    guard let numbers = training.column(named: name)?.numbers else { return true }
    return numbers.allSatisfy { $0.isNaN || $0 == $0.rounded() }
  }
}
