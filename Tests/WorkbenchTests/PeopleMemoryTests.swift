import Attacks
import Experiments
import Jobs
import Terminal
import TestSupport
import Testing
import Workbench

/// Results of attacks on people outlive the settings they were made with, and what was stopped is
/// said and gone on with.
@MainActor struct PeopleMemoryTests {
  /// Two attacks on people that are done on the release of a finished run.
  private func done() throws -> WorkbenchState {
    var state = WorkbenchTrial.finished()
    state.session.people.offered = PeopleFixture.offered
    for name in ["mia-distance", "linkability"] {
      _ = reduce(&state, .sampling(.toggleAttack(name)))
    }
    try finish(&state)
    return state
  }

  private func finish(_ state: inout WorkbenchState) throws {
    let job = try #require(state.session.people.state.job)
    var pictures = state.session.people.attacks
    for index in pictures.indices where pictures[index].state == .waiting {
      pictures[index].state = .done
      pictures[index].fraction = Fraction(1)
      pictures[index].result = PeopleFixture.result(pictures[index].entry.question)
    }
    _ = reduce(&state, .people(.event(job, .finished(pictures))))
  }

  /// A setting is changed and the run with it ends.
  private func run(_ state: inout WorkbenchState, stepping amount: Int) throws -> [Effect] {
    _ = reduce(&state, .sampling(.step(.parameter("k"), amount)))
    let picture = state.session.picture
    let effects = reduce(&state, .sampling(.settled(change: state.session.changeCount)))
    guard case .run(let job, let plan)? = effects.last else { return effects }
    var newer = picture
    newer.plan = plan
    return reduce(&state, .attack(.event(job, .finished(newer))))
  }

  @Test func whatOnlyMeasuresUseRepeatsNoAttack() throws {
    var state = try done()
    #expect(reduce(&state, .sampling(.threat(.toggleSearch))).isEmpty)
    #expect(state.session.people.attacks.map(\.state) == [.done, .done])
    // A secret is asked about by attacks on somebody's values, not by those on membership.
    let effects = reduce(&state, .sampling(.threat(.secret(["ldh"]))))
    #expect(effects == [.people(JobID(state.session.nextJob - 1))])
    #expect(state.session.people.attacks.map(\.state) == [.done, .waiting])
    try finish(&state)
    #expect(reduce(&state, .sampling(.threat(.secret([])))).isEmpty)
    #expect(state.session.people.attacks.map(\.state) == [.done, .done])
  }

  @Test func goingBackToASettingBringsItsResultsBack() throws {
    var state = try done()
    let before = state.session.people.attacks
    let other = try run(&state, stepping: 1)
    #expect(other == [.people(JobID(state.session.nextJob - 1))])
    #expect(state.session.people.attacks.map(\.state) == [.waiting, .waiting])
    let back = try run(&state, stepping: -1)
    #expect(back.isEmpty)
    #expect(state.session.people.attacks == before)
    #expect(state.session.people.state == .finished)
  }

  @Test func shadowRunsGoOnWhereTheyWereWhenASettingIsGoneBackTo() throws {
    var state = WorkbenchTrial.finished()
    _ = reduce(&state, .sampling(.toggleAttack(ShadowGenerator.name)))
    let job = try #require(state.session.people.state.job)
    var pictures = state.session.people.attacks
    pictures[0].state = .running
    pictures[0].shadows = ShadowState(
      fingerprint: 3, finished: [ShadowScores(row: 0, with: [1, 1], without: [0, 0])])
    _ = reduce(&state, .people(.event(job, .updated(pictures))))
    _ = try run(&state, stepping: 1)
    #expect(state.session.people.kept.isEmpty)
    _ = try run(&state, stepping: -1)
    #expect(state.session.people.attacks.map(\.state) == [.waiting])
    #expect(state.session.people.kept[ShadowGenerator.name]?.finished.count == 1)
  }

