import CursesScreen
import Terminal
import Testing

/// The keys that ncurses' output stands for, without a terminal.
@Suite struct KeyDecoderTests {
  private func keys(_ raw: [RawKey]) -> [Key] {
    var decoder = KeyDecoder()
    return decoder.decode(raw)
  }

  private func typed(_ text: String) -> [RawKey] {
    text.unicodeScalars.map { .character($0.value) }
  }

  @Test func lettersAreThemselves() {
    #expect(keys(typed("q+é漢")) == ["q", "+", "é", "漢"].map { Key.character($0) })
  }

  @Test(
    arguments: [
      (1, Key.control("a")), (3, .control("c")), (26, .control("z")), (0, .control("@")),
      (28, .control("\\")), (8, .backspace), (127, .backspace), (9, .tab), (10, .enter),
      (13, .enter),
    ] as [(UInt32, Key)])
  func controlBytesAreNamedKeys(byte: UInt32, key: Key) {
    #expect(keys([.character(byte)]) == [key])
  }

  // The codes are those of ncurses' curses.h.
  @Test(
    arguments: [
      (0o402, Key.down), (0o403, .up), (0o404, .left), (0o405, .right), (0o406, .home),
      (0o550, .end), (0o522, .pageDown), (0o523, .pageUp), (0o512, .delete), (0o407, .backspace),
      (0o527, .enter), (0o541, .backTab), (0o411, .function(1)), (0o424, .function(12)),
      (0o521, .up), (0o622, .right),
    ] as [(Int32, Key)])
  func functionCodesAreNamedKeys(code: Int32, key: Key) {
    #expect(keys([.function(code)]) == [key])
  }

  @Test func anUnknownFunctionCodeIsNoKey() {
    #expect(keys([.function(0o600), .character(0x61)]) == [.character("a")])
  }

  @Test func anEscapeAloneIsTheEscapeKey() {
    #expect(keys([.character(27)]) == [.escape])
  }

  @Test func twoEscapesAreTwoKeys() {
    #expect(keys([.character(27), .character(27)]) == [.escape, .escape])
  }

  @Test func anEscapeBeforeACharacterIsAlt() {
    #expect(keys(typed("\u{1B}x")) == [.alt("x")])
    #expect(keys(typed("\u{1B}[")) == [.alt("[")])
  }

  @Test(arguments: [
    ("\u{1B}[1;5C", Key.right), ("\u{1B}[5;3~", .pageUp), ("\u{1B}[H", .home), ("\u{1B}OF", .end),
    ("\u{1B}[Z", .backTab),
  ])
  func aSequenceUnknownToNcursesIsUnderstood(text: String, key: Key) {
    #expect(keys(typed(text)) == [key])
  }

  @Test(arguments: ["\u{1B}[27;5;9~", "\u{1B}[97;5u", "\u{1B}[I", "\u{1B}[?1;2c", "\u{1B}[200"])
  func theDigitsOfAForeignSequenceAreNoCommands(text: String) {
    #expect(keys(typed(text)).isEmpty)
  }

  @Test func keysBehindAForeignSequenceCount() {
    #expect(keys(typed("\u{1B}[27;5;9~q")) == [.character("q")])
  }

  @Test func aPasteIsOneKeyAndNeverACommand() {
    let raw = [RawKey.function(2000)] + typed("q\u{3}\u{1B}[31mx\r\ny\rz\t") + [.function(2001)]
    #expect(keys(raw) == [.paste("q[31mx\ny\nz\t")])
  }

  @Test func anArrowInsideAPasteIsDropped() {
    #expect(keys([.function(2000), .function(0o402), .function(2001)]) == [.paste("")])
  }

  @Test func aPasteMayArriveInPieces() {
    var decoder = KeyDecoder()
    #expect(decoder.decode([.function(2000)] + typed("ab")).isEmpty)
    #expect(decoder.decode(typed("cd")).isEmpty)
    #expect(
      decoder.decode([.function(2001), .character(0x71)]) == [.paste("abcd"), .character("q")])
  }

  @Test func aPasteIsCutAtItsLimit() {
    let text = Array(repeating: RawKey.character(0x61), count: KeyDecoder.longestPaste + 10)
    guard case .paste(let pasted)? = keys([.function(2000)] + text + [.function(2001)]).first else {
      Issue.record("no paste")
      return
    }
    #expect(pasted.count == KeyDecoder.longestPaste)
  }

  @Test func theMouseBecomesClicksAndScrolling() {
    #expect(keys([.press(x: 3, y: 4)]) == [.click(x: 3, y: 4)])
    #expect(keys([.wheel(lines: -3, x: 1, y: 2)]) == [.scroll(lines: -3, x: 1, y: 2)])
  }

  @Test func whatIsNoCharacterIsNoKey() {
    #expect(keys([.character(0xD800), .character(0x9B), .character(0x110000)]).isEmpty)
  }
}
