import CKernels

/// A whole text file and the rules for taking it apart; the Swift face of the CSV kernels.
final class DelimitedText: Sendable {
  let bytes: FileBytes
  let delimiter: UInt8
  let newline: UInt8
  let hasQuotes: Bool
  let decimalMark: DecimalMark
  let missing: [[UInt8]]
  // Points into `bytes` and `missingTexts`, which live as long as this object.
  nonisolated(unsafe) private let file: csv_file
  nonisolated(unsafe) private let missingTexts: UnsafeMutableBufferPointer<csv_text>

  init(
    _ bytes: FileBytes, delimiter: UInt8, newline: UInt8, hasQuotes: Bool,
    decimalMark: DecimalMark, missing: [[UInt8]]
  ) {
    self.bytes = bytes
    self.delimiter = delimiter
    self.newline = newline
    self.hasQuotes = hasQuotes
    self.decimalMark = decimalMark
    self.missing = missing
    missingTexts = Self.stored(missing)
    let dialect = csv_dialect(
      delimiter: delimiter, quote: hasQuotes ? UInt8(ascii: "\"") : 0,
      decimal: UInt8(ascii: decimalMark == .comma ? "," : "."), newline: newline)
    let content = bytes.withBytes { $0.bindMemory(to: UInt8.self).baseAddress }
    file = csv_file(
      bytes: content, length: bytes.count, dialect: dialect,
      missing: UnsafePointer(missingTexts.baseAddress), missing_count: missingTexts.count)
  }

  deinit {
    for text in missingTexts { text.bytes?.deallocate() }
    missingTexts.deallocate()
  }

  /// The same file read with other marks.
  func with(delimiter: UInt8, decimalMark: DecimalMark) -> DelimitedText {
    DelimitedText(
      bytes, delimiter: delimiter, newline: newline, hasQuotes: hasQuotes,
      decimalMark: decimalMark, missing: missing)
  }

  /// Lends the kernels' view of the file to `body`.
  func lend<Result>(_ body: (UnsafePointer<csv_file>) -> Result) -> Result {
    defer { withExtendedLifetime(self) {} }
    return withUnsafePointer(to: file, body)
  }

  private static func stored(_ texts: [[UInt8]]) -> UnsafeMutableBufferPointer<csv_text> {
    let stored = UnsafeMutableBufferPointer<csv_text>.allocate(capacity: texts.count)
    for (index, text) in texts.enumerated() {
      let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, text.count))
      _ = copy.update(fromContentsOf: text)
      stored.initializeElement(
        at: index, to: csv_text(bytes: UnsafePointer(copy.baseAddress), length: text.count))
    }
    return stored
  }
}

extension DelimitedText {
  /// The cells of one record and where the next one starts. No cells: a blank line.
  struct Record {
    /// At most one more than a table may have columns.
    let cells: [csv_cell]
    /// All cells of the record.
    let count: Int
    let next: Int
  }

  /// - Throws: `ReadError` for quotes that do not end or end in the middle of a cell.
  func record(at offset: Int) throws(ReadError) -> Record {
    var capacity = 64
    while true {
      var next = 0
      var failure = csv_failure()
      var found = 0
      let cells = [csv_cell](unsafeUninitializedCapacity: capacity) { buffer, count in
        found = lend { csv_split($0, offset, buffer.baseAddress, capacity, &next, &failure) }
        count = min(found, capacity)
      }
      if failure.problem != csv_fine { throw error(failure) }
      let wanted = min(found, HeaderRow.columnLimit + 1)
      if wanted <= capacity { return Record(cells: cells, count: found, next: next) }
      capacity = wanted
    }
  }

  /// The text of a cell, doubled quotes made single.
  func text(_ cell: csv_cell) -> String {
    let raw = bytes.withBytes { $0[cell.offset..<cell.offset + cell.length] }
    guard cell.escaped else { return String(decoding: raw, as: UTF8.self) }
    var plain: [UInt8] = []
    var skip = false
    for byte in raw {
      skip = byte == UInt8(ascii: "\"") && !skip
      if !skip { plain.append(byte) }
    }
    return String(decoding: plain, as: UTF8.self)
  }

  enum Meaning: Equatable {
    /// `decimals`: digits after the point, once the exponent has moved it.
    case number(Double, decimals: Int)
    case missing
    case text
  }

  /// What a cell says, taken alone.
  func meaning(_ cell: csv_cell) -> Meaning {
    bytes.withBytes { all in
      meaning(UnsafeRawBufferPointer(rebasing: all[cell.offset..<cell.offset + cell.length]))
    }
  }

  func meaning(_ text: UnsafeRawBufferPointer) -> Meaning {
    var value = 0.0
    var decimals: Int32 = 0
    let empty: UInt8 = 0
    let meaning = withUnsafePointer(to: empty) { nothing in
      let start = text.bindMemory(to: UInt8.self).baseAddress ?? nothing
      return lend { csv_interpret($0, start, text.count, &value, &decimals) }
    }
    switch meaning {
    case csv_is_number: return .number(value, decimals: Int(decimals))
    case csv_is_missing: return .missing
    default: return .text
    }
  }

  /// The line and character of a byte. O(offset).
  func place(of offset: Int) -> FilePlace {
    bytes.withBytes { all in
      let before = all[..<offset]
      let lineStart = before.lastIndex(of: newline).map { $0 + 1 } ?? 0
      let content = all.bindMemory(to: UInt8.self).baseAddress
      let lines = content.map { csv_count($0, lineStart, newline) } ?? 0
      let mark = lineStart == 0 && bytes.has(FormatDetector.byteOrderMark, at: 0) ? 3 : 0
      let characters = all[lineStart..<offset].dropFirst(mark).count { $0 & 0xc0 != 0x80 }
      return FilePlace(line: lines + 1, column: characters + 1)
    }
  }

  func line(of offset: Int) -> Int { place(of: offset).line }

  /// What the kernels complain about, in words. Ragged rows are described by the parser.
  func error(_ failure: csv_failure) -> ReadError {
    if failure.problem == csv_open_quote {
      return ReadError(
        .openQuote, at: place(of: failure.offset), found: "this quote is never closed",
        expected: "expected a closing \" before the end of the file",
        remedy: "close the quote, or double it if it belongs to the text")
    }
    let end = min(bytes.count, failure.offset + 4 * VisibleText.limit)
    let rest = bytes.array(failure.offset..<end).prefix { $0 != newline && $0 != delimiter }
    let text = VisibleText.quoted(String(decoding: rest, as: UTF8.self))
    return ReadError(
      .textAfterQuote, at: place(of: failure.offset),
      found: "text after a closing quote: \(text) (the quote opened on line "
        + "\(line(of: failure.opened)))",
      expected: "expected \(Dialect.name(of: delimiter)) or the end of the line",
      remedy: "double quotes inside quoted text, or remove the text after the quote")
  }
}
