import Tabular
import Testing

@Suite struct NumberTests {
  /// Reads texts through a table of one column of numbers.
  private func numbers(_ texts: [String]) throws -> [Double] {
    let text = "n,m\n" + texts.map { "\($0),1\n" }.joined()
    return try readText(text).dataset.columns[0].numbers
  }

  private func expectExact(_ texts: [String]) throws {
    let read = try numbers(texts)
    try #require(read.count == texts.count)
    for (text, value) in zip(texts, read) {
      #expect(value.bitPattern == Double(text)?.bitPattern, "\(text)")
    }
  }

  @Test func hardCasesAreRoundedCorrectly() throws {
    try expectExact([
      "0.1", "-0.0", "1e22", "1e23", "8.98846567431158e307", "5e-324", "2.4703282292062328e-324",
      "2.2250738585072011e-308", "2.2250738585072014e-308", "1.7976931348623157e308",
      "9007199254740993", "9007199254740992.9999999999", "9007199254740993.0000000000000001",
      "0.500000000000000166533453693773481063544750213623046875",
      "3.518437208883201171875e13", "62.5364939768271845828", "1448997445238699",
      "123456789012345678", "1234567890123456789", "12345678901234567890", "1e-400", "0e999",
      "0.000000000000000000000000000000000012345678901234567", "100000000000000000000000000000",
      "6.9294956446009195e15", "7.2057594037927933e16", "0000000000000000000000000001.5",
    ])
  }

  @Test func randomNumbersOfAllSizesAreRoundedCorrectly() throws {
    var random = TestRandom(11)
    let texts = (0..<20_000).map { _ -> String in
      let value = Double(bitPattern: random.next())
      return value.isFinite ? "\(value)" : "0"
    }
    try expectExact(texts)
  }

  @Test func randomNumbersOfSeventeenDigitsAreRoundedCorrectly() throws {
    var random = TestRandom(12)
    let texts = (0..<40_000).map { _ -> String in
      let digits = "\(random.next())"
      let point = Int(random.next() % UInt64(digits.count))
      let sign = random.next() % 2 == 0 ? "-" : ""
      return sign + digits.prefix(point + 1) + "." + digits.dropFirst(point + 1)
    }
    try expectExact(texts)
  }

  /// Texts exactly between two doubles, and just beside, are where double rounding would show.
  @Test func textsBetweenTwoDoublesGoToTheEvenOne() throws {
    var random = TestRandom(13)
    let texts = (0..<5000).flatMap { _ -> [String] in
      let odd = (1 << 53) + Int(random.next() % (1 << 52)) * 2 + 1
      return ["\(odd)", "\(odd).0", "\(odd).001", "\(odd - 1).999"]
    }
    try expectExact(texts)
  }

  @Test func aNumberTooLargeForADoubleIsText() throws {
    let result = try readText("n,m\n1e999,1\n5,2\n")
    #expect(result.dataset.columns[0].levels == ["1e999", "5"])
  }

  @Test(arguments: ["1.2.3", "--1", "1e", "0x10", "1_000", "e5", ".", "-", "1,5,0"])
  func whatIsNoNumberIsText(_ text: String) throws {
    let result = try readText("n;m\n\(text);1\n")
    #expect(result.dataset.columns[0].numbers.isEmpty)
  }

  @Test func theShortestTextIsShort() {
    #expect(NumberText.shortest(0.1) == "0.1")
    #expect(NumberText.shortest(100_000) == "100000")
    #expect(NumberText.shortest(-3) == "-3")
    #expect(NumberText.shortest(1e15) == "1000000000000000")
    #expect(NumberText.shortest(0.0001) == "0.0001")
    #expect(NumberText.shortest(1e300) == "1e+300")
    #expect(NumberText.shortest(-0.0) == "-0")
    #expect(NumberText.shortest(.nan) == "")
    #expect(NumberText.shortest(1.0 / 3) == "0.3333333333333333")
  }

  /// Trap 16.
  @Test func theShortestTextReadsBackEqual() {
    var random = TestRandom(14)
    for _ in 0..<50_000 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      #expect(Double(NumberText.shortest(value))?.bitPattern == value.bitPattern)
    }
  }

  @Test func decimalsAreTheDigitsAfterThePoint() {
    #expect(NumberText.decimals(0.25) == 2)
    #expect(NumberText.decimals(12) == 0)
    #expect(NumberText.decimals(1e-7) == 7)
    #expect(NumberText.decimals(1.5e-7) == 8)
    #expect(NumberText.decimals(.infinity) == 0)
  }
}
