import Terminal
import Testing

@Suite struct TextWidthTests {
  @Test(
    arguments: [
      ("a", 1), ("é", 1), ("e\u{301}", 1), ("漢", 2), ("ｱ", 1), ("Ａ", 2), ("한", 2), ("か", 2),
      ("⣿", 1), ("│", 1), ("◆", 1), ("·", 1), ("…", 1), ("Ω", 1), ("☰", 2), ("䷀", 2),
      ("👍", 2), ("👍🏽", 2), ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("❤", 1), ("❤️", 2), ("⌚", 2), ("🫩", 2), ("𠀀", 2),
      ("\u{A0}", 1), ("\u{3000}", 2),
    ] as [(Character, Int)])
  func aCharacterHasItsColumns(character: Character, columns: Int) {
    #expect(TextWidth.of(character) == columns)
  }

  @Test func whatIsNotDrawnByItselfHasNoColumns() {
    for character in ["\u{301}", "\u{200B}", "\u{1B}", "\u{0}", "\u{202E}"] as [Character] {
      #expect(TextWidth.of(character) == 0)
    }
  }

  @Test func aTextHasTheColumnsItIsDrawnIn() {
    for (text, columns) in [
      ("", 0), ("abc", 3), ("漢字", 4), ("e\u{301}e", 2), ("❤️", 2), ("🇩🇪", 2), ("\u{1B}[", 2),
      ("\u{9B}", 4), ("a\u{202E}", 2), ("\u{5D0}", 7),
    ] {
      #expect(TextWidth.of(text) == columns)
      var canvas = Canvas(Size(width: 20, height: 1))
      #expect(canvas.write(text, at: Point(x: 0, y: 0), as: .text, in: canvas.bounds) == columns)
    }
  }

  @Test(arguments: [
    ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("abcd", 1, "…"), ("abcd", 0, ""), ("", 3, ""),
    ("漢字", 4, "漢字"), ("漢字", 3, "漢…"), ("漢字", 2, "…"), ("abcd", -1, ""),
    ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
  ])
  func textIsCutByColumns(text: String, columns: Int, expected: String) {
    #expect(TextWidth.truncate(text, to: columns) == expected)
  }

  @Test func anEscapeIsCutAsAWhole() {
    #expect(TextWidth.truncate("a\u{5D0}b", to: 6) == "a…")
    #expect(TextWidth.truncate("a\u{5D0}bc", to: 9) == "a\u{5D0}…")
  }

  @Test func cuttingLeavesUnsafeCharactersForTheDrawingToReplace() {
    #expect(TextWidth.truncate("\u{1B}[2J long", to: 4) == "\u{1B}[2…")
  }

  @Test(arguments: [
    (TextAlignment.left, "ab   "), (.right, "   ab"), (.center, " ab  "),
  ])
  func paddingFillsUp(alignment: TextAlignment, expected: String) {
    #expect(TextWidth.pad("ab", to: 5, alignment: alignment) == expected)
  }

  @Test func paddingCutsWhatIsTooLong() {
    #expect(TextWidth.pad("漢字漢", to: 4, alignment: .right) == " 漢…")
  }
}
