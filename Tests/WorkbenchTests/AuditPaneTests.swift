import Attacks
import Experiments
import Jobs
import Numeric
import Terminal
import TestSupport
import Testing
import Workbench

/// The audit of the open file, from the key to the proofs.
@MainActor struct AuditPaneTests {
  private func trial(
    _ script: String, width: Int = 80, height: Int = 24, isPublic: Bool = false
  ) -> WorkbenchTrial {
    let trial = WorkbenchTrial(
      "(jobs) (jobs) (jobs) " + script, size: Size(width: width, height: height),
      isPublic: isPublic)
    _ = trial.loop.run(opening: "clinic.csv")
    return trial
  }

  private func screen(_ trial: WorkbenchTrial) -> Canvas? { trial.screen.shots.last?.canvas }

  private func text(_ trial: WorkbenchTrial) -> String {
    screen(trial)?.text.joined(separator: "\n") ?? ""
  }

  // MARK: - Looks

  @Test(arguments: [
    ("audit", "A (jobs)"), ("audit-claims", "A (jobs) <tab> j"), ("proof-row", "A (jobs) <enter>"),
    ("proof-record", "A (jobs) <tab> G <enter>"),
  ])
  func itLooksAsRecorded(_ name: String, _ script: String) {
    for (width, height) in [(80, 24), (120, 40)] {
      let trial = trial(script, width: width, height: height)
      let canvas = trial.timeless(Size(width: width, height: height))
      #expect(expectGolden(canvas, named: "\(name)-\(width)x\(height)") == .matching)
    }
  }

  @Test func theAnswersUnfoldOneAfterTheOther() throws {
    let work = try AuditFixture.finished(isAugmented: true)
    var session = WorkbenchTrial.finished().session
    session.audit.state = .running(JobID(99))
    for answered in 0..<AuditFixture.titles.count {
      session.audit.work = AuditFixture.partial(work, answered: answered)
      let shown = drawn(AuditPane(), session, 78, 40).text.joined(separator: "\n")
      for (number, title) in AuditFixture.titles.enumerated() {
        let sign = number < answered ? "■" : number == answered ? "▶" : "·"
        #expect(shown.contains("\(sign) \(title)"), "\(answered): \(title)")
      }
      #expect(shown.contains("25 %"))
    }
  }

  @Test func noSizeTraps() throws {
    var session = WorkbenchTrial.finished().session
    #expect(survivesEverySize(AuditPane(), session))
    #expect(survivesEverySize(AuditProofPane(), session))
    session.audit.work = try AuditFixture.finished(isAugmented: true)
    session.audit.state = .finished
    for claim in [0, session.audit.claims.count - 1] {
      session.audit.selected = claim
      #expect(survivesEverySize(AuditPane(), session))
      #expect(survivesEverySize(AuditProofPane(), session))
    }
  }

