/// Why a table cannot become a matrix of numbers.
public enum EncodingError: Error, Equatable, Sendable {
  /// A column and how many of its cells are concerned.
  public struct Cells: Equatable, Sendable {
    /// The name of the column.
    public let column: String
    /// Cells concerned, at least 1.
    public let count: Int

    /// A column and its cells.
    public init(column: String, count: Int) {
      self.column = column
      self.count = count
    }
  }

  case missingValues([Cells])
  case infiniteValues([Cells])
  case noFeatures
  case noLabel
  case missingLabels(column: String, rows: Int)
  case unknownClass(String, among: [String])
  case unknownLevel(String, column: String)
  /// No feature column has that name; `among` are those there are.
  case noFeature(String, among: [String])
  /// The table does not have the column the encoder was made for, or not in this form.
  case differentColumn(String)
}

extension EncodingError: CustomStringConvertible {
  /// One line, safe to draw: what was found, what was expected, what to do.
  public var description: String {
    switch self {
    case .missingValues(let cells):
      "\(Self.list(cells)) are missing; expected a value in every feature cell; "
        + "choose what to put in their place, leave the rows or columns out, or fill them in"
    case .infiniteValues(let cells):
      "\(Self.list(cells)) are infinite; expected finite numbers; correct them"
    case .noFeatures:
      "no column is left as a feature; expected at least one besides label and identifiers"
    case .noLabel: "the table has no label column; name one"
    case .missingLabels(let column, let rows):
      "\(rows) rows have no value in the label column \(VisibleText.quoted(column)); "
        + "expected a class for every row; fill them in, or leave the rows out"
    case .unknownClass(let name, let levels):
      "no class is called \(VisibleText.quoted(name)); expected one of "
        + VisibleText.list(levels)
    case .unknownLevel(let level, let column):
      "column \(VisibleText.quoted(column)) has the level \(VisibleText.quoted(level)), "
        + "which the original table does not have"
    case .noFeature(let name, let names):
      "no feature column is called \(VisibleText.quoted(name)); expected one of "
        + VisibleText.list(names)
    case .differentColumn(let column):
      "column \(VisibleText.quoted(column)) is not there, or not of the same kind as in the "
        + "original table"
    }
  }

  private static func list(_ cells: [Cells]) -> String {
    let total = cells.reduce(0) { $0 + $1.count }
    let shown = cells.prefix(6).map { "\(VisibleText.quoted($0.column)) \($0.count)" }
    let more = cells.count > 6 ? ", …" : ""
    return "\(total) cells (in column \(shown.joined(separator: ", "))\(more))"
  }
}
