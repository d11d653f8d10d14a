import Attacks
import Jobs
import Terminal
import TestSupport
import Testing
import Workbench

@Suite struct AttackPaneTests {
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

  /// The first attack goes on, the second one waits.
  private var running: Session {
    var session = session
    session.selectedAttack = 0
    session.picture.attacks[0].state = .running
    session.picture.attacks[0].stage = "lines among 24 neighbors"
    session.picture.attacks[0].fraction = Fraction(0.55)
    session.picture.attacks[1].state = .waiting
    session.picture.attacks[1].score = nil
    session.picture.attacks[1].claims = []
    return session
  }

  private func text(_ session: Session, _ width: Int = 118, _ height: Int = 8) -> String {
    drawn(AttackPane(), session, width, height).text.joined(separator: "\n")
  }

  @Test(arguments: [(118, 8), (78, 6), (78, 20), (58, 12)])
  func doneAttacksLookAsRecorded(width: Int, height: Int) {
    let canvas = drawn(AttackPane(), session, width, height)
    #expect(expectGolden(canvas, named: "attacks-done-\(width)x\(height)") == .matching)
  }

  @Test(arguments: [(118, 8), (78, 6)])
  func runningAttacksLookAsRecorded(width: Int, height: Int) {
    let canvas = drawn(AttackPane(), running, width, height)
    #expect(expectGolden(canvas, named: "attacks-running-\(width)x\(height)") == .matching)
  }

  @Test func asciiHasOnlyASCII() {
    for state in [session, running] {
      let canvas = drawn(AttackPane(), state, 118, 10, glyphs: .ascii)
      #expect(canvas.text.joined().allSatisfy { $0.isASCII })
    }
  }

  @Test func noSizeTraps() {
    for state in [session, running, Session()] {
      #expect(survivesEverySize(AttackPane(), state))
    }
  }

  @Test func everyStateHasAShapeAndAWord() {
    let states: [(AttackPicture.State, String)] = [
      (.waiting, "· wait"), (.running, "▶ run"), (.done, "■ done"), (.stopped, "✗ stop"),
      (.failed("the release has 2 rows"), "! fail"),
    ]
    for (state, word) in states {
      var changed = session
      changed.picture.attacks[0].state = state
      #expect(text(changed).contains(word))
    }
  }

  @Test func aFailureGivesItsReason() {
    var failed = session
    failed.picture.attacks[0].state = .failed("the release has 2 rows")
    #expect(text(failed).contains("the release has 2 rows"))
  }

  @Test(arguments: [(78, 6), (118, 8), (58, 12)])
  func aLongReasonIsToldInFull(width: Int, height: Int) {
    var failed = session
    let reason =
      "the rows vary in 1 direction, at least 2 are needed; lines cross by chance "
      + "there, and what crosses by chance is no evidence: take a table with more columns END"
    failed.picture.attacks[failed.selectedAttack].state = .failed(reason)
    failed.picture.attacks[failed.selectedAttack].claims = []
    #expect(text(failed, width, height).contains("END"))
  }

  @Test func theHeadsStandOverTheNumbersOnASmallScreen() {
    let lines = drawn(AttackPane(), session, 78, 6).text
    for head in ["found", "precision", "recall", "estimates"] { #expect(lines[0].contains(head)) }
  }

  @Test func theVerdictFitsIntoTheShortestLine() {
    #expect(text(session, 40, 7).contains("12 of 12 rebuilt, 0.25 s."))
  }

  @Test func estimatesStandBesideTheTruth() {
    #expect(text(session).contains("k 3 (true 3)"))
    #expect(text(session).contains("ratio 10.0 (true 10.0)"))
  }

  @Test func whatIsNotFinishedSaysSo() {
    #expect(text(running).contains("so far"))
    var stopped = running
    stopped.picture.attacks[0].state = .stopped
    #expect(text(stopped).contains("partial"))
    #expect(text(stopped).contains("Partial: "))
  }

  @Test func theVerdictIsInPlainWords() {
    #expect(
      text(session, 78, 20).contains(
        "All 12 real records of class case can be rebuilt from the synthetic rows"))
  }

  @Test func aWrongClaimIsMarkedAndCounted() throws {
    let wrong = try fixture.claimingAWrongRecord()
    let shown = text(wrong)
    #expect(shown.contains("1 x 2 lines, 4 rows"))
    #expect(shown.contains("none"))
    #expect(shown.contains("1 claim is"))
  }

  @Test func anUntouchedRecordIsNoFailureOfTheAttack() {
    var attack = AttackPicture(name: "reconsmote", title: "ReconSMOTE")
    attack.state = .done
    attack.score = AttackScore(claims: 36, trueClaims: 35, records: 45, bound: 40)
    #expect(
      Verdict.sentence(for: attack, className: "case")
        == "35 of 45 real records of class case can be rebuilt from the synthetic rows alone. "
        + "No synthetic row was made from 5 of them. 1 claim is wrong.")
  }

  @Test func whereMostClaimsAreWrongTheirNumberComesFirst() {
    var attack = AttackPicture(name: "distinsmote", title: "DistinSMOTE")
    attack.state = .done
    attack.score = AttackScore(claims: 1155, trueClaims: 45, records: 45, bound: 45)
    #expect(
      Verdict.sentence(for: attack, className: "case")
        == "1,155 released rows are claimed to be real; 45 of them are, of 45 real records of "
        + "class case.")
    #expect(Verdict.brief(for: attack) == "45 of 1,155 claims right.")
  }

  @Test func withoutAClaimThereIsNoPrecision() throws {
    let few = try PaneFixture(ratio: 1.5).with { $0.selectedAttack = fixture.attack("reconsmote") }
    #expect(text(few).contains("done 0 of 12  -"))
    #expect(text(few).contains("None of the 12 real records"))
  }

  @Test func theListTurnsOverToTheSelectedClaim() {
    var late = session
    late.selectedClaim = 10
    #expect(text(late).contains("11 ="))
  }

  @Test func keysMoveBetweenClaimsAndAttacks() {
    var pane = AttackPane()
    func selection(_ key: Key) -> [Int] {
      guard case .act(.attack(.select(let attack, let claim))) = pane.handle(key, seeing: session)
      else { return [] }
      return [attack, claim]
    }
    #expect(selection(.down) == [1, 3])
    #expect(selection(.character("k")) == [1, 1])
    #expect(selection(.pageDown) == [1, 11])
    #expect(selection(.character("G")) == [1, 11])
    #expect(selection(.character("g")) == [1, 0])
    #expect(selection(.right) == [0, 0])
    #expect(selection(.character(",")) == [0, 0])
  }

  @Test func enterOpensTheEvidenceOfAClaimOnly() {
    var pane = AttackPane()
    guard case .act(.layout(.show(.evidence))) = pane.handle(.enter, seeing: session) else {
      Issue.record("no evidence")
      return
    }
    guard case .redraw = pane.handle(.enter, seeing: Session()) else {
      Issue.record("evidence of nothing")
      return
    }
  }

  @Test func theCursorRestsOnTheSelectedClaim() throws {
    let area = Rect(x: 0, y: 0, width: 118, height: 8)
    let cursor = try #require(AttackPane().cursor(session, area: area))
    let row = drawn(AttackPane(), session, 118, 8).text[cursor.y]
    #expect(row.contains("▸     3 ="))
  }
}
