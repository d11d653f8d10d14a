/// Why a table cannot become a matrix of numbers.
public enum EncodingError: Error, Equatable, Sendable {
  /// A column and how many of its cells are concerned.
  public struct Cells: Equatable, Sendable {
    /// The name of the column.
    public let column: String
    /// Cells concerned, at least 1.
    public let count: Int
    /// The row of the first of them, from 0.
    public let firstRow: Int

    /// A column and its cells.
    public init(column: String, count: Int, firstRow: Int) {
      self.column = column
      self.count = count
      self.firstRow = firstRow
    }
  }

  case missingValues([Cells])
  case infiniteValues([Cells])
  case noFeatures
  case noLabel
  /// How many rows have no label, and the first of them, from 0.
  case missingLabels(column: String, rows: Int, firstRow: Int)
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
      "\(Self.list(cells)) missing; expected a value in every feature cell; "
        + "choose what to put in their place, leave the rows or columns out, or fill them in"
    case .infiniteValues(let cells):
      "\(Self.list(cells)) infinite; expected finite numbers; correct them"
    case .noFeatures:
      "no column is left as a feature; expected at least one besides label and identifiers"
    case .noLabel: "the table has no label column; name one"
    case .missingLabels(let column, let rows, let first):
      "\(rows) row\(rows == 1 ? " has" : "s have") no value in the label column "
        + "\(VisibleText.quoted(column)) (the first is row \(first + 1), the header not counted); "
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
    let shown = cells.prefix(6).map {
      "\(VisibleText.quoted($0.column)) \($0.count), "
        + ($0.count == 1 ? "in row \($0.firstRow + 1)" : "from row \($0.firstRow + 1) on")
    }
    let more = cells.count > 6 ? "; …" : ""
    return
      "\(total) cell\(total == 1 ? "" : "s") (column \(shown.joined(separator: "; "))\(more); rows "
      + "from 1, the header not counted) \(total == 1 ? "is" : "are")"
  }
}

extension EncodingError {
  /// The same about the file that a table came from.
  ///
  /// - Parameter rows: where each row of the table stands in the file, from 0.
  public func inFile(rows: [Int]) -> EncodingError {
    func moved(_ cells: [Cells]) -> [Cells] {
      cells.map { Cells(column: $0.column, count: $0.count, firstRow: rows[$0.firstRow]) }
    }
    return switch self {
    case .missingValues(let cells): .missingValues(moved(cells))
    case .infiniteValues(let cells): .infiniteValues(moved(cells))
    case .missingLabels(let column, let count, let first):
      .missingLabels(column: column, rows: count, firstRow: rows[first])
    default: self
    }
  }
}
