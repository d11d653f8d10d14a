import Experiments
import Terminal
import TestSupport
import Testing
import Workbench

/// What the last row of the screen tells about the keys, and help wherever it is asked for.
@MainActor struct KeyBarTests {
  private func bar(_ state: WorkbenchState, _ width: Int, _ height: Int = 24) -> String {
    let size = Size(width: width, height: height)
    return frame(state, size: size, glyphs: .braille).canvas.text.last ?? ""
  }

  private func press(_ keys: [Key], _ state: inout WorkbenchState, _ size: Size) {
    for key in keys {
      if let action = state.response(to: key, size: size) { _ = reduce(&state, action) }
    }
  }

  @Test(arguments: [80, 120, 200])
  func theScreensOfTheAttackerCanBeFound(_ width: Int) {
    var state = WorkbenchTrial.finished()
    for pane in [0, 1, 2] {
      _ = reduce(&state, .layout(.focus(pane)))
      #expect(bar(state, width, 40).contains("C attacks"))
      #expect(bar(state, width, 40).contains("Y measures"))
    }
    _ = reduce(&state, .layout(.focus(1)))
    #expect(bar(state, width).contains("K threat"))
    _ = reduce(&state, .layout(.focus(3)))
    #expect(bar(state, width).contains("C attacks"))
  }

  @Test(arguments: [60, 80, 120, 200])
  func whatStopsIsShownWhileSomethingRunsAndOnlyThen(_ width: Int) {
    var state = WorkbenchTrial.finished()
    #expect(!bar(state, width, 20).contains("cancel"))
    for pane in 0..<4 {
      _ = reduce(&state, .layout(.focus(pane)))
      var running = state
      _ = reduce(&running, .sampling(.runNow))
      #expect(running.session.isBusy)
      #expect(bar(running, width, 20).contains("x cancel"))
    }
    _ = reduce(&state, .layout(.show(.measures)))
    #expect(state.session.isBusy)
    #expect(bar(state, width, 20).contains("x cancel"))
  }

  @Test(arguments: PaneCatalog.overlays.map(\.overlay))
  func everyViewHasHelpAboutItselfAndGoesBack(_ overlay: Overlay) throws {
    guard overlay != .help, overlay != .open else { return }
    let size = Size(width: 80, height: 24)
    var state = WorkbenchTrial.finished()
    _ = reduce(&state, .layout(.show(overlay)))
    let title = try #require(state.overlayPane.map { type(of: $0).title })
    #expect(bar(state, 80).contains("? help"))
    press([.character("?")], &state, size)
    #expect(state.overlay == .help)
    let text = frame(state, size: size, glyphs: .braille).canvas.text.joined(separator: "\n")
    #expect(text.contains("Help  \(title)"))
    press([.escape], &state, size)
    #expect(state.overlay == overlay)
    #expect(state.covered.isEmpty)
  }

  @Test func helpOverAViewOverAViewGoesBackStepByStep() {
    var state = WorkbenchTrial.finished()
    for overlay in [Overlay.measures, .threat, .help] {
      _ = reduce(&state, .layout(.show(overlay)))
    }
    let size = Size(width: 120, height: 40)
    let text = frame(state, size: size, glyphs: .braille).canvas.text.joined(separator: "\n")
    #expect(text.contains("Measures") && text.contains("Help  Threat model"))
    for overlay in [Overlay.threat, .measures] {
      _ = reduce(&state, .layout(.closeOverlay))
      #expect(state.overlay == overlay)
    }
    _ = reduce(&state, .layout(.closeOverlay))
    #expect(state.overlay == nil)
  }

  @Test func whileAValueIsTypedTheKeysAreThoseOfTyping() {
    let size = Size(width: 80, height: 24)
    var state = WorkbenchTrial.finished()
    for key in [Key.character("j"), .enter] { _ = state.response(to: key, size: size) }
    #expect(bar(state, 80).contains("Enter take"))
    #expect(!bar(state, 80).contains("less") && !bar(state, 80).contains("quit"))
    _ = state.response(to: .escape, size: size)
    #expect(bar(state, 80).contains("← less"))
    _ = reduce(&state, .layout(.show(.threat)))
    for key in [Key.end, .enter] { _ = state.response(to: key, size: size) }
    #expect(bar(state, 80).contains("Tab complete"))
    #expect(!bar(state, 80).contains("switch"))
  }

  @Test func namesOfColumnsAreShownAndCompleted() {
    let size = Size(width: 80, height: 24)
    var state = WorkbenchTrial.finished()
    _ = reduce(&state, .layout(.show(.threat)))
    for key in [Key.end, .enter] { _ = state.response(to: key, size: size) }
    func text() -> String {
      frame(state, size: size, glyphs: .braille).canvas.text.joined(separator: "\n")
    }
    #expect(text().contains("Columns: age, bmi, crp, ldh."))
    for key in [Key.character("a"), .tab, .character(","), .character("l"), .tab] {
      _ = state.response(to: key, size: size)
    }
    #expect(text().contains("age, ldh"))
    guard case .sampling(.threat(.secret(let names)))? = state.response(to: .enter, size: size)
    else {
      Issue.record("nothing was entered")
      return
    }
    #expect(names == ["age", "ldh"])
  }

  @Test func withoutClaimsTheArrowsMoveAmongTheAttacks() throws {
    let size = Size(width: 80, height: 24)
    var state = WorkbenchTrial.finished()
    state.session.people.offered = PeopleFixture.offered
    _ = reduce(&state, .sampling(.toggleAttack("linkability")))
    _ = reduce(&state, .sampling(.toggleAttack("mia-distance")))
    _ = reduce(&state, .layout(.focus(3)))
    let first = state.session.picture.attacks.count
    _ = reduce(&state, .attack(.select(attack: first, claim: 0)))
    #expect(bar(state, 120).contains("↓ attack"))
    #expect(!bar(state, 120).contains("evidence") && !bar(state, 120).contains("claim"))
    press([.down], &state, size)
    #expect(state.session.selectedAttack == first + 1)
    // At the end it stays.
    #expect(state.response(to: .down, size: size) == nil)
    press([.up], &state, size)
    #expect(state.session.selectedAttack == first)
    _ = reduce(&state, .attack(.cancel))
    #expect(bar(state, 80).contains("Enter go on"))
  }

  @Test func whatAnybodyMaySeeIsNotRevealed() {
    var hidden = WorkbenchTrial.finished()
    var open = WorkbenchTrial.finished(isPublic: true)
    for overlay in [Overlay.evidence, nil] {
      for pane in [3] {
        _ = reduce(&hidden, .layout(.focus(pane)))
        _ = reduce(&open, .layout(.focus(pane)))
      }
      if let overlay {
        _ = reduce(&hidden, .layout(.show(overlay)))
        _ = reduce(&open, .layout(.show(overlay)))
      }
      #expect(bar(hidden, 120).contains("R reveal"))
      #expect(!bar(open, 120).contains("reveal"))
      _ = reduce(&hidden, .layout(.closeOverlay))
      _ = reduce(&open, .layout(.closeOverlay))
    }
  }
}
