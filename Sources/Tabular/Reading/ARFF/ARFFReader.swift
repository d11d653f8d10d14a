import Jobs

/// Reads ARFF (Weka) and KEEL `.dat` files: declarations, then rows, dense or sparse.
///
/// Missing values are `?`, KEEL's `<null>`, and empty cells. Comments begin with `%`.
struct ARFFReader {
  /// Values a sparse table may unfold to.
  static let cellLimit = 1 << 27

  private let text: DelimitedText
  private var parser = ARFFHeaderParser()
  private var columns: [ARFFColumn] = []
  private var rows = 0

  static func read(
    _ bytes: FileBytes, options: ReadOptions, in context: RunContext<Fraction>
  ) throws -> RawTable {
    let scan = try DelimitedScan(bytes, in: context)
    let text = DelimitedText(
      bytes, delimiter: UInt8(ascii: ","), newline: scan.newline, hasQuotes: false,
      decimalMark: .point, missing: options.missing.map { Array($0.utf8) })
    var reader = ARFFReader(text: text)
    try reader.readLines(in: context)
    return try reader.table()
  }

  private init(text: DelimitedText) { self.text = text }

  private mutating func readLines(in context: RunContext<Fraction>) throws {
    var start = text.bytes.has(FormatDetector.byteOrderMark, at: 0) ? 3 : 0
    var number = 1
    var inData = false
    while start < text.bytes.count {
      if number % 4096 == 0 {
        try context.checkCancellation()
        context.report(Fraction(start, of: text.bytes.count))
      }
      start = try text.bytes.withBytes { all in
        let end = all[start...].firstIndex(of: text.newline) ?? all.count
        let content = Self.trimmed(all[start..<end])
        if let first = content.first, first != UInt8(ascii: "%") {
          let line = ARFFLine(number: number, start: start, bytes: content)
          if inData {
            try row(line)
          } else if try parser.take(line) {
            inData = true
            columns = parser.header.attributes.map(ARFFColumn.init)
          }
        }
        return end + 1
      }
      number += 1
    }
    guard inData else { throw noData() }
  }

  private static func trimmed(
    _ line: Slice<UnsafeRawBufferPointer>
  ) -> Slice<UnsafeRawBufferPointer> {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0d }
    var line = line.drop(while: isBlank)
    while let last = line.last, isBlank(last) { line.removeLast() }
    return line
  }

  private func noData() -> ReadError {
    ReadError(
      .badHeader, found: "declarations without @data", expected: "expected @data and rows below it",
      remedy: "check that the file was written completely")
  }

  private func table() throws(ReadError) -> RawTable {
    guard rows > 0 else {
      throw ReadError(
        .noRows, at: FilePlace(line: parser.header.dataLine - 1), found: "@data without rows",
        expected: "expected at least one row below it",
        remedy: "check that the file was written completely")
    }
    return RawTable(
      columns: columns.map { $0.column() }, warnings: [],
      layout: FileLayout(.arff, delimiter: ","), labelHint: parser.header.label)
  }
}

extension ARFFReader {
  private mutating func row(_ line: ARFFLine) throws(ReadError) {
    var scanner = ARFFScanner(line)
    if scanner.skip("{") { try sparseRow(&scanner) } else { try denseRow(&scanner) }
    rows += 1
  }

  private mutating func denseRow(_ scanner: inout ARFFScanner) throws(ReadError) {
    let line = scanner.line
    var count = 0
    repeat {
      let token = try scanner.token(until: [UInt8(ascii: ",")])
      if count < columns.count { try columns[count].append(token, on: line, in: text) }
      count += 1
    } while scanner.skip(",")
    guard scanner.isAtEnd else { throw stray(scanner) }
    guard count == columns.count else {
      throw ReadError(
        .raggedRow, at: FilePlace(line: line.number),
        found: count == 1 ? "a row with 1 value" : "a row with \(count) values",
        expected: "expected \(columns.count), one for each @attribute",
        remedy: "write ? for missing values, and quote texts that contain a comma")
    }
  }

  /// `{INDEX VALUE, INDEX VALUE}`, indices from 0 and ascending.
  private mutating func sparseRow(_ scanner: inout ARFFScanner) throws(ReadError) {
    guard (rows + 1) * columns.count <= Self.cellLimit else {
      throw ReadError(
        .tooLarge, at: scanner.place, found: "a sparse table of more than \(Self.cellLimit) values",
        expected: "expected a table that fits into memory", remedy: "drop columns")
    }
    var next = 0
    while !scanner.skip("}") {
      let position = try scanner.token(until: [0x20, 0x09, UInt8(ascii: ","), UInt8(ascii: "}")])
      guard let index = Int(position.text), index >= next, index < columns.count else {
        throw ReadError(
          .badValue, at: scanner.line.place(position.start),
          found: "\(VisibleText.quoted(position.text)) as a position in a sparse row",
          expected: "expected ascending positions from \(next) to \(columns.count - 1)")
      }
      appendDefaults(from: next, to: index)
      let value = try scanner.token(until: [UInt8(ascii: ","), UInt8(ascii: "}")])
      try columns[index].append(value, on: scanner.line, in: text)
      next = index + 1
      if scanner.skip(",") { continue }
      guard scanner.skip("}") else { throw stray(scanner) }
      break
    }
    guard scanner.isAtEnd else { throw stray(scanner) }
    appendDefaults(from: next, to: columns.count)
  }

  private mutating func appendDefaults(from first: Int, to end: Int) {
    for column in first..<end { columns[column].appendDefault() }
  }

  private func stray(_ scanner: ARFFScanner) -> ReadError {
    ReadError(
      .textAfterQuote, at: scanner.place,
      found: "\(VisibleText.quoted(scanner.rest)) after a value",
      expected: "expected a comma or the end of the row",
      remedy: "quote texts that contain quotes, commas or braces")
  }
}
