import Terminal
import TestSupport
import Testing
import Workbench

/// What the whole screen looks like.
@MainActor struct FrameTests {
  @Test(arguments: [Size(width: 120, height: 40), Size(width: 80, height: 24)])
  func aFinishedRunFillsTheScreen(_ size: Size) {
    let canvas = frame(WorkbenchTrial.finished(), size: size, glyphs: .braille).canvas
    let name = "finished-\(size.width)x\(size.height)"
    #expect(expectGolden(canvas, named: name) == .matching)
  }

  @Test func aSmallScreenShowsOnePaneAndAStrip() {
    var state = WorkbenchTrial.finished()
    _ = reduce(&state, .layout(.focus(3)))
    let canvas = frame(state, size: Size(width: 60, height: 16), glyphs: .braille).canvas
    #expect(expectGolden(canvas, named: "finished-60x16") == .matching)
  }

  @Test func theScreenNeedsNothingButASCII() {
    let size = Size(width: 80, height: 24)
    let canvas = frame(WorkbenchTrial.finished(), size: size, glyphs: .ascii).canvas
    #expect(canvas.text.allSatisfy { $0.allSatisfy(\.isASCII) })
    #expect(expectGolden(canvas, named: "finished-80x24-ascii") == .matching)
  }

  @Test(arguments: [(80, 24), (60, 16), (38, 7)])
  func aLongNoticeIsReadInFull(_ width: Int, _ height: Int) {
    var state = WorkbenchTrial.finished()
    let words = (1...24).map { "word\($0)" }
    _ = reduce(&state, .layout(.notice(Notice(.error, words.joined(separator: " ")))))
    let size = Size(width: width, height: height)
    let text = frame(state, size: size, glyphs: .braille).canvas.text.joined(separator: " ")
    #expect(words.allSatisfy { text.contains($0) })
  }

  @Test func aStalePictureIsMarkedAndStaysOnScreen() {
    var state = WorkbenchTrial.finished()
    _ = reduce(&state, .sampling(.step(.parameter("k"), 1)))
    let text = frame(state, size: Size(width: 80, height: 24), glyphs: .braille).canvas.text
      .joined(separator: "\n")
    #expect(text.contains("3 Projection ~"))
    #expect(text.contains("4 Attacks ~"))
    #expect(text.contains("12 of 12"))
  }

  @Test(arguments: [(12, 3), (19, 30), (200, 2)])
  func aScreenThatIsTooSmallSaysSo(_ width: Int, _ height: Int) {
    let size = Size(width: width, height: height)
    let canvas = frame(WorkbenchTrial.finished(), size: size, glyphs: .braille).canvas
    #expect(canvas.text[0].hasPrefix("too small"))
  }

  @Test func theCursorIsInTheFocusedPane() throws {
    let size = Size(width: 120, height: 40)
    var state = WorkbenchTrial.finished()
    for pane in 0..<4 {
      _ = reduce(&state, .layout(.focus(pane)))
      let cursor = try #require(frame(state, size: size, glyphs: .braille).cursor)
      let place = MainLayout(size: size, focus: pane, isZoomed: false).panes[pane]
      #expect(place.inset(by: 1).contains(cursor))
    }
  }

  @Test(arguments: [(80, 24), (100, 30), (120, 36), (120, 40), (200, 60)])
  func panesFillTheBodyWithoutOverlapping(_ width: Int, _ height: Int) {
    for focus in 0..<4 {
      let size = Size(width: width, height: height)
      let layout = MainLayout(size: size, focus: focus, isZoomed: false)
      let cells = layout.panes.reduce(0) { $0 + $1.width * $1.height }
      #expect(cells == layout.body.width * layout.body.height)
      for (index, pane) in layout.panes.enumerated() {
        for other in layout.panes[(index + 1)...] {
          #expect(pane.intersection(other).isEmpty)
        }
      }
    }
  }

  @Test func aZoomedPaneHasTheWholeBody() {
    let layout = MainLayout(size: Size(width: 80, height: 24), focus: 2, isZoomed: true)
    #expect(layout.panes.map(\.isEmpty) == [true, true, false, true])
    #expect(layout.panes[2] == layout.body)
  }

  @Test(arguments: [(0, 0), (1, 1), (20, 5), (80, 24), (200, 60)])
  func everyPaneCanBeDrawnAtAnySize(_ width: Int, _ height: Int) {
    let size = Size(width: width, height: height)
    let finished = WorkbenchTrial.finished()
    for glyphs in GlyphTier.allCases {
      for session in [Session(), finished.session] {
        for type in PaneCatalog.all {
          var pane = type.init()
          pane.open(over: finished)
          var canvas = Canvas(size, glyphs: glyphs)
          pane.draw(session, focused: true, into: &canvas, area: canvas.bounds)
          _ = pane.cursor(session, area: canvas.bounds)
          #expect(canvas.size == size)
        }
      }
    }
  }

  @Test func everyOverlayCanBeDrawnAtAnySize() {
    for overlay in PaneCatalog.overlays.map(\.overlay) {
      var state = WorkbenchTrial.finished()
      _ = reduce(&state, .layout(.show(overlay)))
      for size in [(0, 0), (1, 1), (25, 5), (41, 9), (60, 16), (80, 24), (200, 60)] {
        let canvas = frame(
          state, size: Size(width: size.0, height: size.1), glyphs: .braille
        ).canvas
        #expect(canvas.cells.count == size.0 * size.1)
      }
    }
  }

  @Test func maskedValuesAreNowhereOnTheScreen() throws {
    var state = WorkbenchTrial.finished()
    _ = reduce(&state, .layout(.show(.evidence)))
    let size = Size(width: 120, height: 40)
    let masked = frame(state, size: size, glyphs: .braille).canvas.text.joined(separator: "\n")
    #expect(masked.contains("MASKED"))
    #expect(masked.contains("●●●●"))
    _ = reduce(&state, .attack(.toggleReveal))
    let shown = frame(state, size: size, glyphs: .braille).canvas.text.joined(separator: "\n")
    #expect(shown.contains("SHOWN"))
    #expect(shown != masked)
  }
}
