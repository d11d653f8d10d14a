import Attacks
import Experiments
import Jobs
import Measures
import Numeric
import Oversampling
import Parameters
import Terminal
import TestSupport
import Testing
import Workbench

/// The measures beside the tests of themselves, the threat model, and the attacks on people.
@MainActor struct MeasuresPaneTests {
  private func trial(
    _ script: String, width: Int = 80, height: Int = 24, people: [PersonEntry]? = nil
  ) -> WorkbenchTrial {
    let trial = WorkbenchTrial(
      "(jobs) (jobs) (jobs) " + script, size: Size(width: width, height: height), people: people)
    _ = trial.loop.run(opening: "clinic.csv")
    return trial
  }

  private func text(_ trial: WorkbenchTrial) -> String {
    trial.screen.shots.last?.canvas.text.joined(separator: "\n") ?? ""
  }

  private func pane(_ session: Session, _ width: Int = 78, _ height: Int = 20) -> String {
    drawn(MeasuresPane(), session, width, height).text.joined(separator: "\n")
  }

  // MARK: - Looks

  @Test(arguments: [(80, 24), (120, 40)])
  func itLooksAsRecorded(_ width: Int, _ height: Int) {
    let size = Size(width: width, height: height)
    for (name, script) in [
      ("measures", "Y (jobs) j j"), ("measures-read", "Y (jobs) j j j j <tab> j j"),
      ("measures-holdout", "Y (jobs) h (300) (jobs) (jobs) (jobs) (jobs) j j j j"),
    ] {
      let shown = trial(script, width: width, height: height).timeless(size)
      #expect(expectGolden(shown, named: "\(name)-\(width)x\(height)") == .matching)
    }
  }

  @Test(arguments: [(80, 24), (120, 40)])
  func theThreatModelAndTheAttacksOnPeopleLookAsRecorded(_ width: Int, _ height: Int) {
    let size = Size(width: width, height: height)
    for (name, script) in [
      ("threat", "K j <space>"),
      ("attack-menu", "K j j j <space> j <space> (300) (jobs) <esc> C G"),
      ("people-membership", "C G k k <space> (jobs) G <space> (jobs) <esc> 4 . ."),
      ("people-risk", "C G <space> (jobs) <esc> 4 . . z"),
    ] {
      let shown = trial(script, width: width, height: height, people: PeopleFixture.offered)
      let canvas = shown.withoutTimes(size)
      #expect(expectGolden(canvas, named: "\(name)-\(width)x\(height)") == .matching)
    }
  }

  @Test func noSizeTrapsAndASCIIHasOnlyASCII() {
    var reading = MeasuresPane()
    let session = trial("Y (jobs)").session
    _ = reading.handle(.tab, seeing: session)
    var typing = ThreatPane()
    for key in [Key.character("G"), .enter] { _ = typing.handle(key, seeing: session) }
    for pane in [MeasuresPane(), reading, ThreatPane(), typing] as [any Pane] {
      #expect(survivesEverySize(pane, session))
      #expect(survivesEverySize(pane, Session()))
      let ascii = drawn(pane, session, 118, 36, glyphs: .ascii).text.joined()
      #expect(ascii.allSatisfy { $0.isASCII })
    }
    let people = trial("C G <space> (jobs) <esc>", people: PeopleFixture.offered).session
    #expect(survivesEverySize(AttackMenuPane(), people))
    var selected = people
    selected.selectedAttack = people.listedAttacks - 1
    #expect(selected.selectedPerson != nil)
    #expect(survivesEverySize(AttackPane(), selected))
  }

  // MARK: - What is said

  @Test func theListSaysWhatToBelieve() throws {
    let session = trial("Y (jobs)").session
    let lines = drawn(MeasuresPane(), session, 118, 36).text
    func row(_ name: String) throws -> String {
      try #require(lines.first { $0.contains(name) && !$0.contains("Refused") })
    }
    #expect(try row("Median distance").contains("clean"))
    #expect(try row("Median distance").contains("NO: blind"))
    #expect(try row("x Nearest").contains("FAIL"))
    #expect(try row("Epsilon-ident").contains("yes"))
    #expect(lines.joined().contains("sees SMOTE?"))
    #expect(try row("Share nearer").contains("refused"))
    #expect(lines.joined().contains("ReconSMOTE rebuilds 1"))
  }

