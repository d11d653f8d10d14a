import Terminal
import Testing

@Suite struct CanvasTextTests {
  private func canvas(_ width: Int, _ height: Int = 1, _ glyphs: GlyphTier = .braille) -> Canvas {
    Canvas(Size(width: width, height: height), glyphs: glyphs)
  }

  @Test func textIsWrittenFromThePointOn() {
    var canvas = canvas(8)
    let end = canvas.write("k = 5", at: Point(x: 2, y: 0), as: .value, in: canvas.bounds)
    #expect(canvas.text == ["  k = 5 "])
    #expect(canvas.roleText == ["..vvvvv."])
    #expect(end == 7)
  }

  @Test func textIsCutAtBothEdgesOfTheArea() {
    var canvas = canvas(10)
    let area = Rect(x: 2, y: 0, width: 4, height: 1)
    let end = canvas.write("abcdefgh", at: Point(x: 1, y: 0), as: .text, in: area)
    #expect(canvas.text == ["  bcde    "])
    #expect(end == 6)
  }

  @Test func textAboveBelowAndBesideTheAreaIsNotDrawn() {
    var canvas = canvas(6, 3)
    let area = Rect(x: 1, y: 1, width: 3, height: 1)
    for point in [Point(x: 1, y: 0), Point(x: 1, y: 2), Point(x: 4, y: 1), Point(x: 1, y: -9)] {
      #expect(canvas.write("no", at: point, as: .text, in: area) == point.x)
    }
    #expect(canvas == Canvas(canvas.size))
  }

  @Test func anAreaLargerThanTheCanvasIsCutToIt() {
    var canvas = canvas(3)
    let area = Rect(x: -5, y: -5, width: 50, height: 50)
    #expect(canvas.write("abcdef", at: Point(x: 0, y: 0), as: .text, in: area) == 3)
    #expect(canvas.text == ["abc"])
  }

  @Test(arguments: [(0, "漢字 "), (1, " 漢字"), (3, "   漢"), (4, "     ")])
  func wideCharactersTakeTwoColumns(start: Int, expected: String) {
    var canvas = canvas(5)
    canvas.write("漢字", at: Point(x: start, y: 0), as: .text, in: canvas.bounds)
    #expect(canvas.text == [expected])
    #expect(canvas.roleText[0].count == 5)
  }

  @Test func aWideCharacterIsNeverHalved() {
    var canvas = canvas(7)
    canvas.fill(canvas.bounds, with: "#", as: .dim)
    let area = Rect(x: 2, y: 0, width: 3, height: 1)
    canvas.write("漢字漢", at: Point(x: 1, y: 0), as: .value, in: area)
    #expect(canvas.text == ["## 字##"])
    #expect(canvas.roleText == ["ddvvvdd"])
  }

  @Test func aWideCharacterAtTheRightEdgeBecomesASpace() {
    var canvas = canvas(3)
    canvas.fill(canvas.bounds, with: "#", as: .dim)
    canvas.write("漢字", at: Point(x: 0, y: 0), as: .value, in: canvas.bounds)
    #expect(canvas.text == ["漢 "])
  }

  @Test func overwritingHalfOfAWideCharacterClearsTheOtherHalf() {
    var canvas = canvas(6)
    canvas.write("漢字漢", at: Point(x: 0, y: 0), as: .text, in: canvas.bounds)
    canvas.write("ab", at: Point(x: 1, y: 0), as: .text, in: canvas.bounds)
    #expect(canvas.text == [" ab 漢"])
    #expect(canvas.cells.map(\.width) == [1, 1, 1, 1, 2, 0])
  }

  @Test func textAlignedRightEndsInTheLastColumn() {
    var canvas = canvas(8, 2)
    let area = Rect(x: 1, y: 0, width: 6, height: 2)
    let start = canvas.write("PC1", alignedRightIn: area, row: 1, as: .plotAxis)
    #expect(canvas.text == ["        ", "    PC1 "])
    #expect(start == 4)
  }

  @Test(arguments: [(GlyphTier.braille, "abc…"), (.block, "abc…"), (.ascii, "abc>")])
  func textTooLongToAlignIsCutWithAMark(tier: GlyphTier, expected: String) {
    var canvas = canvas(4, 1, tier)
    canvas.write("abcdef", alignedRightIn: canvas.bounds, as: .text)
    #expect(canvas.text == [expected])
  }

  @Test func fillingCoversTheWholeWidth() {
    var canvas = canvas(7)
    canvas.fill(canvas.bounds, with: "#")
    canvas.write(
      "ab", filling: Rect(x: 1, y: 0, width: 5, height: 1), alignment: .center, as: .text)
    #expect(canvas.text == ["# ab  #"])
  }

  @Test func hiddenCharactersAreReversedAndMarked() {
    var canvas = canvas(3)
    canvas.write("a\u{202E}b", at: Point(x: 0, y: 0), as: .value, in: canvas.bounds)
    #expect(canvas.text == ["a·b"])
    #expect(canvas.roleText == ["vIv"])
  }

  @Test func anyTextAnywhereLeavesWholeCharacters() {
    var random = SmallRandom(state: 7)
    var canvas = Canvas(Size(width: 9, height: 2))
    for _ in 0..<3_000 {
      let area = Rect(
        x: random.below(12) - 2, y: random.below(4) - 1, width: random.below(12),
        height: random.below(4))
      let point = Point(x: random.below(14) - 4, y: random.below(4) - 1)
      canvas.write(random.text(), at: point, as: .text, in: area)
      for y in 0..<2 {
        let widths = (0..<9).map { canvas[$0, y].width }
        let isWhole = (0..<9).allSatisfy { x in
          (widths[x] == 2) == (x + 1 < 9 && widths[x + 1] == 0)
        }
        #expect(isWhole && widths[0] != 0)
      }
    }
  }

  @Test func reversedTextIsUpperCaseInTheRoleCodes() {
    var canvas = canvas(3)
    canvas.write("ab", at: Point(x: 0, y: 0), as: .value, in: canvas.bounds, reversed: true)
    #expect(canvas.roleText == ["VV."])
  }

  @Test func everyRoleHasTwoCodesOfItsOwn() {
    let codes = Role.allCases.flatMap { [$0.code(isReversed: false), $0.code(isReversed: true)] }
    #expect(Set(codes).count == 2 * Role.allCases.count)
  }
}

/// Numbers that are the same in every run.
private struct SmallRandom {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }

  /// Up to eight scalars, mostly of the kinds that take more than one branch.
  mutating func text() -> String {
    let scalars: [Unicode.Scalar] = [
      "a", "漢", "\u{301}", "\u{200D}", "👩", "\u{1F3FD}", "\u{1F1E9}", "\u{FE0F}", "\u{5D0}",
      "\u{1B}", "\u{9B}", "\u{1112}", "\u{1161}", "\u{3000}", "\u{202E}", "❤",
    ]
    var text = String.UnicodeScalarView()
    for _ in 0..<below(9) {
      let isAny = below(4) == 0
      let any = Unicode.Scalar(UInt32(below(0x110000))) ?? "?"
      text.append(isAny ? any : scalars[below(scalars.count)])
    }
    return String(text)
  }
}
