import Terminal
import Testing

@Suite struct VisibleTextTests {
  /// Copies to the clipboard, clears the screen by 7-bit and by 8-bit sequences, turns the reading
  /// order, hides a character, rings, and moves the cursor.
  static let hostile =
    "a\u{1B}]52;c;aGk=\u{07}\u{1B}[2J\u{9B}31m\u{202E}\u{2066}\u{200B}\r\n\tz"

  @Test func hostileTextIsShownInsteadOfObeyed() {
    #expect(VisibleText.plain(Self.hostile) == "a␛]52;c;aGk=␇␛[2J\\x9B31m···␍␊␉z")
  }

  @Test func hostileTextInASCIIIsASCII() {
    #expect(
      VisibleText.plain(Self.hostile, ascii: true) == "a^[]52;c;aGk=^G^[[2J\\x9B31m...^M^J^Iz")
  }

  @Test func ordinaryTextStaysAsItIs() {
    let text = "Größe ≥ 5 µm · 漢字 Ünïcödé ελληνικά кириллица ▸●◆⣿"
    #expect(VisibleText.plain(text) == text)
    #expect(VisibleText.hiddenCount(text) == 0)
  }

  @Test func everyControlCharacterIsReplaced() {
    for value in (0...0x1F).map({ $0 }) + Array(0x7F...0x9F) {
      guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
      for ascii in [false, true] {
        let shown = VisibleText.plain(String(Character(scalar)), ascii: ascii)
        let isClean = shown.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        #expect(isClean && !shown.isEmpty)
      }
    }
  }

  /// All that Unicode has, in slices: nothing that steers a terminal or its reading order passes.
  @Test(arguments: 0..<17) func noScalarOfAPlaneIsDangerous(plane: UInt32) {
    let forbidden: Set<Unicode.GeneralCategory> = [
      .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate,
    ]
    var leaks: [UInt32] = []
    for value in (plane << 16)..<((plane + 1) << 16) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let shown = VisibleText.plain(String(Character(scalar)))
      if shown.unicodeScalars.contains(where: {
        forbidden.contains($0.properties.generalCategory)
          || $0.properties.isDefaultIgnorableCodePoint
      }) {
        leaks.append(value)
      }
    }
    #expect(leaks == [])
  }

  @Test(
    arguments: [
      0x200B, 0x200E, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0xAD, 0xFEFF, 0x2028, 0x2029, 0xE0041,
      0xE000, 0x378, 0x115F, 0x3164, 0x200D, 0x200C, 0xFE0F, 0xFE01, 0xE0100, 0xFFF9, 0x61C,
    ] as [UInt32])
  func whatCannotBeSeenBecomesADot(value: UInt32) throws {
    let text = "x" + String(Character(try #require(Unicode.Scalar(value))))
    let pieces = VisibleText.sanitized(text)
    #expect(pieces.map(\.character) == ["x", "·"])
    #expect(pieces.last?.kind == .hidden)
    #expect(VisibleText.hiddenCount(text) == 1)
  }

  @Test func aCharacterKeepsAtMostTwoMarks() {
    let pieces = VisibleText.sanitized("e\u{301}\u{302}\u{303}\u{304}x")
    #expect(pieces.map(\.character) == ["e\u{301}\u{302}", "x"])
    #expect(pieces.map(\.width) == [1, 1])
    #expect(VisibleText.hiddenCount("e\u{301}\u{302}\u{303}\u{304}x") == 2)
  }

  @Test func marksWithNothingToSitOnAreDropped() {
    #expect(VisibleText.plain("\u{301}\u{302}a") == "a")
    #expect(VisibleText.hiddenCount("\u{301}\u{302}a") == 2)
  }

  @Test(arguments: [
    ("👩‍👩‍👧x", ["👩", "x"]), ("👍🏽x", ["👍", "x"]), ("❤️x", ["❤", " ", "x"]),
    ("🇩🇪x", ["🇩", " ", "x"]), ("🇩🇪🇫🇷", ["🇩", " ", "🇫", " "]), ("👨‍", ["👨", "·"]),
  ])
  func ofAnEmojiSequenceTheFirstPartIsDrawnInTwoColumns(text: String, expected: [String]) {
    let pieces = VisibleText.sanitized(text)
    #expect(pieces.map { String($0.character) } == expected)
  }

  @Test func aJoinerBetweenLettersIsShownAsHidden() {
    #expect(VisibleText.plain("a\u{200D}b") == "a·b")
  }

  @Test func tagsBehindAnEmojiAreShownAsHidden() {
    #expect(VisibleText.plain("🏴\u{E0067}\u{E0062}") == "🏴··")
  }

  @Test func rightToLeftLettersAreEscaped() {
    #expect(VisibleText.plain("a\u{5D0}1") == "a\\u{5D0}1")
    #expect(VisibleText.sanitized("\u{5D0}").allSatisfy { $0.kind == .escape })
    let raw = VisibleText.sanitized("\u{5D0}", escapesRightToLeft: false)
    #expect(raw.map(\.character) == ["\u{5D0}"])
  }

  @Test func everySpaceIsAPlainOne() {
    #expect(VisibleText.plain("a\u{A0}b\u{2003}c\u{3000}d") == "a b c  d")
  }

  @Test func decomposedHangulStaysOneCharacter() {
    let pieces = VisibleText.sanitized("\u{1112}\u{1161}\u{11AB}")
    #expect(pieces.map(\.width) == [2])
    #expect(pieces.first?.character == "한")
  }

  @Test func inASCIIEveryCharacterKeepsItsColumns() {
    let text = "é漢 ▸ 5 ≥ 4 … e\u{301} ◂█·👍🏽"
    let shown = VisibleText.plain(text, ascii: true)
    #expect(shown == "??? > 5 > 4 . e <#.??")
    #expect(TextWidth.of(text) == shown.count)
  }

  @Test func aHugeTextCostsOnlyWhatIsDrawn() {
    let huge = String(repeating: "漢字\u{1B}[2J", count: 200_000)
    var canvas = Canvas(Size(width: 20, height: 1))
    let clock = ContinuousClock()
    let time = clock.measure {
      for _ in 0..<200 {
        canvas.write(huge, at: Point(x: 0, y: 0), as: .text, in: canvas.bounds)
        canvas.write(huge, filling: canvas.bounds, as: .text)
      }
    }
    // Reading it all each time would take minutes.
    #expect(time < .seconds(5))
  }
}
