import CKernels
import Jobs

/// Makes columns of what the parser read, and notes what is odd about them.
struct ColumnAssembly {
  let text: DelimitedText
  let names: [String]
  let blocks: [RecordBlock]
  let hasHeader: Bool
  /// Columns that hold numbers in the first rows and other texts further down.
  let reread: Set<Int>

  /// - Throws: `ReadError` if the header comes again among the rows, or `CancellationError`.
  func columns(
    from parsed: [DelimitedParser.Parsed], in context: RunContext<Fraction>
  ) throws -> (columns: [Column], warnings: [ReadWarning]) {
    let built = try parallelMap(parsed.count, in: context) { index in
      try build(index, from: parsed[index], in: context)
    }
    try refuseRepeatedHeader(built)
    var mixed = CappedWarnings()
    var notable = CappedWarnings()
    for column in built {
      if let odd = column.mixed { mixed.add { warning(about: odd, in: column) } }
      if let remark = remark(about: column.column) { notable.add { remark } }
    }
    let warnings =
      mixed.summarized("hold other texts among their numbers")
      + notable.summarized("deserve a look")
    return (built.map(\.column), warnings)
  }

  private struct Built: Sendable {
    let column: Column
    var dictionary: TextDictionary?
    var mixed: MixedColumn?
  }

  private func build(
    _ index: Int, from parsed: DelimitedParser.Parsed, in context: RunContext<Fraction>
  ) throws -> Built {
    let name = names[index]
    switch parsed {
    case .skipped: return Built(column: Column(name: name, kind: .category, values: .numeric([])))
    case .numbers(let numbers, let decimals, _):
      let kind = ColumnKinds.kind(of: numbers, decimals: decimals, name: name)
      return Built(column: Column(name: name, kind: kind, values: .numeric(numbers)))
    case .texts(let cells, let dictionaries):
      let read = try TextColumn(cells, dictionaries: dictionaries, blocks: blocks, in: context)
      let kind = ColumnKinds.kind(ofLevels: read.levels, filled: read.filled, name: name)
      let values = Column.Values.categorical(codes: read.codes, levels: read.levels)
      return Built(
        column: Column(name: name, kind: kind, values: values), dictionary: read.dictionary,
        mixed: MixedColumn(
          read.dictionary, startsWithNumbers: reread.contains(index), in: text))
    }
  }

  private func warning(about mixed: MixedColumn, in built: Built) -> ReadWarning {
    let name = VisibleText.quoted(built.column.name)
    guard let dictionary = built.dictionary else { return ReadWarning("column \(name) is mixed") }
    let cell = VisibleText.quoted(dictionary.string(mixed.first))
    let count = mixed.oddCells == 1 ? "1 cell is" : "\(mixed.oddCells) cells are"
    return ReadWarning(
      "column \(name) changes from numbers to text: \(cell); \(count) no number, so the column "
        + "was read as categories; correct them, or leave them empty if they mean 'missing'",
      at: text.place(of: dictionary.first(mixed.first)))
  }

  private func remark(about column: Column) -> ReadWarning? {
    let name = VisibleText.quoted(column.name)
    switch column.values {
    case .numeric(let numbers):
      if numbers.allSatisfy(\.isNaN) { return ReadWarning("column \(name) is empty") }
      guard case .decimal(decimals: 0) = column.kind, numbers.contains(where: \.isFinite) else {
        return nil
      }
      return ReadWarning(
        "column \(name) has whole numbers beyond 2^53, which are rounded to the nearest double")
    case .categorical:
      guard column.kind == .identifier else { return nil }
      return ReadWarning(
        "column \(name) has a different text in (nearly) every row: read as an identifier, which "
          + "is left out of the features")
    }
  }
}

extension ColumnAssembly {
  /// Two files put together with their headers: found by a cell that holds its column's name.
  private func refuseRepeatedHeader(_ built: [Built]) throws(ReadError) {
    guard hasHeader else { return }
    var looks = 0
    for column in built where looks < 3 {
      guard let dictionary = column.dictionary,
        let code = (0..<dictionary.count).first(where: {
          dictionary.bytes($0).elementsEqual(column.column.name.utf8)
        })
      else { continue }
      looks += 1
      guard let offset = headerRecord(around: dictionary.first(code)) else { continue }
      throw ReadError(
        .repeatedHeader, at: FilePlace(line: text.line(of: offset)),
        found: "this row repeats the header", expected: "expected values",
        remedy: "remove the line; two files may have been joined here")
    }
  }

  /// Where the record around `offset` starts, if its cells are the column names.
  private func headerRecord(around offset: Int) -> Int? {
    guard let block = blocks.first(where: { $0.bytes.contains(offset) }) else { return nil }
    var start = block.bytes.lowerBound
    while start <= offset, let record = try? text.record(at: start) {
      if record.next > offset {
        return record.cells.map(text.text) == names ? start : nil
      }
      start = record.next
    }
    return nil
  }
}
