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
    case numbers([Double], decimals: Int, odd: Int)
    /// `dictionaries[i]` explains the codes of block `i`.
    case texts(CellBuffer<Int32>, dictionaries: [TextDictionary])
  }

  /// One pass over the file. `targets` has one entry a column.
  ///
  /// - Throws: `ReadError` for the first row with another number of cells, or
  ///   `CancellationError`.
  func parse<Update>(_ targets: [Target], in context: RunContext<Update>) throws -> [Parsed] {
    let rows = rowCount
    let numbers = targets.indices.filter { targets[$0] == .numbers }
    let inPlace = numbers.prefix(NumberArrays.limit)
    let copied = numbers.dropFirst(NumberArrays.limit).map { ($0, CellBuffer<Double>(count: rows)) }
    let texts = targets.indices.filter { targets[$0] == .texts }
      .map { ($0, CellBuffer<Int32>(count: rows)) }
    var parts: [Part] = []
    let arrays = try NumberArrays.filled(count: inPlace.count, rows: rows) { pointers in
      var pass = PassTargets(columnCount: columnCount)
      for (column, start) in zip(inPlace, pointers) { pass.numbers.append((column, start)) }
      for (column, cells) in copied { pass.numbers.append((column, cells.start)) }
      for (column, cells) in texts { pass.texts.append((column, cells.start)) }
      parts = try parallelMap(blocks.count, in: context) { [pass] index in
        try parse(blocks[index], to: pass)
      }
    }
    var parsed = targets.map { _ in Parsed.skipped }
    for (column, array) in zip(inPlace, arrays) { parsed[column] = numeric(array, column, parts) }
    for (column, cells) in copied { parsed[column] = numeric(cells.takeArray(), column, parts) }
    for (index, (column, cells)) in texts.enumerated() {
      parsed[column] = .texts(cells, dictionaries: parts.map { $0.dictionaries[index] })
    }
    return parsed
  }

  private func numeric(_ numbers: [Double], _ column: Int, _ parts: [Part]) -> Parsed {
    .numbers(
      numbers, decimals: parts.map { Int($0.facts[column].decimals) }.max() ?? 0,
      odd: parts.reduce(0) { $0 + $1.facts[column].odd })
  }

  /// Where the cells of one pass go; columns that are not named are skipped.
  private struct PassTargets: Sendable {
    let columnCount: Int
    // Threads write disjoint rows.
    nonisolated(unsafe) var numbers: [(column: Int, start: UnsafeMutablePointer<Double>?)] = []
    nonisolated(unsafe) var texts: [(column: Int, start: UnsafeMutablePointer<Int32>?)] = []
  }

  private struct Part: Sendable {
    let facts: [csv_facts]
    /// One for each column of texts.
    let dictionaries: [TextDictionary]
  }

  private func parse(_ block: RecordBlock, to pass: PassTargets) throws(ReadError) -> Part {
    let dictionaries = pass.texts.map { _ in TextDictionary() }
    var columns = [csv_column](
      repeating: csv_column(target: csv_skip, numbers: nil, codes: nil, dictionary: nil),
      count: columnCount)
    for (column, start) in pass.numbers {
      columns[column] = csv_column(
        target: csv_numbers, numbers: start, codes: nil, dictionary: nil)
    }
    for ((column, start), dictionary) in zip(pass.texts, dictionaries) {
      columns[column] = csv_column(
        target: csv_texts, numbers: nil, codes: start, dictionary: dictionary.handle)
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

  /// The first cell too many, or the end of a row that is too short.
  private func raggedPlace(_ failure: csv_failure) -> FilePlace {
    let line = FilePlace(line: text.line(of: failure.offset))
    guard let cells = try? text.record(at: failure.offset).cells, let last = cells.last else {
      return line
    }
    let isLong = cells.count > columnCount
    let offset = isLong ? cells[columnCount].offset : last.offset + last.length
    let place = text.place(of: offset)
    // A quoted cell may reach over several lines.
    return place.line == line.line ? place : line
  }

  private func raggedRow(_ failure: csv_failure) -> ReadError {
    let found = Int(failure.found)
    let origin = headerLine.map { "as in the header on line \($0)" } ?? "as in the first row"
    let separator = Dialect.name(of: text.delimiter)
    return ReadError(
      .raggedRow, at: raggedPlace(failure),
      found: found == 1 ? "a row with 1 cell" : "a row with \(found) cells",
      expected: "expected \(columnCount), \(origin)",
      remedy: found < columnCount
        ? "add the missing cells, or check that \(separator) separates the cells"
        : "quote cells that contain \(separator), or name every column in the header")
  }
}
