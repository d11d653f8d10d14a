import Attacks
import Experiments
import Jobs
import Measures
import Numeric
import Parameters
import Terminal
import TestSupport
import Testing
import Workbench

/// Who attacks what, and which attacks that rules out.
@MainActor struct ThreatTests {
  private func state(_ people: [PersonEntry] = PeopleFixture.offered) -> WorkbenchState {
    var state = WorkbenchTrial.finished()
    state.session.people.offered = people
    return state
  }

  /// What came of one attack on people, and the cursor on it.
  private func session(with picture: PersonPicture) -> Session {
    var session = state().session
    session.people.attacks = [picture]
    session.people.attacks[0].subject = session.subject(of: picture.entry)
    session.selectedAttack = session.picture.attacks.count
    return session
  }

  @Test func theFormReturnsToWhereItWasOpened() {
    var state = state()
    _ = reduce(&state, .layout(.show(.measures)))
    _ = state.overlayPane?.handle(.tab, seeing: state.session)
    _ = reduce(&state, .layout(.show(.threat)))
    #expect(state.overlay == .threat)
    _ = reduce(&state, .layout(.closeOverlay))
    #expect(state.overlay == .measures)
    _ = reduce(&state, .layout(.closeOverlay))
    #expect(state.overlay == nil)
    _ = reduce(&state, .layout(.show(.threat)))
    _ = reduce(&state, .layout(.quit))
    #expect(state.overlay == nil)
  }

