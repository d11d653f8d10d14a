import Numeric

/// What a column of an encoded matrix stands for.
public struct EncodedColumn: Sendable, Equatable {
  /// The column's name; `COLUMN_LEVEL` for one level of a category.
  public let name: String
  /// The position of the table column it comes from.
  public let source: Int
  /// The level it says yes to, if it is one of a category's columns.
  public let level: String?
  /// Digits after the point of the source's values; nil if there is no telling.
  public let decimals: Int?
}

/// The features of a table as numbers, and the class of every row.
public struct EncodedFeatures: Sendable, Equatable {
  /// One row for each row of the table.
  public let matrix: Matrix
  /// One for each column of `matrix`.
  public let columns: [EncodedColumn]
  /// Nil if the table has no label.
  public let labels: ClassLabels?

  /// The names of the matrix columns.
  public var names: [String] { columns.map(\.name) }

  /// The table column that each matrix column comes from.
  public var groups: [Int] { columns.map(\.source) }

  /// Digits after the point of each column; nil where there is no telling.
  public var decimals: [Int?] { columns.map(\.decimals) }
}