  @Test func whatWasStoppedIsSaidInTheTitleAndTheStatus() throws {
    var state = try done()
    let size = Size(width: 120, height: 40)
    func screen() -> [String] { frame(state, size: size, glyphs: .braille).canvas.text }
    #expect(screen()[0].contains("■ done"))
    _ = reduce(&state, .sampling(.toggleAttack("mia-shadow")))
    _ = reduce(&state, .attack(.cancel))
    #expect(screen()[0].contains("✗ stopped") && !screen()[0].contains("done"))
    #expect(screen()[38].contains("stopped: Shadow membership; in pane 4 Enter goes on"))
    _ = reduce(&state, .sampling(.toggleAttack("mia-shadow")))
    #expect(screen()[0].contains("■ done"))
    _ = reduce(&state, .layout(.show(.measures)))
    _ = reduce(&state, .attack(.cancel))
    #expect(screen()[0].contains("✗ stopped"))
    #expect(screen()[38].contains("measures stopped at 0 %"))
    _ = reduce(&state, .layout(.closeOverlay))
    _ = reduce(&state, .layout(.show(.exposure)))
    _ = reduce(&state, .attack(.cancel))
    let text = screen().joined(separator: "\n")
    #expect(text.contains("Stopped before the study had a result; r begins again."))
    #expect(!text.contains("partial") && !text.contains("Nothing is studied yet"))
  }

  @Test func theSelectedAttackGoesOnFirst() throws {
    var state = try done()
    _ = reduce(&state, .sampling(.threat(.secret(["ldh"]))))
    _ = reduce(&state, .sampling(.toggleAttack("mia-shadow")))
    _ = reduce(&state, .attack(.cancel))
    #expect(state.session.people.attacks.map(\.state) == [.done, .stopped, .stopped])
    _ = reduce(&state, .attack(.select(attack: state.session.listedAttacks - 1, claim: 0)))
    let name = try #require(state.session.selectedPerson?.entry.name)
    var pane = AttackPane()
    guard case .act(let action) = pane.handle(.enter, seeing: state.session) else {
      Issue.record("Enter does nothing")
      return
    }
    _ = reduce(&state, action)
    #expect(state.session.people.first == name)
    #expect(state.session.notice?.text.hasPrefix("after it: ") == true)
    let order = Locked<[String]>([])
    let carryOut: PersonAttack = { entry, _, _, _ in
      order.withLock { $0.append(entry.name) }
      return PeopleFixture.result(entry.question)
    }
    let people = state.session.people
    _ = try PeopleJob(
      attacks: people.attacks, request: try #require(state.session.releaseRequest),
      shadowPlan: people.shadowPlan, kept: people.kept, first: people.first, attack: carryOut
    ).pictures(in: .unattended())
    #expect(order.withLock { $0 }.first == name)
    #expect(order.withLock { $0 }.count == 2)
  }

  @Test func whatWasStoppedBeforeItBeganSaysSo() throws {
    var state = try done()
    _ = reduce(&state, .sampling(.threat(.secret(["ldh"]))))
    _ = reduce(&state, .attack(.cancel))
    _ = reduce(&state, .attack(.select(attack: state.session.listedAttacks - 1, claim: 0)))
    let text = drawn(AttackPane(), state.session, 118, 12).text.joined(separator: "\n")
    #expect(text.contains("Enter begins"))
    #expect(!text.contains("0 %"))
  }

  @Test func theHoldoutComesBackAsItWas() throws {
    var state = WorkbenchTrial.finished()
    _ = reduce(&state, .sampling(.set(.holdout, text: "0.6")))
    var pane = MeasuresPane()
    for wanted in [0, 0.6, 0] {
      guard case .act(let action) = pane.handle(.character("h"), seeing: state.session) else {
        Issue.record("h does nothing")
        return
      }
      _ = reduce(&state, action)
      #expect(state.session.preparation.holdout == wanted)
    }
    var fresh = WorkbenchTrial.finished()
    _ = reduce(&fresh, .sampling(.toggleHoldout))
    #expect(fresh.session.preparation.holdout == 0.3)
  }

  @Test func aStudyOfOtherSettingsSaysSoWhereItIsRead() throws {
    let trial = WorkbenchTrial("(jobs) (jobs) (jobs) E (jobs) <esc> 2 j l (300) (jobs) (jobs) E")
    _ = trial.loop.run(opening: "clinic.csv")
    let text = trial.screen.shots.last?.canvas.text.joined(separator: "\n") ?? ""
    #expect(text.contains("~ Of other settings than those on screen: r studies again."))
  }
}
