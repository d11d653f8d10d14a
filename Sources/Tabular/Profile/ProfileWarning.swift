/// Something about a table that stands in the way of balancing or attacking it.
public enum ProfileWarning: Sendable, Equatable {
  case noLabel
  case missingLabels(column: String, rows: Int)
  case missingValues(column: String, share: Double)
  case constant(column: String)
  /// A feature of whole numbers or texts that are all different.
  case looksLikeIdentifier(column: String)
  case manyLevels(column: String, levels: Int)
  case duplicateRows(Int)
  case fewMinorityRows(Int)

  /// Fewer minority rows than SMOTE's usual neighborhood needs.
  private static let fewRows = 6
  private static let manyLevels = 50

  static func all(
    columns: [ColumnProfile], duplicateRows: Int, classes: DatasetProfile.ClassProfile?
  ) -> [ProfileWarning] {
    var warnings = columns.flatMap(of)
    if !columns.contains(where: { $0.role == .label }) { warnings.append(.noLabel) }
    if duplicateRows > 0 { warnings.append(.duplicateRows(duplicateRows)) }
    if let classes, classes.minorityRows < fewRows {
      warnings.append(.fewMinorityRows(classes.minorityRows))
    }
    return warnings
  }

  private static func of(_ column: ColumnProfile) -> [ProfileWarning] {
    if column.role == .label {
      return column.missing > 0
        ? [.missingLabels(column: column.name, rows: column.missing)] : []
    }
    guard column.role == .feature else { return [] }
    var warnings: [ProfileWarning] = []
    if column.missing > 0 {
      warnings.append(.missingValues(column: column.name, share: column.missingShare))
    }
    if column.distinct <= 1 { warnings.append(.constant(column: column.name)) }
    let isWhole = column.kind == .integer || column.kind == .category
    let filled = column.rows - column.missing
    if isWhole, column.distinct == filled, filled >= 20 {
      warnings.append(.looksLikeIdentifier(column: column.name))
    } else if column.kind == .category, column.distinct > manyLevels {
      warnings.append(.manyLevels(column: column.name, levels: column.distinct))
    }
    return warnings
  }
}

extension ProfileWarning: CustomStringConvertible {
  /// One line, safe to draw.
  public var description: String {
    switch self {
    case .noLabel: "no label column; name one to balance its classes"
    case .missingLabels(let column, let rows):
      "\(rows) row\(rows == 1 ? " has" : "s have") no value in the label column \(VisibleText.quoted(column))"
    case .missingValues(let column, let share):
      "column \(VisibleText.quoted(column)) has no value in \(Self.percent(share)) of the rows"
    case .constant(let column):
      "column \(VisibleText.quoted(column)) has the same value in all rows"
    case .looksLikeIdentifier(let column):
      "column \(VisibleText.quoted(column)) is different in every row: an identifier rather than "
        + "a feature?"
    case .manyLevels(let column, let levels):
      "column \(VisibleText.quoted(column)) has \(levels) levels, each of which becomes a feature"
    case .duplicateRows(let count):
      "\(count) row\(count == 1 ? " repeats" : "s repeat") the features of an earlier row"
    case .fewMinorityRows(let count):
      "the minority class has only \(count) row\(count == 1 ? "" : "s")"
    }
  }

  private static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return tenths == 0 ? "under 0.1 %" : "\(tenths / 10).\(tenths % 10) %"
  }
}
