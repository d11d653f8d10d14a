import Terminal
import TestSupport
import Testing

@Suite struct CanvasFrameTests {
  private func framed(
    _ width: Int, _ height: Int, _ glyphs: GlyphTier = .braille, title: String = "1 Settings",
    footer: String = "r run", heavy: Bool = false
  ) -> Canvas {
    var canvas = Canvas(Size(width: width, height: height), glyphs: glyphs)
    canvas.frame(
      canvas.bounds, title: title, footer: footer, as: .border, titleRole: .title, heavy: heavy)
    return canvas
  }

  @Test func aFrameHasTitleAndFooter() {
    let canvas = framed(20, 3)
    #expect(
      canvas.text == [
        "┌─ 1 Settings ─────┐",
        "│                  │",
        "└────────── r run ─┘",
      ])
    #expect(
      canvas.roleText == [
        "bbttttttttttttbbbbbb",
        "b..................b",
        "bbbbbbbbbbbbbbbbbbbb",
      ])
  }

  @Test func theFrameInFocusIsHeavyWithItsTitleReversed() {
    let canvas = framed(20, 3, heavy: true)
    #expect(
      canvas.text == [
        "┏━ 1 Settings ━━━━━┓",
        "┃                  ┃",
        "┗━━━━━━━━━━ r run ━┛",
      ])
    #expect(canvas.roleText[0] == "bbTTTTTTTTTTTTbbbbbb")
  }

  @Test func inASCIITheTitleInFocusStandsBetweenArrows() {
    #expect(
      framed(20, 3, .ascii, heavy: true).text == [
        "+->1 Settings<-----+",
        "|                  |",
        "+---------- r run -+",
      ])
    #expect(framed(20, 3, .ascii).text[0] == "+- 1 Settings -----+")
  }

  @Test func longTitlesAndFootersAreCutInsideTheFrame() {
    #expect(
      framed(12, 2, title: "Projection", footer: "zoom + -").text == [
        "┌─ Proje… ─┐",
        "└─ zoom … ─┘",
      ])
  }

  @Test func aTitleFromAFileCannotBreakTheFrame() {
    #expect(framed(14, 2, title: "a\u{1B}[2J\n", footer: "").text[0] == "┌─ a␛[2J␊ ───┐")
  }

  @Test func aTitleThatHasNoRoomIsLeftOut() {
    #expect(framed(6, 2).text == ["┌────┐", "└────┘"])
    #expect(framed(2, 2).text == ["┌┐", "└┘"])
  }

  @Test(arguments: [(0, 0), (1, 1), (1, 9), (9, 1), (0, 5)])
  func anAreaTooSmallForAFrameStaysEmpty(width: Int, height: Int) {
    #expect(framed(width, height) == Canvas(Size(width: width, height: height)))
  }

  @Test func aFramePartlyOutsideTheCanvasIsClipped() {
    var canvas = Canvas(Size(width: 4, height: 2))
    canvas.frame(Rect(x: 2, y: 1, width: 9, height: 9), title: "far away")
    #expect(canvas.text == ["    ", "  ┌─"])
  }

  @Test func aRuleCrossesItsArea() {
    var canvas = Canvas(Size(width: 4, height: 1), glyphs: .ascii)
    canvas.rule(canvas.bounds)
    #expect(canvas.text == ["----"])
  }

  @Test func aFrameEqualsItsGolden() {
    #expect(expectGolden(framed(24, 4, heavy: true), named: "frame") == .matching)
  }

  @Test func aGoldenTellsWhichRowDiffers() {
    let result = expectGolden(framed(24, 4, title: "2 Runs", heavy: true), named: "frame")
    guard case .different("characters", row: 1, _, _) = result else {
      Issue.record("unexpected: \(result)")
      return
    }
  }

  @Test func aGoldenSeesRolesThatTheCharactersDoNotShow() {
    var canvas = framed(24, 4, heavy: true)
    canvas.fill(Rect(x: 3, y: 2, width: 1, height: 1), as: .risk)
    let result = expectGolden(canvas, named: "frame")
    guard case .different("roles", row: 3, _, _) = result else {
      Issue.record("unexpected: \(result)")
      return
    }
  }
}