  /// On a small screen by scrolling.
  @Test func everyAnswerIsReadableInFull() throws {
    let trial = trial("A (jobs)")
    let answers = ["", " <c-d>", " <end>"].map { text(self.trial("A (jobs)" + $0)) }.joined()
    for title in AuditFixture.titles { #expect(answers.contains(title)) }
    let picture = try #require(trial.session.audit.work?.picture)
    let words = Set(answers.split { $0 == " " || $0 == "\n" || $0 == "┃" })
    for sentence in picture.stages.flatMap(\.sentences) {
      #expect(words.isSuperset(of: sentence.split(separator: " ")), "\(sentence)")
    }
  }

  // MARK: - Keys

  @Test func aProofLeadsBackToTheClaims() {
    let there = trial("A (jobs) <enter> ] ]")
    #expect(there.loop.state.overlay == .auditProof)
    #expect(there.session.audit.selected == 2)
    let back = trial("A (jobs) <enter> ] ] <esc>")
    #expect(back.loop.state.overlay == .audit)
    #expect(back.session.audit.selected == 2)
    let out = trial("A (jobs) <enter> <esc> <esc>")
    #expect(out.loop.state.overlay == nil)
    // Nothing was audited a second time.
    #expect(out.session.nextJob == back.session.nextJob)
  }

  @Test func threeProofsAreSteppedThrough() {
    var seen: Set<String> = []
    for steps in 0..<3 {
      let shown = text(trial("A (jobs) <tab> G <enter> " + String(repeating: "[ ", count: steps)))
      #expect(shown.contains("They meet in one point"))
      #expect(shown.contains("1 A synthetic row is made from two real records"))
      seen.insert(shown)
    }
    #expect(seen.count == 3)
  }

  @Test func rowsAreThoseOfTheFile() throws {
    let work = try AuditFixture.finished(isAugmented: true)
    guard case .real(let row) = work.picture.claims[1].guess.claim else {
      Issue.record("the second claim is no row")
      return
    }
    #expect(text(trial("A (jobs) <tab> j <enter>")).contains("row \(3 * row + 1) of the file"))
  }

  @Test func thePictureTakesThePlaceOfTheTextOnANarrowScreen() {
    let shown = text(trial("A (jobs) <tab> G <enter> v"))
    #expect(shown.contains("The plane of two of its lines"))
    #expect(!shown.contains("They meet in one point"))
  }

  // MARK: - Jobs

  @Test func theKeyStartsAnAuditOnce() {
    var state = WorkbenchTrial.finished()
    let effects = reduce(&state, .layout(.show(.audit)))
    let job = JobID(state.session.nextJob - 1)
    #expect(effects == [.audit(job)])
    #expect(state.session.audit.state == .running(job))
    #expect(reduce(&state, .layout(.closeOverlay)) == [])
    #expect(reduce(&state, .layout(.show(.audit))) == [])
    #expect(reduce(&state, .audit(.start)) == [.cancel(job), .audit(JobID(job.number + 1))])
  }

  @Test func lateNewsIsDroppedAndACancelKeepsWhatIsKnown() throws {
    let work = try AuditFixture.finished(isAugmented: true)
    var state = WorkbenchTrial.finished()
    _ = reduce(&state, .layout(.show(.audit)))
    let job = JobID(state.session.nextJob - 1)
    _ = reduce(&state, .audit(.event(JobID(1), .updated(work))))
    #expect(state.session.audit.work == nil)
    _ = reduce(&state, .audit(.event(job, .updated(AuditFixture.partial(work, answered: 2)))))
    #expect(reduce(&state, .attack(.cancel)) == [.cancel(job)])
    #expect(state.session.audit.state == .stopped)
    _ = reduce(&state, .audit(.event(job, .finished(work))))
    #expect(state.session.audit.state == .stopped)
    #expect(state.session.audit.work?.picture.stages[1].state == .done)
  }

  @Test func anotherFileEndsTheAudit() throws {
    let trial = trial("A (jobs)")
    var state = trial.loop.state
    #expect(state.session.audit.work != nil)
    _ = reduce(&state, .dataset(.open(path: "other.csv")))
    let job = try #require(state.session.opening?.job)
    let open = try TinyDatasets.openClinic(isPublic: false)
    _ = reduce(&state, .dataset(.loading(job, .finished(open))))
    #expect(state.session.audit.work == nil)
    #expect(state.session.audit.state == .idle)
  }

  // MARK: - The mask

  private func words(_ trial: WorkbenchTrial) -> Set<String> {
    Set((screen(trial)?.text ?? []).flatMap { $0.split(separator: " ").map(String.init) })
  }

  /// Every way in which the panes would write a value of the claimed record.
  private func values(_ trial: WorkbenchTrial) throws -> Set<String> {
    let work = try #require(trial.session.audit.work)
    let claim = try #require(trial.session.audit.claim)
    let values = try #require(work.values(of: claim))
    return Set(
      values.flatMap { value in
        [5, 7].map { NumberFormat.significant(value, digits: $0) }
      })
  }

  @Test(arguments: ["<enter>", "<tab> G <enter>"])
  func valuesAreMaskedUntilTheyAreRevealed(_ keys: String) throws {
    let masked = trial("A (jobs) \(keys)", width: 200, height: 70)
    #expect(words(masked).isDisjoint(with: try values(masked)))
    #expect(words(masked).contains(MaskText.dots))
    let shown = trial("A (jobs) \(keys) R", width: 200, height: 70)
    #expect(!words(shown).isDisjoint(with: try values(shown)))
    let next = trial("A (jobs) \(keys) R [ ]", width: 200, height: 70)
    #expect(next.session.audit.revealed == nil)
    let closed = trial("A (jobs) \(keys) R <esc>", width: 200, height: 70)
    #expect(closed.session.audit.revealed == nil)
    let late = trial("A (jobs) \(keys) R (60000) (1)", width: 200, height: 70)
    #expect(late.session.audit.revealed == nil)
  }

  @Test func publicFilesNeedNoMask() throws {
    let shown = trial("A (jobs) <enter>", width: 200, height: 70, isPublic: true)
    #expect(!words(shown).isDisjoint(with: try values(shown)))
  }
}
