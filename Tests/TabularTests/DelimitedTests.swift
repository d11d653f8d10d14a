import Tabular
import Testing

@Suite struct DelimitedTests {
  @Test(arguments: [",", ";", "\t", "|"])
  func theDelimiterIsFound(_ delimiter: String) throws {
    let lines = ["a,b,target", "1,2.5,0", "3,4.5,1", "5,6.5,0"]
    let text = lines.map { $0.replacing(",", with: delimiter) }.joined(separator: "\n")
    let result = try readText(text)
    #expect(result.layout.delimiter == Character(delimiter))
    #expect(result.dataset.texts == [["1", "3", "5"], ["2.5", "4.5", "6.5"], ["0", "1", "0"]])
  }

  @Test func aDelimiterInsideQuotesDoesNotCount() throws {
    let result = try readText("name;note\nx;\"a,b,c\"\ny;\"d,e,f\"\n")
    #expect(result.layout.delimiter == ";")
    #expect(result.dataset.texts == [["x", "y"], ["a,b,c", "d,e,f"]])
  }

  @Test func aHeaderlessSemicolonFileWithDecimalCommasIsNotSplitAtCommas() throws {
    let result = try readText("1,5;2,25;0\n3,5;4,75;1\n")
    #expect(result.layout.delimiter == ";")
    #expect(result.layout.decimalMark == .comma)
    #expect(result.dataset.columns[1].numbers == [2.25, 4.75])
    #expect(result.warnings.contains { $0.text.contains("decimal comma") })
  }

  @Test func commasThatMayMeanThousandsAreLeftAsTextWithAWarning() throws {
    let result = try readText("a;b\n1,500;x\n2,750;y\n")
    #expect(result.dataset.columns[0].levels == ["1,500", "2,750"])
    #expect(result.warnings.contains { $0.text.contains("thousands") })
  }

  @Test func theDecimalMarkCanBeStated() throws {
    let options = ReadOptions(decimalMark: .comma)
    let result = try readText("a;b\n1,500;x\n2,750;y\n", options: options)
    #expect(result.dataset.columns[0].numbers == [1.5, 2.75])
  }

  @Test func aByteOrderMarkIsNoPartOfTheFirstName() throws {
    let result = try readBytes([0xef, 0xbb, 0xbf] + Array("a,b\n1,2\n".utf8))
    #expect(result.dataset.names == ["a", "b"])
  }

  @Test(arguments: ["\n", "\r\n", "\r", "\r\r\n"])
  func everyLineEndWorks(_ end: String) throws {
    let result = try readText("a,b" + end + "1,x" + end + "2,y" + end)
    #expect(result.dataset.texts == [["1", "2"], ["x", "y"]])
  }

  @Test func theLastLineNeedsNoEnd() throws {
    #expect(try readText("a,b\n1,x\n2,y").dataset.texts == [["1", "2"], ["x", "y"]])
  }

  @Test func quotedCellsMayHoldNewlinesQuotesAndDelimiters() throws {
    let result = try readText(
      "id,note\n1,\"two\nlines\"\n2,\"say \"\"hi\"\", then go\"\n3,\"\r\n\"\n")
    #expect(result.dataset.texts[1] == ["two\nlines", "say \"hi\", then go", "\r\n"])
  }

  @Test func blanksAroundCellsDoNotBelongToThemUnlessQuoted() throws {
    let result = try readText("a, b ,c\n 1 , x , \" y \" \n2,x,z\n")
    #expect(result.dataset.names == ["a", "b", "c"])
    #expect(result.dataset.texts == [["1", "2"], ["x", "x"], [" y ", "z"]])
  }

  @Test func blankLinesAreSkipped() throws {
    let result = try readText("\n\na,b\n\n1,2\n   \n3,4\n\n")
    #expect(result.dataset.texts == [["1", "3"], ["2", "4"]])
  }

  @Test func aQuoteInsideAPlainCellIsText() throws {
    let result = try readText("pipe,ok\n5\" steel,1\n3\" steel,0\n")
    #expect(result.dataset.texts[0] == ["5\" steel", "3\" steel"])
  }

