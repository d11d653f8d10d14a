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
  ///   - real: the training rows.
  ///   - target: the class column as it was named, if it was.
  ///   - minority: the class asked for; nil for the only class of the synthetic or of the training
  ///     rows, or all.
  ///   - made, kept: the synthetic rows, and the holdout if there is one.
  init(_ real: Dataset, target: String?, minority: String?, made: Dataset, kept: Dataset? = nil) {
    identifiers = Set(
      zip(real.columns, real.schema.roles).filter { $0.1 == .identifier }.map(\.0.name))
    let name = Self.label(real, target: target, others: [made] + (kept.map { [$0] } ?? []))
    let own = name.flatMap { real.column(named: $0) }.flatMap(Self.onlyText)
    let only = name.flatMap { made.column(named: $0) }.flatMap(Self.onlyText)
    let found = own ?? only
    className = name == nil ? nil : minority ?? found
    label = name
    let whose = own == nil ? "synthetic" : "training"
    notes =
      minority == nil
      ? found.map {
        [
          "all \(whose) rows are of class '\($0)', so they are compared with the "
            + "\(own == nil ? "real" : "other") rows of that class"
        ]
      } ?? [] : []
  }

  /// The column of classes of all tables: the one named; else the one of the training rows. Where
  /// these are of one class, nothing in them shows it, and a name or one of the other tables does.
  private static func label(_ real: Dataset, target: String?, others: [Dataset]) -> String? {
    if let target, let single = LabelChoice.singleClass(of: real.columns, named: target),
      real.columns[single.place].name.lowercased() == target.lowercased()
    {
      return real.columns[single.place].name
    }
    let own = real.label?.name
    if target != nil { return own }
    func isTelling(_ name: String) -> Bool { LabelChoice.names.contains(name.lowercased()) }
    if let own, isTelling(own) { return own }
    if let single = LabelChoice.singleClass(of: real.columns) {
      return real.columns[single.place].name
    }
    return own
      ?? others.lazy.compactMap { $0.label?.name }.first { name in
        real.column(named: name).flatMap(onlyText) != nil
      }
  }

  /// The rows and columns of a table that are compared, and where the rows stand in it.
  ///
  /// - Parameter needsClass: whether a class that no row has is an error.
  /// - Throws: `PlanError.unknownClass`, `DatasetError`.
  func table(_ dataset: Dataset, needsClass: Bool = false) throws -> (table: Dataset, rows: [Int]) {
    let classColumn = className == nil ? nil : label.flatMap { dataset.column(named: $0) }
    var rows = Array(0..<dataset.rowCount)
    if let className, let classColumn {
      rows = rows.filter { Self.isClass(className, classColumn.text($0)) }
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

  /// Whether a row's class is that one: `1` is `1.0` in a file that was written with decimals.
  private static func isClass(_ name: String, _ text: String) -> Bool {
    if text == name { return true }
    guard let wanted = Double(name), let found = Double(text) else { return false }
    return wanted == found
  }

  /// The text that all rows have; nil if there are several, or none.
  private static func onlyText(_ column: Column) -> String? {
    guard column.count > 0 else { return nil }
    let first = column.text(0)
    return !first.isEmpty && (0..<column.count).allSatisfy { column.text($0) == first }
      ? first : nil
  }
}
