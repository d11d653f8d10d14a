import Jobs
import Tabular
import Testing

@Suite struct CSVWriterTests {
  private func reread(_ dataset: Dataset, delimiter: Character = ",") throws -> Dataset {
    let bytes = try CSVWriter(delimiter: delimiter).bytes(of: dataset)
    return try readBytes(bytes, options: ReadOptions(delimiter: delimiter, hasHeader: true)).dataset
  }

  private func table(_ columns: [Column]) throws -> Dataset {
    try Dataset(schema: Schema(columns.map { _ in .feature }), columns: columns)
  }

  private func numeric(_ name: String, _ numbers: [Double]) -> Column {
    Column(name: name, kind: .decimal(decimals: 17), values: .numeric(numbers))
  }

  /// Trap 16: attacks read the last digits of a file.
  @Test func numbersReadBackBitForBit() throws {
    var random = TestRandom(21)
    var numbers: [Double] = [
      -0.0, 0, 5e-324, -5e-324, 2.2250738585072011e-308, 1e300, -1e300, 1.7976931348623157e308,
      0.1, 1.0 / 3, 123456789.12345679, 9007199254740993, 1e15, 1e16, 1e-5, 9.999999e-6, .infinity,
    ]
    while numbers.count < 5000 {
      let value = Double(bitPattern: random.next())
      if !value.isNaN { numbers.append(value) }
    }
    let read = try reread(table([numeric("a", numbers), numeric("b", numbers.reversed())]))
    #expect(read.columns[0].numbers.map(\.bitPattern) == numbers.map(\.bitPattern))
    #expect(read.columns[1].numbers.map(\.bitPattern) == numbers.reversed().map(\.bitPattern))
  }

  @Test func missingNumbersAreEmptyCells() throws {
    let dataset = try table([numeric("a", [1, .nan]), numeric("b", [.nan, 2.5])])
    #expect(try CSVWriter().bytes(of: dataset) == Array("a,b\n1,\n,2.5\n".utf8))
  }

  @Test func aSingleColumnKeepsItsMissingRows() throws {
    let read = try reread(table([numeric("only", [.nan, 1.5, .nan])]))
    #expect(read.columns[0].missingCount == 2)
    #expect(read.rowCount == 3)
  }

  @Test(arguments: [",", ";", "\t", "|"] as [Character])
  func awkwardTextsReadBackEqual(_ delimiter: Character) throws {
    let texts = [
      "plain", "comma, semicolon; bar| tab\t", "\"quoted\"", "two\nlines", "\r", "\r\n", " blank ",
      "NA", "?", "null", "5", "\u{feff}mark", "ünïcödé", "\u{1b}[2J", "#", "\"", "\"\"", ",",
    ]
    var all = texts.map { "\($0)x" } + texts
    all.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let codes = all.indices.map { Int32($0) }.reversed() + [-1]
    let column = Column(
      name: "t", kind: .category, values: .categorical(codes: Array(codes), levels: all))
    let other = numeric("n", codes.map { Double($0) + 0.5 })
    let read = try reread(table([column, other]), delimiter: delimiter)
    #expect(read.columns[0].values == column.values)
    #expect(read.columns[1].values == other.values)
  }

  @Test func randomTextsReadBackEqual() throws {
    var random = TestRandom(22)
    let alphabet: [Character] = ["a", "\"", ",", "\n", "\r", " ", "\t", "é", "1", ";", "|"]
    for _ in 0..<300 {
      let texts = (0..<30).map { row in
        "x\(row)"
          + String(
            (0..<Int(random.next() % 9)).map { _ in alphabet.randomElement(using: &random) ?? "a" })
      }
      let names = (0..<3).map { "n\($0)" + texts[$0] }
      let columns = names.enumerated().map { index, name in
        let levels = texts[(index * 10)..<(index * 10 + 10)]
          .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let codes = (0..<10).map { Int32(($0 * 7 + index) % 10) }
        return Column(
          name: name, kind: .category, values: .categorical(codes: codes, levels: levels))
      }
      let read = try reread(table(columns))
      #expect(read.names == names)
      #expect(read.columns.map(\.values) == columns.map(\.values))
    }
  }

  @Test func namesThatLookLikeOtherFormatsStayNames() throws {
    for name in [
      "@relation", "{\"a\"", "[[", "<html", "2020", "NA", "sep=;", "%PDF", "PAR1", " a ",
    ] {
      let dataset = try table([numeric(name, [1, 2.5]), numeric("b", [3, 4])])
      let read = try readBytes(CSVWriter().bytes(of: dataset)).dataset
      #expect(read.names == [name, "b"])
    }
  }

  @Test func readingAndWritingAgainGivesTheSameBytes() throws {
    let text = "id,when,value,ok\n1,2020-01-02,0.10000000000000002,true\n2,,-0,false\n"
    let dataset = try readText(text).dataset
    #expect(String(decoding: try CSVWriter().bytes(of: dataset), as: UTF8.self) == text)
  }

  @Test func piecesAddUpToTheWhole() throws {
    let dataset = try table([numeric("a", (0..<200_000).map { Double($0) / 7 })])
    var pieces: [[UInt8]] = []
    try CSVWriter().write(dataset, in: .unattended(threads: 3)) { pieces.append($0) }
    #expect(pieces.count > 3)
    #expect(Array(pieces.joined()) == (try CSVWriter().bytes(of: dataset)))
  }

  @Test func aCancelStopsTheWriting() throws {
    let dataset = try table([numeric("a", [1, 2, 3])])
    let stopped = RunContext<Fraction>(threads: 1, isCancelled: { true }, report: { _ in })
    #expect(throws: CancellationError.self) { try CSVWriter().bytes(of: dataset, in: stopped) }
  }

  @Test(arguments: ["\"", "\n", "a", "5", ".", "é"] as [Character])
  func aDelimiterThatCannotSeparateIsRefused(_ delimiter: Character) {
    #expect(throws: ReadError.self) { try CSVWriter(delimiter: delimiter) }
  }
}
