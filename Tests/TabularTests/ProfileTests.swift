import Jobs
import Tabular
import Testing

@Suite struct ProfileTests {
  private func profile(_ text: String, minority: String? = nil) throws -> DatasetProfile {
    try DatasetProfile(
      readText(text).dataset, minority: minority, in: .unattended(threads: 2))
  }

  /// Expected values: pandas 3.1, Series([3, 1, 4, 1, 5, 9, 2.6]).describe().
  @Test func numbersAreSummarizedAsPandasDoes() throws {
    let text = "v,target\n3,0\n1,1\n4,0\n1,1\n,1\n5,0\n9,0\n2.6,1\n"
    let column = try profile(text).columns[0]
    let numbers = try #require(column.numbers)
    #expect(column.missing == 1)
    #expect(column.missingShare == 0.125)
    #expect(column.distinct == 6)
    #expect(column.kind == .decimal(decimals: 1))
    #expect([numbers.minimum, numbers.median, numbers.maximum] == [1, 3, 9])
    #expect(abs(numbers.lowerQuartile - 1.8) < 1e-15)
    #expect(numbers.upperQuartile == 4.5)
    #expect(abs(numbers.mean - 3.657142857142857) < 1e-14)
    #expect(abs(numbers.standardDeviation - 2.7729990641043876) < 1e-14)
    #expect(column.top.first == ColumnProfile.ValueCount(text: "1", count: 2))
  }

  @Test func textsListTheirMostFrequentLevels() throws {
    let text = "c,target\nb,0\na,1\nb,0\nc,1\nc,0\n,1\n"
    let column = try profile(text).columns[0]
    #expect(column.top.map(\.text) == ["b", "c", "a"])
    #expect(column.top.map(\.count) == [2, 2, 1])
    #expect(column.numbers == nil)
    #expect(column.distinct == 3)
  }

  @Test func manyNumbersHaveNoTop() throws {
    let text = "v,target\n" + (0..<30).map { "\($0).5,\($0 % 2)\n" }.joined()
    #expect(try profile(text).columns[0].top.isEmpty)
  }

  @Test func classesAndUniqueMinorityRowsAreCounted() throws {
    let text = "a,b,target\n1.5,x,0\n1.5,x,1\n1.5,x,1\n2,x,1\n3,y,0\n4,y,0\n-0,y,0\n0,y,0\n"
    let found = try profile(text)
    let classes = try #require(found.classes)
    #expect(classes.label == "target")
    #expect(classes.minorityName == "1")
    #expect(classes.minorityRows == 3)
    #expect(classes.minorityUniqueRows == 2)
    #expect(found.duplicateRows == 3)
    #expect(found.warnings.contains(.duplicateRows(3)))
    #expect(found.warnings.contains(.fewMinorityRows(3)))
    #expect(try profile(text, minority: "0").classes?.minorityRows == 5)
    #expect(throws: EncodingError.unknownClass("7", among: ["0", "1"])) {
      try profile(text, minority: "7")
    }
  }

  @Test func missingCellsAreEqualToEachOther() {
    let column = Column(name: "a", kind: .integer, values: .numeric([.nan, 1, .nan, 1, 2]))
    let rows = DistinctRows([column], rowCount: 5)
    #expect(rows.firsts == [0, 1, 0, 1, 4])
    #expect(rows.count == 3)
    #expect(rows.count(among: [0, 2, 4]) == 2)
  }

  @Test func columnsInTheWayAreMentioned() throws {
    var text = "same,gap,number,id,target\n"
    for row in 0..<40 { text += "7,\(row % 4 == 0 ? "" : "1.5"),\(row * 3),\(row),\(row % 2)\n" }
    let warnings = try profile(text).warnings
    #expect(warnings.contains(.constant(column: "same")))
    #expect(warnings.contains(.missingValues(column: "gap", share: 0.25)))
    #expect(warnings.contains(.looksLikeIdentifier(column: "number")))
    #expect(!warnings.contains(.looksLikeIdentifier(column: "id")))
    #expect(warnings.map(\.description).contains("column 'gap' has no value in 25.0 % of the rows"))
  }

  @Test func aTextWithManyLevelsIsMentioned() throws {
    let text = "c,target\n" + (0..<300).map { "w\($0 % 60),\($0 % 2)\n" }.joined()
    #expect(try profile(text).warnings.contains(.manyLevels(column: "c", levels: 60)))
  }

  @Test func columnsThatAreOneCategoryAreFound() throws {
    let text = """
      sex_F,sex_M,size_S,size_M,size_L,odd_1,odd_2,target
      0,1,1,0,0,1,1,0
      1,0,0,1,0,0,1,1
      0,1,0,0,1,1,0,1
      """
    let groups = try profile(text).oneHotGroups
    #expect(groups.map(\.name) == ["sex", "size"])
    #expect(groups.map(\.columns) == [0..<2, 2..<5])
  }

  @Test func aCancelStopsTheProfile() throws {
    let dataset = try readText("a,target\n1,0\n2,1\n").dataset
    let stopped = RunContext<Fraction>(threads: 1, isCancelled: { true }, report: { _ in })
    #expect(throws: CancellationError.self) { try DatasetProfile(dataset, in: stopped) }
  }
}
