import CKernels
import Jobs

/// Reads text whose cells are separated by a delimiter (RFC 4180 and its common variations).
///
/// Beyond the standard: any delimiter, a byte order mark, Excel's `sep=` line, blanks around cells
/// (which do not belong to them unless quoted), blank lines (skipped), CR and LF line ends.
struct DelimitedReader {
  private let text: DelimitedText
  private let layout: FileLayout
  private let names: [String]
  private let sample: [[csv_cell]]
  private let headerOffset: Int?
  private let bodyStart: Int
  private let warnings: [ReadWarning]

  static func read(
    _ bytes: FileBytes, named name: String, options: ReadOptions, in context: RunContext<Fraction>
  ) throws -> RawTable {
    let reader = try DelimitedReader(bytes, named: name, options: options, in: context)
    return try reader.table(in: context)
  }

  private func table(in context: RunContext<Fraction>) throws -> RawTable {
    context.report(Fraction(0.2))
    let blocks = try RecordLayout.blocks(
      of: text, from: bodyStart, columnCount: names.count, in: context)
    let parser = DelimitedParser(
      text: text, blocks: blocks, columnCount: names.count,
      headerLine: headerOffset.map(text.line(of:)))
    guard parser.rowCount > 0 else { throw noRows() }
    context.report(Fraction(0.3))
    let (parsed, reread) = try parse(with: parser, in: context)
    context.report(Fraction(0.8))
    let assembly = ColumnAssembly(
      text: text, names: names, blocks: blocks, hasHeader: headerOffset != nil,
      reread: reread)
    let (columns, remarks) = try assembly.columns(from: parsed, in: context)
    context.report(Fraction(1))
    return RawTable(columns: columns, warnings: warnings + remarks, layout: layout)
  }

  /// Columns that looked like numbers in the sample but are not are read again, as texts.
  private func parse(
    with parser: DelimitedParser, in context: RunContext<Fraction>
  ) throws -> (columns: [DelimitedParser.Parsed], reread: Set<Int>) {
    // Every cell needs a byte; rows that are too short for the header have none to spare.
    guard parser.rowCount <= Int(Int32.max), parser.rowCount * names.count <= text.bytes.count + 1
    else {
      _ = try parser.parse(names.map { _ in .skip }, in: context)
      throw ReadError(.tooLarge, found: "\(parser.rowCount) rows of \(names.count) columns")
    }
    var parsed = try parser.parse(targets(), in: context)
    let reread = parsed.indices.filter {
      if case .numbers(_, _, let odd) = parsed[$0] { odd > 0 } else { false }
    }
    guard !reread.isEmpty else { return (parsed, []) }
    var targets = names.map { _ in DelimitedParser.Target.skip }
    for column in reread {
      parsed[column] = .skipped
      targets[column] = .texts
    }
    let texts = try parser.parse(targets, in: context)
    for column in reread { parsed[column] = texts[column] }
    return (parsed, Set(reread))
  }

  /// Numbers where nothing in the sample says otherwise.
  private func targets() -> [DelimitedParser.Target] {
    names.indices.map { column in
      sample.contains { column < $0.count && text.meaning($0[column]) == .text } ? .texts : .numbers
    }
  }

  private func noRows() -> ReadError {
    ReadError(
      .noRows, at: headerOffset.map { FilePlace(line: text.line(of: $0)) },
      found: "a header without rows", expected: "expected at least one row below it",
      remedy: "check that the file was written completely")
  }
}

extension DelimitedReader {
  /// Looks at the file as a whole and at its first lines.
  private init(
    _ bytes: FileBytes, named name: String, options: ReadOptions, in context: RunContext<Fraction>
  ) throws {
    let scan = try DelimitedScan(bytes, in: context)
    let plain = DelimitedText(
      bytes, delimiter: UInt8(ascii: ","), newline: scan.newline, hasQuotes: scan.hasQuotes,
      decimalMark: .point, missing: options.missing.map { Array($0.utf8) })
    let start = try FileStart(of: plain)
    var warnings: [ReadWarning] = []
    let divided = try Self.divided(
      plain, start: start, named: name, options: options, warnings: &warnings)
    let text = Self.withDecimalMark(divided, start.offset, options, warnings: &warnings)
    let first = try Self.firstRecord(of: text, from: start.offset)
    try HeaderRow.checkWidth(first.record.count)
    let width = first.record.cells.count
    let count = max(2, min(DialectSniffer.records, 200_000 / max(1, width)))
    let head = DialectSniffer.sample(of: text, from: start.offset, count: count + 1)
    let hasHeader = options.hasHeader ?? HeaderRow.isPresent(in: head, of: text)
    if options.hasHeader == nil {
      warnings += Self.headerWarnings(first.record, hasHeader: hasHeader, text)
    }
    names =
      try hasHeader
      ? HeaderRow.names(in: first.record.cells, of: text)
      : first.record.cells.indices.map(HeaderRow.generated)
    sample = Array(head.dropFirst(hasHeader ? 1 : 0))
    headerOffset = hasHeader ? first.offset : nil
    bodyStart = hasHeader ? first.record.next : first.offset
    layout = FileLayout(
      .delimited, delimiter: Character(Unicode.Scalar(text.delimiter)),
      decimalMark: text.decimalMark, hasHeader: hasHeader)
    self.warnings = warnings
    self.text = text
  }

