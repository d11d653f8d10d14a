import CKernels

/// Column names, and whether the first record holds them.
enum HeaderRow {
  /// Columns a table may have.
  static let columnLimit = 100_000

  /// True if the first record of `sample` looks like names rather than values: no numbers and
  /// no missing values in it, unless quotes set them apart from what is below, or the whole record
  /// can hardly be a row.
  static func isPresent(in sample: [[csv_cell]], of text: DelimitedText) -> Bool {
    guard let first = sample.first else { return false }
    let rest = sample.dropFirst()
    if hasNumbers(first, of: text), NumberedHeader(first, rest, text).isPresent { return true }
    for (index, cell) in first.enumerated() where text.meaning(cell) != .text {
      // Tables written with row names leave the first name empty, and some end with a delimiter.
      if cell.length == 0, index == 0 || index + 1 == first.count { continue }
      let isMarked = cell.quoted && rest.contains { index < $0.count && !$0[index].quoted }
      if !isMarked { return false }
    }
    let hasNumbers = rest.joined().prefix(DialectSniffer.cells).contains {
      if case .number = text.meaning($0) { true } else { false }
    }
    return hasNumbers || !repeats(first, in: rest, of: text)
  }

  /// Whether a record has cells that are numbers.
  static func hasNumbers(_ record: [csv_cell], of text: DelimitedText) -> Bool {
    record.contains { if case .number = text.meaning($0) { true } else { false } }
  }

  /// True if most of the texts come again below, in their own column.
  private static func repeats(
    _ first: [csv_cell], in rest: ArraySlice<[csv_cell]>, of text: DelimitedText
  ) -> Bool {
    let width = min(first.count, 100)
    let again = (0..<width).count { column in
      let name = text.text(first[column])
      return rest.contains { column < $0.count && text.text($0[column]) == name }
    }
    return again * 2 > width
  }

  /// The names in `record`; empty ones are called by their position.
  ///
  /// - Throws: `ReadError` if two columns have one name.
  static func names(in record: [csv_cell], of text: DelimitedText) throws(ReadError) -> [String] {
    var names: [String] = []
    var positions: [String: Int] = [:]
    for (index, cell) in record.enumerated() {
      let written = text.text(cell)
      let name = written.isEmpty ? generated(index) : written
      if let earlier = positions.updateValue(index, forKey: name) {
        throw ReadError(
          .duplicateName, at: text.place(of: cell.offset),
          found: "columns \(earlier + 1) and \(index + 1) are both called "
            + VisibleText.quoted(name),
          expected: "expected a different name for every column", remedy: "rename one of them")
      }
      names.append(name)
    }
    return names
  }

  /// The name of a column that has none in the file.
  static func generated(_ index: Int) -> String { "column_\(index + 1)" }

  static func checkWidth(_ count: Int) throws(ReadError) {
    guard count > columnLimit else { return }
    throw ReadError(
      .tooLarge, found: "\(count) columns", expected: "expected at most \(columnLimit)",
      remedy: "check the delimiter, or drop columns")
  }
}
