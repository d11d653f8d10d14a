import Experiments
import Tabular

/// Which rows and columns of files that others made are compared.
struct FileColumns {
  /// The class whose rows are compared; nil for all rows.
  let className: String?
  /// Why the rows are those of one class, where nobody said so.
  let notes: [String]
  private let label: String?
  /// Columns that name rows, which say nothing about them.
  private let identifiers: Set<String>

  /// - Parameters:
  ///   - real: the training rows; its class column is that of all tables.
  ///   - target: the class column as it was named, if it was.
  ///   - minority: the class asked for; nil for the only class of the synthetic rows, or all.
  init(_ real: Dataset, target: String?, minority: String?, made: Dataset) {
    identifiers = Set(
      zip(real.columns, real.schema.roles).filter { $0.1 == .identifier }.map(\.0.name))
    let name = real.label?.name
    let only = name.flatMap { made.column(named: $0) }.flatMap(Self.onlyText)
    let hasSeveral = real.label.map { Self.onlyText($0) == nil } ?? false
    className = minority ?? (hasSeveral ? only : nil)
    label = name
    notes =
      minority == nil && className != nil
      ? [
        "all synthetic rows are of class '\(className ?? "")', so they are compared with the real "
          + "rows of that class"
      ] : []
  }

  /// The rows and columns of a table that are compared, and where the rows stand in it.
  ///
  /// - Parameter needsClass: whether a class that no row has is an error.
  /// - Throws: `PlanError.unknownClass`, `DatasetError`.
  func table(_ dataset: Dataset, needsClass: Bool = false) throws -> (table: Dataset, rows: [Int]) {
    let classColumn = className == nil ? nil : label.flatMap { dataset.column(named: $0) }
    var rows = Array(0..<dataset.rowCount)
    if let className, let classColumn {
      rows = rows.filter { classColumn.text($0) == className }
      if rows.isEmpty, needsClass {
        throw PlanError.unknownClass(className, known: try ClassLabels(classColumn).levels)
      }
    }
    let columns = dataset.columns.filter {
      !identifiers.contains($0.name) && $0.name != classColumn?.name
    }.map { $0.rows(rows) }
    return (try Dataset(schema: Schema(columns.map { _ in .feature }), columns: columns), rows)
  }

  /// The same table with the class column and the names of rows that the training rows have.
  func labeled(_ dataset: Dataset) throws(DatasetError) -> Dataset {
    try dataset.with(
      Schema(
        dataset.columns.map { column in
          if column.name == label { return .label }
          return identifiers.contains(column.name) ? .identifier : .feature
        }))
  }

  /// The text that all rows have; nil if there are several, or none.
  private static func onlyText(_ column: Column) -> String? {
    guard column.count > 0 else { return nil }
    let first = column.text(0)
    return !first.isEmpty && (0..<column.count).allSatisfy { column.text($0) == first }
      ? first : nil
  }
}
