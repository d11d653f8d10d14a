import CursesScreen
import Terminal
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The real screen on a pseudo-terminal. One after another: there is one screen at a time.
@MainActor @Suite(.serialized) struct CursesScreenTests {
  private let escape: UInt8 = 0x1B

  // MARK: - Opening and closing

  @Test func aScreenHasTheSizeOfItsTerminal() throws {
    let terminal = try PseudoTerminal(width: 71, height: 13)
    let screen = try terminal.screen()
    defer { screen.close() }
    #expect(screen.size == Size(width: 71, height: 13))
    #expect(screen.colors == .indexed)
    #expect(screen.glyphs == .braille)
    #expect(screen.note == nil)
  }

  @Test func closingUndoesWhatOpeningDid() throws {
    let terminal = try PseudoTerminal()
    let screen = try terminal.screen()
    screen.isMouseOn = true
    screen.present(canvas("hello", screen.size), cursor: nil, with: plain)
    #expect(!terminal.hasOldModes)
    let opening = terminal.sentText()
    #expect(opening.contains("\u{1B}[?1049h") && opening.contains("\u{1B}[?2004h"))
    screen.close()
    let closing = terminal.sentText()
    for mode in ["\u{1B}[?1049l", "\u{1B}[?2004l", "\u{1B}[?25h", "1000l", "\u{1B}>"] {
      #expect(closing.contains(mode))
    }
    #expect(terminal.hasOldModes)
  }

  @Test func closingTwiceSendsNothingMore() throws {
    let terminal = try PseudoTerminal()
    let screen = try terminal.screen()
    screen.close()
    _ = terminal.sent()
    screen.close()
    screen.present(canvas("late", Size(width: 10, height: 2)), cursor: nil, with: plain)
    #expect(terminal.sent().isEmpty)
  }

  @Test func aTerminalThatCannotMoveItsCursorIsRefused() throws {
    let terminal = try PseudoTerminal()
    #expect(throws: ScreenError.cannotMoveCursor(name: "dumb")) { try terminal.screen("dumb") }
    #expect(terminal.sent().isEmpty)
    #expect(terminal.hasOldModes)
  }

  @Test func aTerminalWithoutANameIsRefused() throws {
    let terminal = try PseudoTerminal()
    #expect(throws: ScreenError.unknownTerminal(name: "")) { try terminal.screen("") }
  }

  @Test func aPipeIsNoTerminal() {
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    defer { ends.forEach { close($0) } }
    var options = ScreenOptions()
    options.input = ends[0]
    options.output = ends[1]
    options.terminalName = "xterm"
    #expect(throws: ScreenError.notATerminal) { try CursesScreen(options: options) }
  }

