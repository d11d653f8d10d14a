import Attacks
import Terminal
import TestSupport
import Testing
import Workbench

@Suite struct ProjectionPaneTests {
  private let fixture: PaneFixture
  private let session: Session

  init() throws {
    let made = try PaneFixture()
    fixture = made
    session = made.with { $0.selectedAttack = made.attack("reconsmote") }
  }

  private func count(_ role: Role, in canvas: Canvas) -> Int {
    canvas.cells.count { $0.role == role }
  }

  @Test(arguments: [GlyphTier.braille, .block, .ascii])
  func thePlotLooksAsRecorded(tier: GlyphTier) {
    let canvas = drawn(ProjectionPane(), session, 84, 26, glyphs: tier)
    #expect(expectGolden(canvas, named: "projection-84x26-\(tier.rawValue)") == .matching)
  }

  @Test func theSmallPlotLooksAsRecorded() {
    let canvas = drawn(ProjectionPane(), session, 52, 14)
    #expect(expectGolden(canvas, named: "projection-52x14") == .matching)
  }

  @Test func asciiHasOnlyASCII() {
    let canvas = drawn(ProjectionPane(), session, 84, 26, glyphs: .ascii)
    #expect(canvas.text.joined().allSatisfy { $0.isASCII })
  }

  @Test func noSizeTraps() {
    #expect(survivesEverySize(ProjectionPane(), session))
    #expect(survivesEverySize(ProjectionPane(), Session()))
  }

  @Test func theTitleTellsTheShareOfVariance() {
    let subtitle = ProjectionPane().subtitle(session)
    #expect(subtitle.hasPrefix("PCA "))
    #expect(subtitle.hasSuffix(" %"))
  }

  @Test func everyClaimIsDrawnAsMatched() {
    let pane = drawn(ProjectionPane(), session, 200, 60)
    let claims = session.picture.attacks[session.selectedAttack].claims.count
    // One more in the legend: its sign, a space and the word.
    #expect(count(.plotMatched, in: pane) == claims + "◆ matched".count)
  }

  @Test func theSelectedClaimIsReversed() {
    let canvas = drawn(ProjectionPane(), session, 84, 26)
    let reversed = canvas.cells.filter(\.isReversed)
    #expect(reversed.map(\.character) == ["◆"])
  }

  @Test func layersGoOffAndOn() {
    var pane = ProjectionPane()
    let before = drawn(pane, session, 84, 26)
    for (key, role) in [
      ("a", Role.plotMajority), ("m", .plotMinority), ("c", .plotMatched),
    ] as [(Character, Role)] {
      #expect(count(role, in: drawn(pane, session, 84, 26)) > 0 || role == .plotMinority)
      _ = pane.handle(.character(key), seeing: session)
      #expect(count(role, in: drawn(pane, session, 84, 26)) == 0)
    }
    for key in ["a", "m", "c"] as [Character] {
      _ = pane.handle(.character(key), seeing: session)
    }
    #expect(drawn(pane, session, 84, 26) == before)
  }

  @Test func zoomingInAndOutComesBack() {
    var pane = ProjectionPane()
    let before = drawn(pane, session, 84, 26)
    for _ in 0..<3 { _ = pane.handle(.character("+"), seeing: session) }
    _ = pane.handle(.left, seeing: session)
    #expect(drawn(pane, session, 84, 26) != before)
    for _ in 0..<3 { _ = pane.handle(.character("-"), seeing: session) }
    #expect(drawn(pane, session, 84, 26) == before)
  }

  @Test func arrowsAreNotUsedWithoutZoom() {
    var pane = ProjectionPane()
    guard case .ignored = pane.handle(.left, seeing: session) else {
      Issue.record("the arrow was taken")
      return
    }
  }

  @Test func nGoesToTheNextClaim() {
    var pane = ProjectionPane()
    guard case .act(.attack(.select(_, let claim))) = pane.handle(.character("n"), seeing: session)
    else {
      Issue.record("no claim was selected")
      return
    }
    #expect(claim == 1)
  }

  @Test func claimsOfAnotherScaleAreNotDrawn() throws {
    let other = try PaneFixture(isScaled: true)
    let mixed = session
    let shown = fixture.with { _ in }
    #expect(count(.plotMatched, in: drawn(ProjectionPane(), shown, 84, 26)) > 0)
    var stale = mixed
    stale.prepared = other.session.prepared
    #expect(count(.plotMatched, in: drawn(ProjectionPane(), stale, 84, 26)) == 0)
  }

  private func mono(_ session: Session, _ glyphs: GlyphTier = .braille) -> Canvas {
    var canvas = Canvas(Size(width: 84, height: 26), glyphs: glyphs, hasColors: false)
    ProjectionPane().draw(session, focused: true, into: &canvas, area: canvas.bounds)
    return canvas
  }

  @Test(arguments: [GlyphTier.braille, .block])
  func withoutColorsTheClassesDifferInTheirSigns(tier: GlyphTier) {
    let canvas = mono(session, tier)
    let points = canvas.cells.dropLast(84)
    func signs(_ role: Role) -> Set<Character> {
      Set(points.filter { $0.role == role }.map(\.character))
    }
    #expect(signs(.plotSynthetic) == ["+", "E"])
    #expect(signs(.plotMinority).subtracting(["o"]).isEmpty)
    #expect(signs(.plotMajority).isDisjoint(with: ["+", "o", "E", "◆"]))
    let legend = canvas.text.last ?? ""
    for entry in ["+ synthetic", "E evidence", "◆ matched"] { #expect(legend.contains(entry)) }
  }

  @Test func whatIsOutOfDateIsDimAndInItsPlace() {
    var stale = session
    stale.isStale = true
    let before = drawn(ProjectionPane(), session, 84, 26)
    let after = drawn(ProjectionPane(), stale, 84, 26)
    #expect(before.text == after.text)
    #expect(count(.plotSynthetic, in: after) == 0)
    #expect(count(.plotMatched, in: after) == 0)
    #expect(count(.plotMajority, in: after) == count(.plotMajority, in: before))
  }

  @Test func dotsThatAreAboutToChangeAreNotDimmed() {
    var stale = session
    stale.isStale = true
    let dimmed = stale
    stale.run = .settling
    let after = drawn(ProjectionPane(), stale, 84, 26)
    let fewer = count(.plotSynthetic, in: drawn(ProjectionPane(), dimmed, 84, 26))
    #expect(count(.plotSynthetic, in: after) > fewer)
    #expect(count(.plotMatched, in: after) == 0)
  }

  @Test func whyThereAreNoDataIsSaid() {
    var failed = Session()
    failed.dataset = .failed("x.csv:3: a row with 4 cells")
    #expect(drawn(ProjectionPane(), failed, 40, 3).text.joined().contains("x.csv:3"))
  }

  @Test func withoutDataItSaysHowToGetSome() {
    let text = drawn(ProjectionPane(), Session(), 40, 3).text.joined()
    #expect(text.contains("o opens a file"))
  }
}
