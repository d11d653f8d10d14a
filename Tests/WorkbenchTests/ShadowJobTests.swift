import Attacks
import Experiments
import Jobs
import Parameters
import Terminal
import TestSupport
import Testing
import Workbench

/// Shadow runs as jobs of the workbench: progress, stop, going on, result.
@MainActor struct ShadowJobTests {
  private static var generator: PersonEntry? {
    PersonEntry.all.first { $0.name == ShadowGenerator.name }
  }

  private static let few: ShadowPlan = {
    var plan = ShadowPlan()
    (plan.trainingRuns, plan.testRuns, plan.targets) = (4, 4, 6)
    return plan
  }()

  /// A finished run with the shadow generator chosen and under way.
  private func begun(_ plan: ShadowPlan = few) throws -> (state: WorkbenchState, job: JobID) {
    var state = WorkbenchTrial.finished()
    state.session.people.shadowPlan = plan
    let effects = reduce(&state, .sampling(.toggleAttack(ShadowGenerator.name)))
    let job = JobID(state.session.nextJob - 1)
    #expect(effects == [.people(job)])
    return (state, job)
  }

  private func work(_ session: Session) throws -> PeopleJob {
    PeopleJob(
      attacks: session.people.attacks, request: try #require(session.releaseRequest),
      shadowPlan: session.people.shadowPlan, kept: session.people.kept,
      attack: PersonAttacks.carryOut)
  }

  @Test func everyShadowAttackIsOffered() {
    let offered = PersonEntry.all.filter { $0.question == .shadow }.map(\.name)
    #expect(offered == ShadowCatalog.all.map { $0.name })
  }

  @Test func aRunIsStoppedAndGoneOnWith() throws {
    var (state, job) = try begun()
    // Two of six people are done when the stop comes.
    let flag = CancellationFlag()
    let newest = Locked<[PersonPicture]>([])
    let context = RunContext<[PersonPicture]>(
      threads: 1, isCancelled: { flag.isRaised },
      report: { pictures in
        newest.withLock { $0 = pictures }
        if pictures.contains(where: { ($0.shadows?.finished.count ?? 0) >= 2 }) { flag.raise() }
      })
    #expect(throws: CancellationError.self) { try work(state.session).pictures(in: context) }
    let halfway = newest.withLock { $0 }
    #expect(halfway[0].shadows?.finished.count == 2)
    #expect(halfway[0].secondsLeft != nil)
    _ = reduce(&state, .people(.event(job, .updated(halfway))))
    #expect(reduce(&state, .attack(.cancel)) == [.cancel(job)])
    #expect(state.session.people.attacks.map(\.state) == [.stopped])
    #expect(state.session.people.kept[ShadowGenerator.name]?.finished.count == 2)
    // What is said to be done is what is not done again.
    #expect(state.session.people.attacks[0].fraction == Fraction(2, of: 6))
    // Nothing begins again by itself.
    #expect(reduce(&state, .layout(.redraw)) == [.redraw])
    state.session.selectedAttack = state.session.listedAttacks - 1
    var pane = AttackPane()
    guard case .act(let action) = pane.handle(.enter, seeing: state.session) else {
      Issue.record("Enter does nothing")
      return
    }
    let second = JobID(state.session.nextJob)
    #expect(reduce(&state, action) == [.people(second)])
    let made = Locked(0)
    let rest = RunContext<[PersonPicture]>(
      threads: 1, isCancelled: { false },
      report: { pictures in
        made.withLock { $0 = max($0, pictures[0].shadows?.finished.count ?? 0) }
      })
    let done = try work(state.session).pictures(in: rest)
    // The same as in one go, the runs that were done not made again.
    let anew = try PeopleJob(
      attacks: state.session.people.attacks, request: try #require(state.session.releaseRequest),
      shadowPlan: Self.few, kept: [:], attack: PersonAttacks.carryOut
    ).pictures(in: .unattended(threads: 2))
    #expect(done[0].state == .done && done[0].result == anew[0].result)
    #expect(made.withLock { $0 } == 6)
    #expect(Array(done[0].shadows?.finished.prefix(2) ?? []) == halfway[0].shadows?.finished)
    _ = reduce(&state, .people(.event(second, .finished(done))))
    #expect(state.session.people.state == .finished)
    #expect(reduce(&state, .layout(.redraw)) == [.redraw])
  }

  @Test func runsOfAnotherStudyAreNotGoneOnWith() throws {
    let (state, _) = try begun()
    let foreign = ShadowState(
      fingerprint: 7, finished: [ShadowScores(row: 0, with: [1, 1], without: [0, 0])])
    let pictures = try PeopleJob(
      attacks: state.session.people.attacks, request: try #require(state.session.releaseRequest),
      shadowPlan: Self.few, kept: [ShadowGenerator.name: foreign], attack: PersonAttacks.carryOut
    ).pictures(in: .unattended())
    #expect(pictures[0].state == .done)
    #expect(pictures[0].shadows?.finished.count == 6)
    #expect(pictures[0].shadows?.fingerprint != 7)
  }