  @Test func aFailedSelfTestIsDimWithTheReason() throws {
    let session = trial("Y (jobs)").session
    let canvas = drawn(MeasuresPane(), session, 118, 36)
    let row = try #require(canvas.text.firstIndex { $0.contains("x Nearest") })
    #expect(canvas.roleText[row].dropFirst(2).prefix(8).allSatisfy { $0 == "d" })
    var shown = MeasuresPane()
    for _ in 0..<2 { _ = shown.handle(.down, seeing: session) }
    let text = drawn(shown, session, 118, 36).text.joined(separator: "\n")
    #expect(text.contains("Not to be believed on this data: it does not call a verbatim copy"))
  }

  @Test func theColumnAboutProvedLeaksNamesTheMethod() {
    var session = trial("Y (jobs)").session
    func header(_ method: String, _ width: Int) -> String {
      session.measures.key?.plan.method = method
      return drawn(MeasuresPane(), session, width, 36).text
        .first { $0.contains("verdict copy fresh") } ?? ""
    }
    #expect(header("smote", 78).contains(" SMOTE?"))
    #expect(header("adasyn", 78).contains(" ADASYN?"))
    #expect(header("adasyn", 118).contains("sees ADASYN?"))
    #expect(header("random", 118).contains("sees Random duplication?"))
    #expect(header("random", 78).contains("sees it?"))
  }

