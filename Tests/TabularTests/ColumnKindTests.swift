import Tabular
import Testing

@Suite struct ColumnKindTests {
  private func column(_ cells: [String], name: String = "v") throws -> Column {
    let text = "\(name),other\n" + cells.map { "\($0),1.5\n" }.joined()
    return try readText(text).dataset.columns[0]
  }

  @Test func wholeNumbersAreIntegers() throws {
    #expect(try column(["1", "-20", "+3"]).kind == .integer)
    #expect(try column(["1e3", "2E+2", "7"]).numbers == [1000, 200, 7])
  }

  @Test func theMostDigitsAfterThePointAreKept() throws {
    #expect(try column(["1.5", "2.250", "3"]).kind == .decimal(decimals: 3))
    #expect(try column(["1.5e-3", "1"]).kind == .decimal(decimals: 4))
    #expect(try column([".5", "2."]).kind == .decimal(decimals: 1))
  }

  @Test func zerosAndOnesAreBoolean() throws {
    let found = try column(["0", "1", "", "1"])
    #expect(found.kind == .boolean)
    #expect(found.missingCount == 1)
    #expect(try column(["1", "1"]).kind == .integer)
  }

  @Test(arguments: [["true", "false"], ["Yes", "No"], ["T", "F"], ["n", "y"]])
  func pairsOfWordsAreBoolean(_ words: [String]) throws {
    #expect(try column(words + words).kind == .boolean)
  }

  @Test func textsAreCategoriesWithSortedLevels() throws {
    let found = try column(["pear", "apple", "pear", "fig"])
    #expect(found.kind == .category)
    #expect(found.levels == ["apple", "fig", "pear"])
    #expect((0..<4).map(found.text) == ["pear", "apple", "pear", "fig"])
  }

  @Test(arguments: ["", "NA", "N/A", "NaN", "nan", "null", "NULL", "?", "  "])
  func missingTextsAreMissing(_ text: String) throws {
    #expect(try column(["1", text, "3"]).missingCount == 1)
    #expect(try column(["a", text, "b"]).missingCount == 1)
  }

  @Test func moreMissingTextsCanBeNamed() throws {
    let options = ReadOptions(missing: ["-999", "unknown"])
    let dataset = try readText("a,b\n1,x\n-999,unknown\n", options: options).dataset
    #expect(dataset.columns.map(\.missingCount) == [0, 1])
    let texts = try readText("a,b\n1.5,x\nunknown,y\n", options: options).dataset
    #expect(texts.columns[0].missingCount == 1)
  }

  @Test func quotesKeepATextFromBeingMissing() throws {
    let found = try column(["\"NA\"", "NA", "x"])
    #expect(found.levels == ["NA", "x"])
    #expect(found.missingCount == 1)
  }

  @Test func quotedNumbersAreNumbers() throws {
    #expect(try column(["\"1.5\"", "\"2\""]).numbers == [1.5, 2])
  }

  @Test func manyDifferentTextsNameRows() throws {
    let found = try column((0..<40).map { "person \($0)" })
    #expect(found.kind == .identifier)
  }

  @Test(arguments: ["id", "ID", "patient_id", "PatientID", "uuid", "index"])
  func differentIntegersWithATellingNameNameRows(_ name: String) throws {
    #expect(try column(["3", "1", "2"], name: name).kind == .identifier)
    #expect(try column(["3", "1", "3"], name: name).kind == .integer)
  }

  @Test func differentDecimalsAreAFeature() throws {
    #expect(try column((0..<50).map { "\($0).25" }, name: "id").kind == .decimal(decimals: 2))
  }

  @Test func wholeNumbersTooLargeToBeExactAreMentioned() throws {
    let result = try readText("a,b\n9007199254740993,1\n5,2\n")
    #expect(result.dataset.columns[0].kind == .decimal(decimals: 0))
    #expect(result.warnings.contains { $0.text.contains("2^53") && $0.text.contains("'a'") })
  }

  @Test func infinityIsANumber() throws {
    #expect(try column(["inf", "-Infinity", "1"]).numbers == [.infinity, -.infinity, 1])
  }

  @Test func anEmptyColumnIsMentioned() throws {
    let result = try readText("a,b\n,1\n,2\n")
    #expect(result.warnings.contains { $0.text == "column 'a' is empty" })
  }

  @Test func aChangeOfTypeFarDownIsMentionedWithItsPlace() throws {
    var lines = ["value,target"] + (2...100_000).map { "\($0).5,\($0 % 2)" }
    lines[89_999] = "  oops,1"
    lines[95_000] = "n/k,1"
    let result = try readText(lines.joined(separator: "\n"), threads: 2)
    let warning = try #require(result.warnings.first)
    #expect(warning.place?.line == 90_000)
    #expect(warning.place?.column == 3)
    #expect(warning.text.contains("'value'") && warning.text.contains("'oops'"))
    #expect(warning.text.contains("2 cells"))
    #expect(result.dataset.columns[0].levels.contains("oops"))
    #expect(result.dataset.columns[1].kind == .boolean)
  }

  @Test func oddTextsInTheFirstRowsAreMentionedToo() throws {
    let text = "a,b\n" + (0..<60).map { $0 == 3 ? "n/k,1\n" : "\($0),1\n" }.joined()
    let result = try readText(text)
    #expect(result.warnings.contains { $0.place?.line == 5 && $0.text.contains("'n/k'") })
  }

  @Test func aFewLevelsThatLookLikeNumbersAreNoChangeOfType() throws {
    let text = "doors,b\n" + (0..<40).map { ["2", "3", "4", "5more"][$0 % 4] + ",1\n" }.joined()
    let result = try readText(text)
    #expect(result.dataset.columns[0].levels == ["2", "3", "4", "5more"])
    #expect(!result.warnings.contains { $0.text.contains("doors") })
  }

  @Test func namesOfRowsThatHappenToBeNumbersAreNoChangeOfType() throws {
    let cells = (0..<3000).map { String($0 * 7919 % 65536, radix: 16) }
    let result = try readText("key,b\n" + cells.map { "\($0),1.5\n" }.joined())
    #expect(result.dataset.columns[0].kind == .identifier)
    #expect(result.warnings.map(\.text).filter { $0.contains("changes") }.isEmpty)
  }

  @Test func manyWarningsAreSummarized() throws {
    let names = (0..<50).map { "c\($0)" }.joined(separator: ",")
    let text = names + "\n" + String(repeating: String(repeating: ",", count: 49) + "\n", count: 3)
    let warnings = try readText(text, options: ReadOptions(hasHeader: true)).warnings
    #expect(warnings.count { $0.text.contains("is empty") } == 20)
    #expect(warnings.contains { $0.text.hasPrefix("30 more columns") })
  }
}