  @Test func whatAJobDidBeforeItHeardOfTheStopIsKept() throws {
    var (state, job) = try begun()
    _ = reduce(&state, .attack(.cancel))
    var late = state.session.people.attacks
    late[0].shadows = ShadowState(fingerprint: 3)
    _ = reduce(&state, .people(.event(job, .updated(late))))
    #expect(state.session.people.kept[ShadowGenerator.name] == ShadowState(fingerprint: 3))
    #expect(state.session.people.attacks.map(\.state) == [.stopped])
  }

  @Test func thePapersSettingIsAKeyAway() throws {
    var (state, job) = try begun(.quick)
    var done = state.session.people.attacks
    done[0].state = .done
    done[0].result = .shadow(PeopleFixture.shadow, .quick)
    _ = reduce(&state, .people(.event(job, .finished(done))))
    guard case .act(let action) = AttackMenuPane().handled(.character("p"), state.session) else {
      Issue.record("p does nothing")
      return
    }
    let effects = reduce(&state, action)
    #expect(state.session.people.shadowPlan == ShadowPlan())
    #expect(effects == [.people(JobID(state.session.nextJob - 1))])
    #expect(state.session.people.attacks.map(\.state) == [.waiting])
  }

  @Test func theMenuSaysWhatARunCosts() throws {
    let session = WorkbenchTrial.finished().session
    var pane = AttackMenuPane()
    _ = pane.handle(.end, seeing: session)
    let text = drawn(pane, session, 118, 36).text.joined(separator: "\n")
    #expect(text.contains("by shadow runs"))
    #expect(text.contains("80 releases about each of up to 20 people"))
    #expect(text.contains("p makes as many as the paper"))
  }

  @Test func whatRulesARunOutIsSaid() throws {
    var state = WorkbenchTrial.finished()
    state.session.threat.knows.remove(.generator)
    #expect(reduce(&state, .sampling(.toggleAttack(ShadowGenerator.name))).isEmpty)
    #expect(
      state.session.people.attacks.map(\.state)
        == [.notRun("needs " + ThreatModel.Insight.generator.text)])
    // Nearly everybody is kept apart: SMOTE without one person has too few neighbors.
    var (small, _) = try begun()
    let request = try #require(small.session.releaseRequest)
    var preparation = Preparation()
    preparation.holdout = 0.5
    let dataset = try TinyDatasets.openClinic(isPublic: false).dataset
    let few = ReleaseRequest(
      publication: request.publication, data: try PreparedData(dataset, preparation),
      model: request.model, plan: request.plan)
    let pictures = try PeopleJob(
      attacks: small.session.people.attacks, request: few, shadowPlan: Self.few, kept: [:],
      attack: PersonAttacks.carryOut
    ).pictures(in: .unattended())
    switch pictures[0].state {
    case .failed(let reason), .doesNotApply(let reason):
      #expect(reason.contains("k = 5") || reason.contains("neighbors"))
    default: Issue.record("\(pictures[0].state)")
    }
    small.session.people.attacks = pictures
    #expect(survivesEverySize(AttackPane(), small.session))
  }

  @Test(arguments: [(80, 24), (120, 40)])
  func itLooksAsRecorded(_ width: Int, _ height: Int) throws {
    let size = Size(width: width, height: height)
    var (state, job) = try begun()
    var pictures = state.session.people.attacks
    pictures[0].state = .running
    pictures[0].fraction = Fraction(0.4)
    pictures[0].secondsLeft = 11.2
    _ = reduce(&state, .people(.event(job, .updated(pictures))))
    _ = reduce(&state, .layout(.focus(3)))
    _ = reduce(
      &state, .attack(.select(attack: state.session.listedAttacks - 1, claim: 0)))
    let running = frame(state, size: size, glyphs: .braille).canvas
    #expect(expectGolden(running, named: "shadow-running-\(width)x\(height)") == .matching)
    _ = reduce(&state, .attack(.cancel))
    let stopped = frame(state, size: size, glyphs: .braille).canvas
    #expect(expectGolden(stopped, named: "shadow-stopped-\(width)x\(height)") == .matching)
    pictures[0].state = .done
    pictures[0].seconds = 0.25
    pictures[0].result = .shadow(PeopleFixture.shadow, Self.few)
    state.session.people.attacks = pictures
    state.session.people.state = .finished
    _ = reduce(&state, .layout(.zoom))
    let done = frame(state, size: size, glyphs: .braille).canvas
    #expect(expectGolden(done, named: "shadow-done-\(width)x\(height)") == .matching)
    #expect(survivesEverySize(AttackPane(), state.session))
  }
}

extension AttackMenuPane {
  /// What a key does to a menu that was just opened.
  fileprivate func handled(_ key: Key, _ session: Session) -> Response {
    var pane = self
    return pane.handle(key, seeing: session)
  }
}
