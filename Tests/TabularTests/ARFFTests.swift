import Tabular
import Testing

@Suite struct ARFFTests {
  @Test func declarationsAndRowsAreRead() throws {
    let result = try readText(
      """
      % Weather, and whether to play
      @RELATION weather
      @attribute outlook {sunny, 'very rainy', "over\\"cast"}
      @attribute 'the temperature' real
      @attribute Windy {TRUE, FALSE}
      @attribute note string
      @attribute day date "yyyy-MM-dd"
      @ATTRIBUTE play {no, yes}

      @DATA
      sunny, 21.50, TRUE, 'it\\'s fine', "2020-01-02", no
      % a comment between rows
      'very rainy',?,FALSE,?,?,yes
      "over\\"cast" , 3 , FALSE, plain, 2020-01-03 , yes
      """, name: "weather.arff")
    let dataset = result.dataset
    #expect(result.layout.format == .arff)
    #expect(
      dataset.names == ["outlook", "the temperature", "Windy", "note", "day", "play"])
    #expect(dataset.columns[0].levels == ["sunny", "very rainy", "over\"cast"])
    #expect(dataset.columns[1].kind == .decimal(decimals: 2))
    #expect(dataset.columns[1].isMissing(1))
    #expect(dataset.columns[2].kind == .boolean)
    #expect(dataset.columns[3].text(0) == "it's fine")
    #expect(dataset.texts[4] == ["2020-01-02", "", "2020-01-03"])
    #expect(dataset.schema.label == 5)
  }

  @Test func keelsOutputsNameTheLabel() throws {
    let dataset = try readText(
      """
      @relation ecoli
      @attribute Mcg real [0.0, 0.89]
      @attribute Count integer[0,10]
      @attribute Class {positive, negative}
      @attribute Kind{a,b}
      @inputs Mcg, Count, Kind
      @outputs Class
      @data
      0.49, 3, negative, a
      0.07, <null>, positive, b
      """, name: "ecoli.dat"
    ).dataset
    #expect(dataset.schema.label == 2)
    #expect(dataset.columns[0].kind == .decimal(decimals: 2))
    #expect(dataset.columns[1].texts == ["3", ""])
    #expect(dataset.label?.levels == ["positive", "negative"])
  }

  @Test func sparseRowsLeaveOutZerosAndFirstLevels() throws {
    let dataset = try readText(
      """
      @relation s
      @attribute a numeric
      @attribute b {x, y}
      @attribute c numeric
      @data
      {0 1.5, 2 7}
      {}
      {1 y , 2 ?}
      """, name: "s.arff"
    ).dataset
    #expect(dataset.texts == [["1.5", "0", "0"], ["x", "x", "y"], ["7", "0", ""]])
  }

  @Test func aDatFileWithoutDeclarationsIsReadAsCells() throws {
    #expect(try readText("a|b\n1|2\n", name: "x.dat").layout.format == .delimited)
  }
}

extension Column {
  fileprivate var texts: [String] { (0..<count).map(text) }
}
