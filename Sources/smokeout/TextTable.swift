import Terminal

/// Lines of cells in columns, for people.
struct TextTable {
  private let heads: [String]
  private var rows: [[String]] = []

  init(_ heads: String...) { self.heads = heads }

  init(_ heads: [String]) { self.heads = heads }

  mutating func add(_ cells: String...) { rows.append(cells) }

  mutating func add(_ cells: [String]) { rows.append(cells) }

  /// Prints the table: numbers to the right, everything else to the left.
  func say() {
    let lines = ([heads] + rows).map { line in
      // The last column may hold a sentence.
      line.dropLast().map { PrintedText.cell($0) }
        + line.suffix(1).map { PrintedText.cell($0, limit: 300) }
    }
    let widths = heads.indices.map { column in
      lines.map { TextWidth.of($0[column]) }.max() ?? 0
    }
    let isNumeric = heads.indices.map { column in
      !rows.isEmpty && lines.dropFirst().allSatisfy { Self.isNumber($0[column]) }
    }
    for line in lines {
      let cells = line.indices.map { column in
        let cell = line[column]
        let padding = String(repeating: " ", count: max(0, widths[column] - TextWidth.of(cell)))
        return isNumeric[column] ? padding + cell : cell + padding
      }
      Console.say(Self.withoutTrailingSpaces("  " + cells.joined(separator: "  ")))
    }
  }

  private static func isNumber(_ cell: String) -> Bool {
    cell.first?.isNumber == true || cell == "-"
  }

  private static func withoutTrailingSpaces(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}
