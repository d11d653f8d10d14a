import Tabular
import Terminal
import TestSupport
import Testing
import Workbench

@MainActor struct DatasetPaneTests {
  private let session = WorkbenchTrial.finished().session

  private func picture(_ pane: DatasetPane, _ session: Session, _ size: Size) -> Canvas {
    var canvas = Canvas(size)
    pane.draw(session, focused: true, into: &canvas, area: canvas.bounds)
    return canvas
  }

  @Test(arguments: [Size(width: 34, height: 14), Size(width: 100, height: 20)])
  func columnsAndClassesAreShown(_ size: Size) {
    let canvas = picture(DatasetPane(), session, size)
    #expect(expectGolden(canvas, named: "dataset-\(size.width)x\(size.height)") == .matching)
  }

  @Test func warningsFollowTheColumns() throws {
    var session = session
    session.dataset = .finished(
      try TinyDatasets.openClinic(warnings: ["line 7: the quote is never closed"]))
    var pane = DatasetPane()
    #expect(pane.subtitle(session) == "! 1 note")
    _ = pane.handle(.end, seeing: session)
    let text = picture(pane, session, Size(width: 40, height: 16)).text
    #expect(text.contains { $0.contains("! line 7: the quote is never closed") })
  }

  @Test func theSelectedColumnIsDescribed() {
    var pane = DatasetPane()
    _ = pane.handle(.down, seeing: session)
    let text = picture(pane, session, Size(width: 60, height: 14)).text.joined(separator: "\n")
    #expect(text.contains("bmi: "))
    #expect(text.contains("distinct, none missing; quartiles"))
  }

  @Test func maskedDataShowsNoExtremeAndNoRareCategory() throws {
    let open = try TinyDatasets.openRegister(isPublic: false)
    var masked = Session()
    masked.dataset = .finished(open)
    var pane = DatasetPane()
    var shown = ""
    for _ in open.profile.columns {
      shown += picture(pane, masked, Size(width: 120, height: 20)).text.joined(separator: "\n")
      _ = pane.handle(.down, seeing: masked)
    }
    for secret in ["1000.57", "7.13", "Fabry", "P-1"] { #expect(!shown.contains(secret)) }
    for described in [" mid", "flu 20", "1 rarer", "●●●●"] { #expect(shown.contains(described)) }
  }

  @Test func publicDataShowsItsExtremesAndAllCategories() throws {
    var session = Session()
    session.dataset = .finished(try TinyDatasets.openRegister(isPublic: true))
    let shown = picture(DatasetPane(), session, Size(width: 120, height: 20)).text
      .joined(separator: "\n")
    for value in ["7.13..1000.57", "Fabry", "P-1"] { #expect(shown.contains(value)) }
  }

  @Test func aWarningHasTheWholeRow() throws {
    var session = session
    session.dataset = .finished(
      try TinyDatasets.openClinic(warnings: ["line 7: the quote is never closed"]))
    var pane = DatasetPane()
    _ = pane.handle(.end, seeing: session)
    let text = picture(pane, session, Size(width: 40, height: 6)).text
    #expect(text.contains { $0.contains("! line 7: the quote is never closed") })
  }

  @Test func withoutADatasetItSaysHowToOpenOne() {
    let text = picture(DatasetPane(), Session(), Size(width: 40, height: 5)).text[0]
    #expect(text.hasPrefix("No data yet: o opens a file."))
  }

  @Test func theCursorRestsOnTheSelectedColumn() {
    var pane = DatasetPane()
    let area = Rect(x: 1, y: 1, width: 34, height: 14)
    let first = pane.cursor(session, area: area)
    _ = pane.handle(.down, seeing: session)
    #expect(pane.cursor(session, area: area)?.y == first.map { $0.y + 1 })
  }
}