  @Test func aFileWithoutHeaderGetsNumberedNames() throws {
    let result = try readText("1,2.5,x\n2,3.5,y\n")
    #expect(!result.layout.hasHeader)
    #expect(result.dataset.names == ["column_1", "column_2", "column_3"])
    #expect(result.dataset.rowCount == 2)
    #expect(result.warnings.contains { $0.text.contains("looks like data") })
  }

  @Test func textsThatComeAgainBelowAreNoHeader() throws {
    let result = try readText("red,small\nblue,large\nred,small\nblue,small\n")
    #expect(!result.layout.hasHeader)
    #expect(result.dataset.rowCount == 4)
  }

  @Test func theHeaderCanBeStated() throws {
    let result = try readText("2019,2020\n1,2\n", options: ReadOptions(hasHeader: true))
    #expect(result.dataset.names == ["2019", "2020"])
    let other = try readText("a,b\nc,d\n", options: ReadOptions(hasHeader: false))
    #expect(other.dataset.rowCount == 2)
  }

  @Test func unnamedColumnsAreCalledByTheirPosition() throws {
    let result = try readText(",b\n0,x\n1,y\n2,y\n")
    #expect(result.dataset.names == ["column_1", "b"])
  }

  @Test func excelsSeparatorLineIsObeyed() throws {
    let result = try readText("sep=|\r\na|b\r\n1,5|x\r\n2,5|y\r\n")
    #expect(result.layout.delimiter == "|")
    #expect(result.dataset.names == ["a", "b"])
  }

  @Test func aTabularFileNameDecidesForTabs() throws {
    let result = try readText("a,b\tc,d\n1,2\t3,4\n", name: "x.tsv")
    #expect(result.layout.delimiter == "\t")
    #expect(result.dataset.names == ["a,b", "c,d"])
  }

  @Test func aSingleColumnIsReadWithAWarning() throws {
    let result = try readText("value\n1\n2\n1\n")
    #expect(result.dataset.columns[0].numbers == [1, 2, 1])
    #expect(result.warnings.contains { $0.text.contains("one column only") })
  }

  @Test func threadsAndBlockBordersDoNotChangeTheResult() throws {
    var random = TestRandom(3)
    var text = "id,word,note,value,target\n"
    for row in 0..<60_000 {
      let note = row % 7 == 0 ? "\"line one\nline, \"\"two\"\"\"" : "plain"
      text +=
        "\(row),w\(random.next() % 50),\(note),\(Double(random.next() % 1000) / 8),\(row % 2)\n"
    }
    let one = try readText(text, threads: 1)
    #expect(one == (try readText(text, threads: 4)))
    #expect(one.dataset.rowCount == 60_000)
    #expect(one.dataset.column("note")?.text(7) == "line one\nline, \"two\"")
    #expect(one.dataset.column("id")?.numbers == (0..<60_000).map(Double.init))
  }

  @Test func unquotedBlocksKeepTheirRowsInOrder() throws {
    let rows = 150_000
    let text = "n,word,target\n" + (0..<rows).map { "\($0),w\($0 % 101),\($0 % 2)\n" }.joined()
    let dataset = try readText(text, threads: 3).dataset
    #expect(dataset.columns[0].numbers == (0..<rows).map(Double.init))
    #expect((0..<rows).allSatisfy { dataset.columns[1].text($0) == "w\($0 % 101)" })
  }

  @Test func aVeryWideTableIsReadRight() throws {
    let columns = 700
    let header = (0..<columns).map { "c\($0)" }.joined(separator: ",")
    let rows = (0..<50).map { row in
      (0..<columns).map { $0 == 300 ? "w\(row % 3)" : "\($0 * row).5" }.joined(separator: ",")
    }
    let dataset = try readText(([header] + rows).joined(separator: "\n"), threads: 2).dataset
    for index in 0..<columns where index != 300 {
      #expect(dataset.columns[index].numbers == (0..<50).map { Double(index * $0) + 0.5 })
    }
    #expect(dataset.columns[300].levels == ["w0", "w1", "w2"])
  }
}
