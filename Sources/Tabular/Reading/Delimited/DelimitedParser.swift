import CKernels
import Jobs

/// Reads the blocks of a file into columns, all blocks at once.
struct DelimitedParser: Sendable {
  let text: DelimitedText
  let blocks: [RecordBlock]
  let columnCount: Int
  /// The line of the header, for messages; nil if there is none.
  let headerLine: Int?

  var rowCount: Int { blocks.reduce(0) { $0 + $1.rows } }

  /// What to make of a column's cells.
  enum Target: Sendable {
    case skip
    case numbers
    case texts
  }

  /// The cells of one column.
  enum Parsed: Sendable {
    case skipped
    /// `odd` cells were no numbers; they are stored as missing.
    case numbers(CellBuffer<Double>, decimals: Int, odd: Int)
    /// `dictionaries[i]` explains the codes of block `i`.
    case texts(CellBuffer<Int32>, dictionaries: [TextDictionary])
  }

  /// One pass over the file. `targets` has one entry a column.
  ///
  /// - Throws: `ReadError` for the first row with another number of cells, or
  ///   `CancellationError`.
  func parse<Update>(_ targets: [Target], in context: RunContext<Update>) throws -> [Parsed] {
    let rows = rowCount
    let numbers = targets.map { $0 == .numbers ? CellBuffer<Double>(count: rows) : nil }
    let codes = targets.map { $0 == .texts ? CellBuffer<Int32>(count: rows) : nil }
    let parts = try parallelMap(blocks.count, in: context) { index in
      try parse(blocks[index], numbers: numbers, codes: codes)
    }
    return targets.indices.map { column in
      if let cells = numbers[column] {
        let decimals = parts.map { Int($0.facts[column].decimals) }.max() ?? 0
        return .numbers(
          cells, decimals: decimals, odd: parts.reduce(0) { $0 + $1.facts[column].odd })
      }
      guard let cells = codes[column] else { return .skipped }
      return .texts(cells, dictionaries: parts.compactMap { $0.dictionaries[column] })
    }
  }

  private struct Part: Sendable {
    let facts: [csv_facts]
    let dictionaries: [TextDictionary?]
  }

  private func parse(
    _ block: RecordBlock, numbers: [CellBuffer<Double>?], codes: [CellBuffer<Int32>?]
  ) throws(ReadError) -> Part {
    let dictionaries = codes.map { $0 == nil ? nil : TextDictionary() }
    let columns = numbers.indices.map { column in
      csv_column(
        target: numbers[column] != nil ? csv_numbers : codes[column] != nil ? csv_texts : csv_skip,
        numbers: numbers[column]?.start, codes: codes[column]?.start,
        dictionary: dictionaries[column]?.handle)
    }
    var facts = [csv_facts](repeating: csv_facts(), count: columnCount)
    var failure = csv_failure()
    let isFine = text.lend { file in
      csv_parse(
        file, block.bytes.lowerBound, block.bytes.upperBound, block.firstRow, columns,
        columnCount, &facts, &failure)
    }
    guard isFine else { throw raggedRow(failure) }
    return Part(facts: facts, dictionaries: dictionaries)
  }

  private func raggedRow(_ failure: csv_failure) -> ReadError {
    let found = Int(failure.found)
    let origin = headerLine.map { "as in the header on line \($0)" } ?? "as in the first row"
    let separator = Dialect.name(of: text.delimiter)
    return ReadError(
      .raggedRow, at: FilePlace(line: text.line(of: failure.offset)),
      found: found == 1 ? "a row with 1 cell" : "a row with \(found) cells",
      expected: "expected \(columnCount), \(origin)",
      remedy: found < columnCount
        ? "add the missing cells, or check that \(separator) separates the cells"
        : "quote cells that contain \(separator), or name every column in the header")
  }
}
