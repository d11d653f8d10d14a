import Terminal
import TestSupport
import Testing
import Workbench

@MainActor struct SettingsPaneTests {
  private let session = WorkbenchTrial.finished().session
  private let size = Size(width: 40, height: 12)

  private func picture(_ pane: SettingsPane, _ session: Session) -> Canvas {
    var canvas = Canvas(size)
    pane.draw(session, focused: true, into: &canvas, area: canvas.bounds)
    return canvas
  }

  @Test func theFormShowsEverySettingAndItsRange() {
    #expect(expectGolden(picture(SettingsPane(), session), named: "settings") == .matching)
  }

  @Test func theSelectedSettingIsSteppedByTheArrowKeys() {
    var pane = SettingsPane()
    _ = pane.handle(.down, seeing: session)
    guard case .act(.sampling(.step(.parameter("k"), 1))) = pane.handle(.right, seeing: session),
      case .act(.sampling(.step(.parameter("k"), -10))) =
        pane.handle(.character("H"), seeing: session)
    else {
      Issue.record("no step of k")
      return
    }
  }

  @Test func aChoiceIsNeverSteppedByTen() {
    var pane = SettingsPane()
    _ = pane.handle(.end, seeing: session)
    guard
      case .act(.sampling(.step(.runsByItself, 1))) =
        pane.handle(.character("L"), seeing: session)
    else {
      Issue.record("no single step")
      return
    }
  }

  @Test func aRefusedValueStaysInTheFieldWithTheReason() {
    var pane = SettingsPane()
    for key in [Key.down, .enter, .control("u"), .character("9"), .character("9"), .enter] {
      guard case .redraw = pane.handle(key, seeing: session) else {
        Issue.record("\(key) did something")
        return
      }
    }
    let text = picture(pane, session).text.joined(separator: "\n")
    #expect(text.contains("99"))
    #expect(text.contains("k: found 99, expected 1 to 11"))
  }

  @Test func lettersAreTypedWhileAFieldIsOpen() {
    var pane = SettingsPane()
    for key in [Key.down, .enter, .control("u"), .character("q")] {
      _ = pane.handle(key, seeing: session)
    }
    #expect(picture(pane, session).text.contains { $0.contains("q") && $0.contains("k ") })
    guard case .ignored = pane.handle(.control("c"), seeing: session) else {
      Issue.record("Ctrl-C must reach the program")
      return
    }
  }

  @Test func theCursorRestsOnTheSelectedSetting() {
    var pane = SettingsPane()
    _ = pane.handle(.down, seeing: session)
    _ = pane.handle(.down, seeing: session)
    let area = Rect(x: 5, y: 3, width: 30, height: 12)
    #expect(pane.cursor(session, area: area) == Point(x: 5, y: 5))
  }

  @Test func aChangedSettingStandsOut() {
    var state = WorkbenchTrial.finished()
    _ = reduce(&state, .sampling(.step(.parameter("k"), 1)))
    let row = picture(SettingsPane(), state.session).roleText[1]
    #expect(row.contains("w"))
    #expect(!picture(SettingsPane(), session).roleText[1].contains("w"))
  }
}
