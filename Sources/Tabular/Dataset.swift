/// Why columns do not make a table.
public enum DatasetError: Error, Equatable, Sendable {
  case lengths(column: String, found: Int, expected: Int)
  case duplicateName(String)
  case roles(found: Int, expected: Int)
  case missingColumn(String)
}

extension DatasetError: CustomStringConvertible {
  /// One line that names the column.
  public var description: String {
    switch self {
    case .lengths(let column, let found, let expected):
      "column '\(column)' has \(found) values, the table has \(expected) rows"
    case .duplicateName(let name): "two columns are called '\(name)'; rename one of them"
    case .roles(let found, let expected):
      "\(found) column roles for \(expected) columns"
    case .missingColumn(let name): "there is no column '\(name)'"
    }
  }
}

/// A rectangular table: every column has `rowCount` values, names are unique.
///
/// Copying is O(1) (columns are copy-on-write), so a dataset is handed to a background job by
/// value and never locked.
public struct Dataset: Sendable, Equatable {
  /// What each column is for.
  public let schema: Schema
  /// The columns, all of `rowCount` values.
  public let columns: [Column]
  /// Rows of the table.
  public let rowCount: Int

  /// - Throws: `DatasetError` naming the first column that breaks a rule.
  public init(schema: Schema, columns: [Column]) throws(DatasetError) {
    guard schema.roles.count == columns.count else {
      throw .roles(found: schema.roles.count, expected: columns.count)
    }
    let rowCount = columns.first?.count ?? 0
    var names = Set<String>()
    for column in columns {
      guard column.count == rowCount else {
        throw .lengths(column: column.name, found: column.count, expected: rowCount)
      }
      guard names.insert(column.name).inserted else { throw .duplicateName(column.name) }
    }
    self.schema = schema
    self.columns = columns
    self.rowCount = rowCount
  }

  private init(unchecked schema: Schema, columns: [Column], rowCount: Int) {
    self.schema = schema
    self.columns = columns
    self.rowCount = rowCount
  }

  /// The rows at `indices`, in that order; repeats are allowed. O(indices × columns).
  public func rows(_ indices: [Int]) -> Dataset {
    Dataset(
      unchecked: schema, columns: columns.map { $0.rows(indices) }, rowCount: indices.count)
  }

  /// The same values with other roles.
  public func with(_ schema: Schema) throws(DatasetError) -> Dataset {
    try Dataset(schema: schema, columns: columns)
  }

  /// The column whose classes are balanced; nil without one.
  public var label: Column? { schema.label.map { columns[$0] } }
}
