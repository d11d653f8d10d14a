import CursesScreen
import Terminal
import Testing

/// Choices that are made before a terminal is touched.
@Suite struct ScreenOptionsTests {
  @Test func noColorMeansNone() {
    #expect(ScreenOptions().colorLimit(noColor: "1") == .none)
  }

  @Test func anEmptyOrMissingNoColorMeansAll() {
    #expect(ScreenOptions().colorLimit(noColor: "") == .indexed)
    #expect(ScreenOptions().colorLimit(noColor: nil) == .indexed)
  }

  @Test func anExplicitChoiceCountsMoreThanNoColor() {
    var options = ScreenOptions()
    options.colors = .eight
    #expect(options.colorLimit(noColor: "1") == .eight)
  }

  @Test func anUnknownTerminalIsTriedAsXtermAndThenAsVT100() {
    #expect(terminalNames(for: "xterm-kitty") == ["xterm-kitty", "xterm-256color", "vt100"])
    #expect(terminalNames(for: "vt100") == ["vt100", "xterm-256color"])
    #expect(terminalNames(for: "").isEmpty)
  }

  @Test func anErrorPrintsNoEscapeOfTheTerminalsName() {
    let text = ScreenError.unknownTerminal(name: "x\u{1B}[2J").description
    #expect(text.contains("\"x?[2J\""))
    #expect(text.contains("TERM=xterm-256color"))
  }

  @Test func messagesGoToTheStateFolder() {
    let place = LogPlace.standard { $0 == "XDG_STATE_HOME" ? "/state" : "/home/ann" }
    #expect(place.file == "/state/smokeout/messages.log")
  }

  @Test func withoutAStateFolderTheHomeHasOne() {
    let place = LogPlace.standard { $0 == "HOME" ? "/home/ann" : nil }
    #expect(place.file == "/home/ann/.local/state/smokeout/messages.log")
    #expect(
      place.folders == [
        "/home/ann/.local", "/home/ann/.local/state", "/home/ann/.local/state/smokeout",
      ])
  }

  @Test func withoutAHomeTheTemporaryFolderServes() {
    let place = LogPlace.standard { $0 == "TMPDIR" ? "/scratch" : nil }
    #expect(place.file.hasPrefix("/scratch/smokeout-"))
    #expect(place.folders.isEmpty)
  }
}