  /// The file with the delimiter that is asked for, promised by the file, or fits best.
  private static func divided(
    _ text: DelimitedText, start: FileStart, named name: String, options: ReadOptions,
    warnings: inout [ReadWarning]
  ) throws(ReadError) -> DelimitedText {
    let tab = UInt8(ascii: "\t")
    if let character = options.delimiter {
      return text.with(delimiter: try Dialect.delimiter(character), decimalMark: .point)
    }
    if let promised = start.delimiter {
      return text.with(delimiter: promised, decimalMark: .point)
    }
    let ending = name.lowercased()
    if ending.hasSuffix(".tsv") || ending.hasSuffix(".tab") {
      let tabbed = text.with(delimiter: tab, decimalMark: .point)
      if let first = try? firstRecord(of: tabbed, from: start.offset).record, first.cells.count > 1
      {
        return tabbed
      }
    }
    if let best = DialectSniffer.delimiter(of: text, from: start.offset) {
      return text.with(delimiter: best, decimalMark: .point)
    }
    warnings.append(
      ReadWarning("one column only: no comma, semicolon, tab or bar in the first line"))
    return text
  }

  private static func withDecimalMark(
    _ text: DelimitedText, _ start: Int, _ options: ReadOptions, warnings: inout [ReadWarning]
  ) -> DelimitedText {
    if let mark = options.decimalMark {
      return text.with(delimiter: text.delimiter, decimalMark: mark)
    }
    switch DialectSniffer.decimalMark(of: DialectSniffer.sample(of: text, from: start), in: text) {
    case .none: return text
    case .decimal:
      warnings.append(ReadWarning("numbers such as 1,5 were read with a decimal comma"))
      return text.with(delimiter: text.delimiter, decimalMark: .comma)
    case .ambiguous:
      warnings.append(
        ReadWarning(
          "numbers such as 1,500 may have a decimal or a thousands comma and were read as text; "
            + "state the decimal mark, or write them with a point"))
      return text
    }
  }

  /// The first record that is not blank, and where it starts.
  private static func firstRecord(
    of text: DelimitedText, from start: Int
  ) throws(ReadError) -> (offset: Int, record: DelimitedText.Record) {
    var offset = start
    while offset < text.bytes.count {
      let record = try text.record(at: offset)
      if !record.cells.isEmpty { return (offset, record) }
      offset = record.next
    }
    throw FormatDetector.empty("the file has only blank lines")
  }

  /// What was guessed, where it may be wrong.
  private static func headerWarnings(
    _ record: DelimitedText.Record, hasHeader: Bool, _ text: DelimitedText
  ) -> [ReadWarning] {
    let line = text.line(of: record.cells[0].offset)
    let place = FilePlace(line: line)
    guard hasHeader else {
      return [
        ReadWarning(
          "line \(line) looks like data, so the columns are called "
            + "\(HeaderRow.generated(0)), …; if it names the columns, say so (--header yes)",
          at: place)
      ]
    }
    // Quotes say themselves that numbers are names.
    let isGuessed = HeaderRow.hasNumbers(record.cells.filter { !$0.quoted }, of: text)
    guard isGuessed else { return [] }
    return [
      ReadWarning(
        "line \(line) has numbers in it, but seems to name the columns; if it is data, say so "
          + "(--header no)", at: place)
    ]
  }
}

/// What stands before the first record.
struct FileStart {
  private(set) var offset: Int
  /// The delimiter named in a `sep=` line, as Excel writes it.
  private(set) var delimiter: UInt8?

  init(of text: DelimitedText) throws(ReadError) {
    let bytes = text.bytes
    offset = bytes.has(FormatDetector.byteOrderMark, at: 0) ? 3 : 0
    guard bytes.has(Array("sep=".utf8), at: offset), offset + 5 < bytes.count else { return }
    let line = bytes.array(offset + 4..<min(offset + 8, bytes.count))
    guard line.count >= 2, line[1] == 0x0a || line[1] == 0x0d else { return }
    delimiter = try Dialect.delimiter(Character(Unicode.Scalar(line[0])))
    offset += line[1] == 0x0d && line.count > 2 && line[2] == 0x0a ? 7 : 6
  }
}
