import Attacks
import Terminal
import TestSupport
import Testing
import Workbench

@Suite struct EvidencePaneTests {
  private let fixture: PaneFixture
  private let session: Session

  init() throws {
    let made = try PaneFixture()
    fixture = made
    session = made.with {
      $0.selectedAttack = made.attack("reconsmote")
      $0.selectedClaim = 2
    }
  }

  private func text(_ pane: EvidencePane, _ session: Session) -> String {
    drawn(pane, session, 78, 60).text.joined(separator: "\n")
  }

  @Test(arguments: [(118, 38), (78, 22)])
  func maskedEvidenceLooksAsRecorded(width: Int, height: Int) {
    let canvas = drawn(EvidencePane(), session, width, height)
    #expect(expectGolden(canvas, named: "evidence-masked-\(width)x\(height)") == .matching)
  }

  @Test(arguments: [(118, 38), (78, 22)])
  func shownEvidenceLooksAsRecorded(width: Int, height: Int) {
    var shown = session
    shown.revealedClaim = 2
    let canvas = drawn(EvidencePane(), shown, width, height)
    #expect(expectGolden(canvas, named: "evidence-shown-\(width)x\(height)") == .matching)
  }

  @Test func evidenceOfAReleasedRowLooksAsRecorded() {
    var other = session
    other.selectedAttack = fixture.attack("distinsmote")
    let canvas = drawn(EvidencePane(), other, 78, 22, glyphs: .ascii)
    #expect(expectGolden(canvas, named: "evidence-released-78x22-ascii") == .matching)
  }

  @Test func asciiHasOnlyASCII() {
    let canvas = drawn(EvidencePane(), session, 118, 38, glyphs: .ascii)
    #expect(canvas.text.joined().allSatisfy { $0.isASCII })
  }

  @Test func noSizeTraps() throws {
    for state in [session, try fixture.claimingAWrongRecord(), Session()] {
      #expect(survivesEverySize(EvidencePane(), state))
    }
  }

  @Test func theTitleNamesClaimRecordAndMask() {
    let subtitle = EvidencePane().subtitle(session)
    #expect(subtitle.hasPrefix("claim 3 of 12 ↔ real row "))
    #expect(subtitle.hasSuffix("values: MASKED"))
  }

  @Test func aWrongClaimIsSetBesideTheNearestRecord() throws {
    let shown = text(EvidencePane(), try fixture.claimingAWrongRecord())
    #expect(shown.contains("nearest"))
    #expect(shown.contains("x bmi"))
    #expect(shown.contains("= age"))
    #expect(shown.contains("3 of 4 columns exact."))
    #expect(shown.contains("No real record has these values"))
  }

  @Test func aDifferenceIsThatOfTheColumn() throws {
    let shown = text(EvidencePane(), try fixture.claimingAWrongRecord())
    let row = try #require(shown.split(separator: "\n").first { $0.contains("x bmi") })
    #expect(row.split(separator: " ").last == "1.0")
  }

  @Test func scrollingMovesTheTextAndStopsAtItsEnds() {
    var pane = EvidencePane()
    let top = drawn(pane, session, 78, 10).text
    _ = pane.handle(.down, seeing: session)
    let below = drawn(pane, session, 78, 10).text
    #expect(below[0] == top[1])
    _ = pane.handle(.up, seeing: session)
    _ = pane.handle(.up, seeing: session)
    #expect(drawn(pane, session, 78, 10).text == top)
    for _ in 0..<100 { _ = pane.handle(.pageDown, seeing: session) }
    #expect(drawn(pane, session, 78, 10).text[0].contains("L"))
  }

  @Test func columnsOfTheRowsUsedCanBeScrolled() {
    var pane = EvidencePane()
    #expect(drawn(pane, session, 40, 150).text.contains { $0.contains("columns 1 to 2 of 4") })
    _ = pane.handle(.right, seeing: session)
    #expect(drawn(pane, session, 40, 150).text.contains { $0.contains("columns 2 to 3 of 4") })
  }

  @Test func bracketsGoToTheOtherClaims() {
    var pane = EvidencePane()
    func claim(_ key: Key) -> Int? {
      guard case .act(.attack(.select(_, let claim))) = pane.handle(key, seeing: session) else {
        return nil
      }
      return claim
    }
    #expect(claim(.character("]")) == 3)
    #expect(claim(.character("[")) == 1)
  }

  @Test func aNarrowScreenShowsThePictureOnRequest() {
    var pane = EvidencePane()
    _ = pane.handle(.character("v"), seeing: session)
    let shown = drawn(pane, session, 78, 22).text
    #expect(shown[0].contains("The plane of two of its lines"))
    #expect(shown[21].contains("this record"))
    _ = pane.handle(.character("v"), seeing: session)
    #expect(drawn(pane, session, 78, 22).text[0].contains("Record"))
  }

  @Test(arguments: [Key.escape, .enter, .character("q")])
  func threeKeysClose(key: Key) {
    var pane = EvidencePane()
    guard case .act(.layout(.closeOverlay)) = pane.handle(key, seeing: session) else {
      Issue.record("still open")
      return
    }
  }
}
