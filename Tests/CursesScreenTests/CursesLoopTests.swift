import CursesScreen
import Terminal
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension CursesScreenTests {
  /// Waiting, and what ends it.
  @MainActor @Suite(.serialized) struct Loop {
    private let size = Size(width: 60, height: 12)

    @Test func keysArriveDecoded() throws {
      let terminal = try PseudoTerminal()
      let screen = try terminal.screen()
      defer { screen.close() }
      terminal.type("k\u{1B}[A\u{1B}OB\u{3}é")
      #expect(screen.wait(milliseconds: 1000) == [.input])
      let keys = screen.pendingKeys()
      #expect(keys == [.character("k"), .up, .down, .control("c"), .character("é")])
      #expect(screen.pendingKeys().isEmpty)
    }

    @Test func arrowsHeldWithAModifierAreArrows() throws {
      let terminal = try PseudoTerminal()
      let screen = try terminal.screen()
      defer { screen.close() }
      terminal.type("\u{1B}[1;5C\u{1B}[1;3A\u{1B}[5;5~")
      _ = screen.wait(milliseconds: 1000)
      #expect(screen.pendingKeys() == [.right, .up, .pageUp])
    }

    @Test func anEscapeIsDecidedQuickly() throws {
      let terminal = try PseudoTerminal()
      let screen = try terminal.screen()
      defer { screen.close() }
      terminal.type("\u{1B}")
      _ = screen.wait(milliseconds: 1000)
      let start = ContinuousClock.now
      #expect(screen.pendingKeys() == [.escape])
      // ncurses waits a whole second unless told otherwise.
      #expect(start.duration(to: .now) < .milliseconds(500))
    }

    @Test func aPasteArrivesWhole() throws {
      let terminal = try PseudoTerminal()
      let screen = try terminal.screen()
      defer { screen.close() }
      terminal.type("\u{1B}[200~data/file.csv\u{1B}[201~")
      _ = screen.wait(milliseconds: 1000)
      #expect(screen.pendingKeys() == [.paste("data/file.csv")])
    }

    @Test func theMouseReportsOnlyWhenOn() throws {
      let terminal = try PseudoTerminal()
      let screen = try terminal.screen()
      defer { screen.close() }
      #expect(!terminal.sentText().contains("1000h"))
      screen.isMouseOn = true
      #expect(terminal.sentText().contains("1000h"))
      terminal.type("\u{1B}[<0;11;6M\u{1B}[<65;3;2M")
      _ = screen.wait(milliseconds: 1000)
      #expect(screen.pendingKeys() == [.click(x: 10, y: 5), .scroll(lines: 3, x: 2, y: 1)])
    }

    @Test func timeOverIsAnEvent() throws {
      let terminal = try PseudoTerminal()
      let screen = try terminal.screen()
      defer { screen.close() }
      #expect(screen.wait(milliseconds: 20) == [.timeout])
      #expect(screen.wait(milliseconds: 0) == [.timeout])
    }

    @Test func anotherThreadWakesTheLoop() throws {
      let terminal = try PseudoTerminal()
      let screen = try terminal.screen()
      defer { screen.close() }
      let wake = screen.waker
      Task.detached { wake() }
      #expect(screen.wait(milliseconds: 5000) == [.woken])
    }

    @Test func manyCallsOfTheWakerAreOneEvent() throws {
      let terminal = try PseudoTerminal()
      let screen = try terminal.screen()
      defer { screen.close() }
      for _ in 0..<200_000 { screen.waker() }
      #expect(screen.wait(milliseconds: 1000) == [.woken])
      #expect(screen.wait(milliseconds: 20) == [.timeout])
    }

    @Test func aNewSizeIsFollowed() throws {
      let terminal = try PseudoTerminal()
      let screen = try terminal.screen()
      defer { screen.close() }
      screen.present(canvas("old", screen.size), cursor: nil, with: plain)
      terminal.resize(width: 90, height: 20)
      // The kernel signals the foreground of a session; this terminal has none.
      raise(SIGWINCH)
      #expect(screen.wait(milliseconds: 1000) == [.resized])
      #expect(screen.size == Size(width: 90, height: 20))
      #expect(screen.pendingKeys() == [.resize])
      #expect(screen.pendingKeys().isEmpty)
      _ = terminal.sent()
      var large = Canvas(screen.size)
      large[80, 15] = Cell("L")
      screen.present(large, cursor: nil, with: plain)
      #expect(terminal.sentText().contains("\u{1B}[16;81HL"))
    }

    @Test func aSignalWithoutANewSizeIsNoEvent() throws {
      let terminal = try PseudoTerminal()
      let screen = try terminal.screen()
      defer { screen.close() }
      raise(SIGWINCH)
      #expect(screen.wait(milliseconds: 30) == [.timeout])
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGQUIT, SIGHUP])
    func aSignalToEndIsAnEvent(signal: Int32) throws {
      let terminal = try PseudoTerminal()
      let screen = try terminal.screen()
      defer { screen.close() }
      raise(signal)
      #expect(screen.wait(milliseconds: 1000) == [.terminate(signal: signal)])
    }

    @Test func stopAndContinueAreEvents() throws {
      let terminal = try PseudoTerminal()
      let screen = try terminal.screen()
      defer { screen.close() }
      screen.present(canvas("again", screen.size), cursor: nil, with: plain)
      raise(SIGTSTP)
      #expect(screen.wait(milliseconds: 1000) == [.suspend])
      _ = terminal.sent()
      raise(SIGCONT)
      #expect(screen.wait(milliseconds: 1000) == [.continued])
      #expect(terminal.sentText().contains("again"))
    }

    @Test func aLostTerminalIsAnEvent() throws {
      let terminal = try PseudoTerminal()
      let screen = try terminal.screen()
      terminal.hangUp()
      #expect(screen.wait(milliseconds: 1000).first == .hangup)
      screen.close()
    }

    @Test func aTerminalThatDoesNotReadStopsNeitherFramesNorKeys() throws {
      let terminal = try PseudoTerminal(width: 200, height: 60)
      let screen = try terminal.screen()
      for frame in 0..<200 {
        var canvas = Canvas(screen.size)
        for y in 0..<60 {
          for x in 0..<200 {
            canvas[x, y] = Cell(Character(Unicode.Scalar(UInt8(33 + (x * 7 + y + frame) % 90))))
          }
        }
        screen.present(canvas, cursor: nil, with: plain)
      }
      terminal.type("k")
      #expect(screen.wait(milliseconds: 1000) == [.input])
      #expect(screen.pendingKeys() == [.character("k")])
      screen.present(canvas("newest", screen.size), cursor: nil, with: plain)
      var text = ""
      for _ in 0..<20 where !text.contains("newest") {
        text += terminal.sentText()
        _ = screen.wait(milliseconds: 50)
      }
      #expect(text.contains("newest"))
      screen.close()
    }

    @Test func messagesAreKeptAndRepeatedWithoutEscapes() throws {
      let terminal = try PseudoTerminal()
      let path = "/tmp/smokeout-messages-\(getpid()).log"
      var ends: [Int32] = [0, 0]
      pipe(&ends)
      let ownError = dup(STDERR_FILENO)
      dup2(ends[1], STDERR_FILENO)
      let screen = try terminal.screen(logPath: path)
      let message = "trouble \u{1B}]0;x\u{7}\u{202E}é\n"
      _ = message.withCString { write(STDERR_FILENO, $0, strlen($0)) }
      _ = terminal.sent()
      screen.close()
      dup2(ownError, STDERR_FILENO)
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = read(ends[0], &buffer, buffer.count)
      (ends + [ownError]).forEach { close($0) }
      // The tests beside this one may have had something to say in the meantime.
      let said = String(decoding: buffer[0..<max(0, count)], as: UTF8.self)
      #expect(said.contains("trouble ?]0;x??é\n"))
      #expect(unlink(path) == 0)
    }
  }
}
