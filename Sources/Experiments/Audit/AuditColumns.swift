import Attacks
import Numeric
import Tabular

/// The complete rows of a table, its numbers and its categories apart.
struct AuditColumns: Sendable {
  /// One row per complete row.
  let numbers: Matrix
  /// Names of the columns of numbers.
  let names: [String]
  /// Class of each row; nil where the file has none.
  let classes: [String?]
  /// Where each row stands in the file, from 0.
  let sourceRows: [Int]
  let notes: [String]
  private let columns: [Column]

  /// Columns of numbers below which categories are looked at instead.
  private static let fewestNumbers = 2

  /// - Throws: `AuditError`.
  init(_ dataset: Dataset) throws(AuditError) {
    let features = dataset.schema.features.map { dataset.columns[$0] }
    let numeric = features.filter(Self.isNumber)
    if numeric.count >= Self.fewestNumbers {
      try self.init(dataset, numeric, features.filter { !Self.isNumber($0) })
    } else {
      let coded = features.flatMap(Self.coded)
      guard coded.count >= Self.fewestNumbers else { throw .tooFewColumns(found: coded.count) }
      try self.init(dataset, coded, [])
    }
  }

  /// A category as numbers, a column of zeros and ones for each level as in `FeatureEncoder`.
  private static func coded(_ column: Column) -> [Column] {
    guard case .categorical(let codes, let levels) = column.values else { return [column] }
    return levels.indices.map { level in
      Column(
        name: "\(column.name)_\(levels[level])", kind: .boolean,
        values: .numeric(codes.map { $0 < 0 ? .nan : $0 == level ? 1 : 0 }))
    }
  }

  /// The same columns of another table, found by their names.
  init(_ dataset: Dataset, like other: AuditColumns) throws(AuditError) {
    let columns =
      dataset.columns
      + dataset.schema.features.flatMap {
        Self.coded(dataset.columns[$0])
      }
    let numeric = other.names.map { name in columns.first { $0.name == name } }
    let lacking = zip(other.names, numeric).filter { entry in
      guard let column = entry.1, case .numeric = column.values else { return true }
      return false
    }
    guard lacking.isEmpty else { throw .referenceLacks(lacking.map(\.0)) }
    try self.init(dataset, numeric.compactMap(\.self), [])
  }

  /// Two values, or texts, are categories: what stands between them nobody released.
  private static func isNumber(_ column: Column) -> Bool {
    guard case .numeric = column.values else { return false }
    return column.kind != .boolean
  }

  private init(
    _ dataset: Dataset, _ numeric: [Column], _ categories: [Column]
  ) throws(AuditError) {
    let rows = (0..<dataset.rowCount).filter { row in
      !numeric.contains { !Self.isFinite($0, row) } && !categories.contains { $0.isMissing(row) }
        && dataset.label?.isMissing(row) != true
    }
    guard !rows.isEmpty else { throw .noCompleteRow }
    let left = dataset.rowCount - rows.count
    var matrix = Matrix(rows: rows.count, columns: numeric.count)
    for (place, column) in numeric.enumerated() {
      guard case .numeric(let values) = column.values else { continue }
      for (row, source) in rows.enumerated() { matrix[row, place] = values[source] }
    }
    numbers = matrix
    names = numeric.map(\.name)
    classes = rows.map { row in dataset.label.map { $0.text(row) } }
    sourceRows = rows
    columns = categories.map { $0.rows(rows) }
    notes =
      left == 0
      ? []
      : [
        "\(left) row\(left == 1 ? " was" : "s were") left out, for gaps: a value that was filled "
          + "in says nothing of how a row was made."
      ]
  }

  private static func isFinite(_ column: Column, _ row: Int) -> Bool {
    guard case .numeric(let values) = column.values else { return false }
    return values[row].isFinite
  }

  /// The categories of some of the rows; nil where there are none.
  func categories(_ rows: [Int]) -> ReleasedCategories? {
    guard !columns.isEmpty else { return nil }
    let coded = columns.map(Self.levels)
    return ReleasedCategories(
      names: columns.map(\.name), levels: coded.map(\.levels),
      codes: rows.flatMap { row in coded.map { $0.codes[row] } })
  }

  private static func levels(_ column: Column) -> (codes: [Int32], levels: [String]) {
    if case .categorical(let codes, let levels) = column.values { return (codes, levels) }
    let texts = (0..<column.count).map { column.text($0) }
    let levels = Set(texts).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(levels, Int32(0)...))
    return (texts.map { places[$0] ?? 0 }, levels)
  }
}