  @Test func withoutAHoldoutItSaysWhichRefuseAndHowToGetOne() {
    let session = trial("Y (jobs)").session
    #expect(pane(session).contains("No holdout: 1 measure refuses"))
    #expect(pane(session).contains("h keeps one"))
    var shown = MeasuresPane()
    _ = shown.handle(.down, seeing: session)
    #expect(
      drawn(shown, session, 118, 36).text.joined(separator: " ").contains("needs a holdout"))
  }

  @Test func theDefinitionAndTheOriginOfTheThresholdCanBeRead() {
    let session = trial("Y (jobs)").session
    var shown = MeasuresPane()
    _ = shown.handle(.tab, seeing: session)
    var seen = ""
    for _ in 0..<24 {
      seen += drawn(shown, session, 78, 20).text.joined(separator: "\n")
      _ = shown.handle(.down, seeing: session)
    }
    for word in ["Threshold", "Scaling", "Ties", "Degenerate", "Interval", "Source", "Journal 1"] {
      #expect(seen.contains(word), "\(word)")
    }
  }

  @Test func asLongAsNothingIsProvedNoMeasureIsCalledBlind() {
    let line = MeasureFixture.picture(holdout: 0).lines[0]
    #expect(line.sight(isProved: false) == .unproved)
    #expect(line.sight(isProved: true) == .blind)
    let lines = MeasureFixture.picture(holdout: 4).lines
    #expect(lines[6].sight(isProved: true) == .notAsked)
    // What fails its test is not asked, and what does not decide is neither blind nor sees.
    #expect(lines[2].sight(isProved: true) == .notAsked)
    #expect(lines[1].sight(isProved: true) == .unsure)
    var session = trial("Y (jobs)").session
    session.picture.attacks = []
    #expect(session.provedLeak == nil)
    #expect(!pane(session).contains("blind"))
  }

  // MARK: - Jobs

  @Test func theMeasuresAreTakenOnTheReleaseOnScreen() throws {
    var state = WorkbenchTrial.finished()
    let effects = reduce(&state, .layout(.show(.measures)))
    let job = JobID(state.session.nextJob - 1)
    #expect(effects == [.measure(job)])
    #expect(state.session.measures.state == .running(job))
    #expect(state.session.isBusy)
    #expect(reduce(&state, .layout(.redraw)) == [.redraw])
    let half = MeasureFixture.partial(MeasureFixture.picture(holdout: 0), done: 3)
    _ = reduce(&state, .measures(.event(job, .updated(half))))
    #expect(pane(state.session).contains("14 %"))
    #expect(pane(state.session).contains("x cancels"))
    #expect(reduce(&state, .attack(.cancel)) == [.cancel(job)])
    #expect(state.session.measures.state == .stopped)
    #expect(state.session.measures.picture == half)
    // What was stopped begins again only when asked to.
    #expect(reduce(&state, .layout(.redraw)) == [.redraw])
    #expect(reduce(&state, .measures(.start)) == [.measure(JobID(job.number + 1))])
    let late = MeasureFixture.picture(holdout: 4)
    _ = reduce(&state, .measures(.event(job, .finished(late))))
    #expect(state.session.measures.picture != late)
  }

  @Test func whileLookedAtTheyFollowTheRelease() throws {
    let first = trial("Y (jobs)").session
    let changed = trial("Y (jobs) h (300) (jobs) (jobs) (jobs) (jobs)").session
    #expect(changed.preparation.holdout == 0.3)
    #expect(changed.measures.state == .finished)
    #expect(changed.measures.picture.holdout == 4)
    #expect(first.measures.picture.holdout == 0)
    #expect(!changed.areMeasuresStale)
    let closed = trial("Y (jobs) <esc> 2 j l (300) (jobs) (jobs)").session
    #expect(closed.areMeasuresStale)
  }

  @Test func aRealJobComparesTheRealRowsWithTheReleased() throws {
    let session = WorkbenchTrial.finished().session
    let request = try #require(session.releaseRequest)
    let picture = try MeasureJob(request).picture(in: .unattended())
    #expect(picture.training == 12)
    #expect(picture.synthetic == request.publication.synthetic.rows.rows)
    #expect(picture.holdout == 0)
    #expect(picture.fileRows == (0..<12).map { 1 + 4 * $0 })
    #expect(picture.lines.count == MeasureCatalog.all.count)
    let stopped = RunContext<MeasurePicture>(threads: 1, isCancelled: { true }, report: { _ in })
    #expect(throws: CancellationError.self) { try MeasureJob(request).picture(in: stopped) }
  }

  @Test func columnsNobodyNamedAreSaidWithTheReason() throws {
    var state = WorkbenchTrial.finished()
    func text(_ name: String) throws -> String {
      let request = try #require(state.session.releaseRequest)
      let picture = try MeasureJob(request).picture(in: .unattended())
      state.session.measures.picture = picture
      state.session.measures.state = .finished
      let place = try #require(picture.lines.firstIndex { $0.entry.name == name })
      var pane = MeasuresPane()
      for _ in 0..<place { _ = pane.handle(.down, seeing: state.session) }
      _ = pane.handle(.tab, seeing: state.session)
      return drawn(pane, state.session, 118, 60).text.joined(separator: " ")
        .split(separator: " ").joined(separator: " ")
    }
    let suggested = try text("uniqueness")
    #expect(suggested.contains("No column was named as easily known, so these are suggested:"))
    #expect(suggested.contains("t names others."))
    state.session.threat.searchesColumns = true
    let searched = try text("uniqueness")
    #expect(searched.contains("Worst of ") && searched.contains("Median: "))
    #expect(searched.contains("Bonferroni"))
    state.session.threat.searchesColumns = false
    state.session.threat.known = ["age"]
    #expect(!(try text("uniqueness")).contains("suggested"))
  }

  @Test func whatIsReleasedAndWhoIsAskedAboutDecideWhatIsMeasured() throws {
    var state = WorkbenchTrial.finished()
    _ = reduce(&state, .sampling(.set(.release, text: "")))
    state.session.plan.release = .augmented
    let whole = try #require(state.session.releaseRequest)
    #expect(whole.model.released == .augmented)
    let made = whole.publication.synthetic.rows.rows
    // The real rows are released too, so measures see them.
    let picture = try MeasureJob(whole).picture(in: .unattended())
    #expect(picture.synthetic == made + picture.training)
    state.session.threat.targets = .majority
    let others = try #require(state.session.releaseRequest)
    #expect(try MeasureJob(others).picture(in: .unattended()).training == 40)
  }
}

extension WorkbenchTrial {
  /// The last screen without times, also of attacks on people.
  func withoutTimes(_ size: Size) -> Canvas {
    var state = loop.state
    for index in state.session.picture.attacks.indices {
      state.session.picture.attacks[index].seconds = 0.25
    }
    for index in state.session.people.attacks.indices {
      state.session.people.attacks[index].seconds = 0.25
    }
    return frame(state, size: size, glyphs: .braille).canvas
  }
}