  @Test func anUnknownTerminalRunsAsXtermAndSaysSo() throws {
    let terminal = try PseudoTerminal()
    let screen = try terminal.screen("no-such-terminal")
    defer { screen.close() }
    #expect(
      screen.note == "TERM=no-such-terminal is unknown here; running as xterm-256color")
  }

  // MARK: - Frames

  @Test func aFrameLeavesInOneWrite() throws {
    let terminal = try PseudoTerminal()
    let screen = try terminal.screen()
    defer { screen.close() }
    var canvas = canvas("first", screen.size)
    for y in 0..<screen.size.height { canvas[y, y] = Cell("x", .title) }
    let before = screen.traffic.writes
    screen.present(canvas, cursor: nil, with: plain)
    #expect(screen.traffic.writes == before + 1)
    #expect(terminal.sentText().contains("irst"))
  }

  @Test func anUnchangedFrameSendsNothing() throws {
    let terminal = try PseudoTerminal()
    let screen = try terminal.screen()
    defer { screen.close() }
    let canvas = canvas("same", screen.size)
    screen.present(canvas, cursor: nil, with: plain)
    _ = terminal.sent()
    screen.present(canvas, cursor: nil, with: plain)
    #expect(terminal.sent().isEmpty)
  }

  @Test func aChangedDigitSendsFewBytes() throws {
    let terminal = try PseudoTerminal()
    let screen = try terminal.screen()
    defer { screen.close() }
    screen.present(canvas("k = 5", screen.size), cursor: nil, with: plain)
    _ = terminal.sent()
    screen.present(canvas("k = 6", screen.size), cursor: nil, with: plain)
    let bytes = terminal.sent()
    #expect(bytes.contains(UInt8(ascii: "6")))
    #expect(bytes.count < 30)
  }

  @Test func aCanvasLargerThanTheTerminalIsCutOff() throws {
    let terminal = try PseudoTerminal(width: 5, height: 2)
    let screen = try terminal.screen()
    defer { screen.close() }
    screen.present(canvas("abcdefgh", Size(width: 8, height: 9)), cursor: nil, with: plain)
    let text = terminal.sentText()
    #expect(text.contains("abcde") && !text.contains("f"))
  }

  @Test func aSmallestTerminalIsDrawnOn() throws {
    let terminal = try PseudoTerminal(width: 1, height: 1)
    let screen = try terminal.screen()
    defer { screen.close() }
    screen.present(canvas("z", screen.size), cursor: nil, with: plain)
    #expect(terminal.sentText().contains("z"))
  }

  @Test func theCursorRestsWhereItIsAskedTo() throws {
    let terminal = try PseudoTerminal()
    let screen = try terminal.screen()
    defer { screen.close() }
    screen.present(canvas("", screen.size), cursor: Point(x: 7, y: 4), with: plain)
    let shown = terminal.sentText()
    #expect(shown.hasSuffix("\u{1B}[5;8H"))
    screen.present(canvas("", screen.size), cursor: nil, with: plain)
    #expect(terminal.sentText().contains("\u{1B}[?25l"))
  }

  @Test func colorsAndAttributesFollowTheTheme() throws {
    let terminal = try PseudoTerminal()
    let screen = try terminal.screen()
    defer { screen.close() }
    screen.present(canvas("T", screen.size, role: .title), cursor: nil, with: plain)
    let text = terminal.sentText()
    #expect(text.contains("38;5;75m") && text.contains("0;1m"))
  }

  @Test func withoutColorsTheMonochromeLookServes() throws {
    let terminal = try PseudoTerminal()
    let screen = try terminal.screen(colors: .none)
    screen.present(canvas("T", screen.size, role: .title), cursor: nil, with: plain)
    screen.close()
    let text = terminal.sentText()
    #expect(screen.colors == .none)
    #expect(text.contains("0;4m"))
    #expect(!text.contains("38;5;75") && !text.contains("39;49"))
  }

  @Test(arguments: [("xterm", ColorDepth.eight), ("xterm-mono", .none), ("vt100", .none)])
  func colorsAreThoseOfTheTerminal(name: String, depth: ColorDepth) throws {
    let terminal = try PseudoTerminal()
    let screen = try terminal.screen(name)
    defer { screen.close() }
    #expect(screen.colors == depth)
  }

  @Test func aReversedCellIsReversed() throws {
    let terminal = try PseudoTerminal()
    let screen = try terminal.screen()
    defer { screen.close() }
    var canvas = canvas("", screen.size)
    canvas[3, 3] = Cell("r", isReversed: true)
    screen.present(canvas, cursor: nil, with: plain)
    #expect(terminal.sentText().contains("0;7mr"))
  }

  // MARK: - Characters

  @Test func whatACellHidesNeverReachesTheTerminal() throws {
    let terminal = try PseudoTerminal()
    let screen = try terminal.screen()
    defer { screen.close() }
    screen.present(canvas("", screen.size), cursor: nil, with: plain)
    _ = terminal.sent()
    let hostile = "\u{1B}]52;c\u{7}\u{9B}2J\u{202E}\r\n\u{8}\u{200B}\u{2066}\u{E0041}e\u{202E}"
    screen.present(canvas("<" + hostile + ">", screen.size), cursor: nil, with: plain)
    let bytes = terminal.sent()
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("]52;c"))
    #expect(!text.contains("\u{1B}]"))
    for scalar in text.unicodeScalars {
      #expect(scalar.value < 0x7F && (scalar.value > 0x1F || scalar == "\u{1B}"))
    }
  }

  @Test func aWideCharacterCoversTheCellBehindIt() throws {
    let terminal = try PseudoTerminal()
    let screen = try terminal.screen()
    defer { screen.close() }
    var wide = canvas("....", screen.size)
    wide[1, 0] = Cell("漢", width: 2)
    wide[2, 0] = Cell(" ", width: 0)
    screen.present(wide, cursor: nil, with: plain)
    #expect(terminal.sentText().contains(".漢."))
    screen.present(canvas("....", screen.size), cursor: nil, with: plain)
    #expect(terminal.sentText().contains(".."))
  }

  @Test func behindAnEmojiThePositionIsSentAnew() throws {
    let terminal = try PseudoTerminal()
    let screen = try terminal.screen()
    defer { screen.close() }
    var emoji = canvas("a  b", screen.size)
    emoji[1, 0] = Cell("😀", width: 2)
    emoji[2, 0] = Cell(" ", width: 0)
    screen.present(emoji, cursor: nil, with: plain)
    #expect(terminal.sentText().contains("😀\u{1B}[1;4H"))
  }

  @Test func aCharacterWiderThanItsCellIsAQuestionMark() throws {
    let terminal = try PseudoTerminal()
    let screen = try terminal.screen()
    defer { screen.close() }
    screen.present(canvas("<漢>", screen.size), cursor: nil, with: plain)
    #expect(terminal.sentText().contains("<?>"))
  }

  @Test func withoutUTF8LinesAreTheTerminalsOwn() throws {
    let terminal = try PseudoTerminal()
    let screen = try terminal.screen(locale: "C")
    defer { screen.close() }
    #expect(screen.glyphs == .ascii)
    screen.present(canvas("┌──┐é⣿", screen.size), cursor: nil, with: plain)
    let bytes = terminal.sent()
    #expect(bytes.allSatisfy { $0 < 0x80 })
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("lqqk\u{1B}(B"))
    #expect(text.contains("??"))
  }

  @Test func askedForASCIILinesAreSigns() throws {
    let terminal = try PseudoTerminal()
    let screen = try terminal.screen(forceASCII: true)
    defer { screen.close() }
    screen.present(canvas("┌─┐│é", screen.size), cursor: nil, with: plain)
    #expect(terminal.sentText().contains("+-+|?"))
  }

  @Test func repeatedCharactersAreWrittenOut() throws {
    let terminal = try PseudoTerminal()
    let screen = try terminal.screen(forceASCII: true)
    defer { screen.close() }
    let line = String(repeating: "-", count: 50)
    screen.present(canvas(line, screen.size), cursor: nil, with: plain)
    #expect(terminal.sentText().contains(line))
  }
}