  @Test func whatTheModelDoesNotGrantIsNotRun() throws {
    let trial = WorkbenchTrial(
      "(jobs) (jobs) (jobs) C G k k k k k k <space> (300) (jobs) <esc> K j j j j <space> "
        + "(300) (jobs)", people: PeopleFixture.offered)
    _ = trial.loop.run(opening: "clinic.csv")
    let replay = try #require(
      trial.session.picture.attacks.first { attack in
        if case .notRun = attack.state { true } else { false }
      })
    #expect(replay.state == .notRun("needs " + ThreatModel.Insight.generator.text))
    #expect(trial.session.picture.attacks.contains { $0.state == .done })
    #expect(!trial.session.isStale)
  }

  @Test func needsAreThoseOfTheAttack() {
    let all = Set(ThreatModel.Insight.allCases)
    for type in AttackCatalog.all {
      let needs = ThreatNeeds(type, Selection(type).values)
      #expect(needs.missing(from: all, handedOut: nil) == nil, "\(type.title)")
    }
    let needs = ThreatNeeds(released: .augmented, knows: [.quasiIdentifiers, .generator])
    #expect(needs.missing(from: [.records, .generator], handedOut: .augmented) == nil)
    #expect(
      needs.missing(from: [], handedOut: .synthetic)
        == "real and synthetic rows released together, and "
        + "\(ThreatModel.Insight.quasiIdentifiers.text), and "
        + ThreatModel.Insight.generator.text)
  }

  @Test func columnsAreThoseOfTheDataset() throws {
    let session = state().session
    #expect(try session.columns(named: " age, crp ,age") == ["age", "crp"])
    #expect(try session.columns(named: "").isEmpty)
    #expect(throws: SettingError.self) { try session.columns(named: "age, outcome") }
    var pane = ThreatPane()
    for key in [Key.end, .enter] + "nobody".map({ Key.character($0) }) + [.enter] {
      _ = pane.handle(key, seeing: session)
    }
    let text = drawn(pane, session, 78, 20).text.joined(separator: "\n")
    #expect(text.contains("there is no column 'nobody'"))
    for key in [Key.control("u")] + "ldh".map({ Key.character($0) }) {
      _ = pane.handle(key, seeing: session)
    }
    guard case .act(.sampling(.threat(.secret(let names)))) = pane.handle(.enter, seeing: session)
    else {
      Issue.record("nothing was entered")
      return
    }
    #expect(names == ["ldh"])
  }

  @Test func attacksOnPeopleFollowTheRun() throws {
    var state = state()
    let effects = reduce(&state, .sampling(.toggleAttack("linkability")))
    let job = JobID(state.session.nextJob - 1)
    #expect(effects == [.people(job)])
    var done = state.session.people.attacks
    done[0].state = .done
    done[0].result = .risk(PeopleFixture.risk)
    _ = reduce(&state, .people(.event(job, .finished(done))))
    #expect(state.session.people.state == .finished)
    // The second one does not repeat the first.
    _ = reduce(&state, .sampling(.toggleAttack("mia-distance")))
    #expect(state.session.people.attacks.map(\.state) == [.waiting, .done])
    let second = JobID(state.session.nextJob - 1)
    #expect(reduce(&state, .attack(.cancel)) == [.cancel(second)])
    #expect(state.session.people.attacks.map(\.state) == [.stopped, .done])
    #expect(reduce(&state, .layout(.redraw)) == [.redraw])
    // Without what it needs it is not run, and says so.
    _ = reduce(&state, .sampling(.toggleAttack("mia-distance")))
    _ = reduce(&state, .sampling(.threat(.toggle(.records))))
    #expect(state.session.isStale)
  }

  @Test func withoutRunsByThemselvesNothingStartsByItself() {
    var state = state()
    _ = reduce(&state, .sampling(.step(.runsByItself, 1)))
    #expect(reduce(&state, .sampling(.toggleAttack("linkability"))).isEmpty)
    let run = reduce(&state, .sampling(.runNow))
    guard case .run(let job, _) = run.last else {
      Issue.record("\(run)")
      return
    }
    let picture = state.session.picture
    let after = reduce(&state, .attack(.event(job, .finished(picture))))
    #expect(after == [.people(JobID(job.number + 1))])
  }

  @Test func resultsAreToldWithIntervals() {
    var picture = PersonPicture(PeopleFixture.offered[0])
    picture.state = .done
    picture.result = .membership(PeopleFixture.membership)
    var session = session(with: picture)
    let text = drawn(AttackPane(), session, 118, 16).text.joined(separator: "\n")
    #expect(text.contains("AUC 0.9"))
    #expect(text.contains("not measurable (100 needed)"))
    #expect(text.contains("could show 1.17, shows 0.42"))
    #expect(text.contains("50 % is guessing"))
    session.people.attacks[0].result = .risk(PeopleFixture.risk)
    let risk = drawn(AttackPane(), session, 118, 16).text.joined(separator: "\n")
    #expect(risk.contains("risk added    0.08 [0.04, 0.13]"))
    #expect(risk.contains("guessing      0.02"))
    #expect(risk.contains("worst of 2: 0.12 by age, bmi"))
    session.people.attacks[0].result = .risk(
      RiskOutcome(
        attack: SuccessRate(1, of: 50), baseline: SuccessRate(2, of: 50), control: nil))
    let weak = drawn(AttackPane(), session, 118, 16).text.joined(separator: "\n")
    #expect(weak.contains("no conclusion"))
  }

  @Test func columnsNobodyNamedAreSuggestedOrSearched() throws {
    var state = state()
    #expect(state.session.threat.columns == .suggested)
    var pane = ThreatPane()
    _ = pane.handle(.end, seeing: state.session)
    _ = pane.handle(.up, seeing: state.session)
    let before = drawn(pane, state.session, 78, 20).text.joined(separator: "\n")
    #expect(before.contains("taken together"))
    #expect(before.contains("no column named: suggested ones"))
    guard case .act(let action) = pane.handle(.right, seeing: state.session) else {
      Issue.record("nothing is switched")
      return
    }
    let old = try #require(state.session.releaseKey)
    _ = reduce(&state, action)
    #expect(state.session.threat.columns == .searched(budget: 200))
    #expect(state.session.releaseKey != old)
    #expect(state.session.releaseRequest?.columns == .searched(budget: 200))
    let after = drawn(pane, state.session, 78, 20).text.joined(separator: "\n")
    #expect(after.contains("searched: the worst of up to 200 sets"))
    _ = reduce(&state, action)
    _ = reduce(&state, .sampling(.threat(.known(["age"]))))
    #expect(state.session.threat.columns == .named)
  }

  @Test func whatAsksAboutEverybodyHasNoControlAndSaysSo() {
    var picture = PersonPicture(PeopleFixture.offered[2])
    picture.state = .done
    picture.result = .risk(
      RiskOutcome(
        attack: SuccessRate(60, of: 60), baseline: SuccessRate(30, of: 60), control: nil,
        isAboutEverybody: true))
    let session = session(with: picture)
    let text = drawn(AttackPane(), session, 118, 16).text.joined(separator: "\n")
    #expect(text.contains("other people  none: it asks about all"))
    #expect(!text.contains("no holdout") && !text.contains("Without a holdout"))
  }

  @Test func paidAnswersSayWhatTheyCostAndWhatCameOfIt() {
    var picture = PersonPicture(PeopleFixture.offered[0])
    picture.state = .done
    picture.result = .risk(
      RiskOutcome(
        attack: SuccessRate(26, of: 50), baseline: SuccessRate(25, of: 50),
        control: SuccessRate(25, of: 50), payment: AnswerPayment(epsilon: 1, answers: 200)))
    let session = session(with: picture)
    let wide = drawn(AttackPane(), session, 300, 20).text.joined(separator: "\n")
    #expect(wide.contains("Its 200 answers were paid for with epsilon 1"))
    #expect(wide.contains("in all, and paid for they do not show the"))
    let small = drawn(AttackPane(), session, 118, 16).text.joined(separator: "\n")
    #expect(small.contains("answers were paid for"))
  }
}
