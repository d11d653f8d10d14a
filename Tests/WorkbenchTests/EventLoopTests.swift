import Experiments
import Jobs
import Parameters
import Terminal
import TestSupport
import Testing
import Workbench

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whole sessions, with real jobs and a clock that the script turns.
@MainActor struct EventLoopTests {
  private func text(_ trial: WorkbenchTrial) -> String {
    trial.screen.shots.last?.canvas.text.joined(separator: "\n") ?? ""
  }

  @Test func aFileIsReadPreparedAndAttackedByItself() {
    let trial = WorkbenchTrial("(jobs) (jobs) (jobs)")
    _ = trial.loop.run(opening: "clinic.csv")
    #expect(trial.session.run == .finished)
    #expect(trial.session.picture.attacks.map(\.state) == [.done, .done])
    #expect(text(trial).contains("done"))
  }

  @Test func twentyTurnsOfKMakeOneMoreRun() {
    let turns = String(repeating: "l (20) h (20) ", count: 10)
    let trial = WorkbenchTrial("(jobs) (jobs) (jobs) 2 j \(turns) (300) (jobs)")
    _ = trial.loop.run(opening: "clinic.csv")
    // Reading, preparing, the first run, the adviser and one more run.
    #expect(trial.session.nextJob == 6)
    #expect(trial.session.run == .finished)
  }

  @Test func aTurnedNumberIsDrawnAtOnce() throws {
    let trial = WorkbenchTrial("(jobs) (jobs) (jobs) 2 j l")
    _ = trial.loop.run(opening: "clinic.csv")
    let shot = try #require(trial.screen.shots.last)
    #expect(shot.canvas.text.contains { $0.contains("◂ 6 ▸") })
    #expect(trial.session.run == .settling)
  }

  @Test func nothingIsDrawnWhileNothingHappens() {
    let trial = WorkbenchTrial("(jobs) (jobs) (jobs) (60000) (60000)")
    _ = trial.loop.run(opening: "clinic.csv")
    let late = trial.screen.shots.filter { $0.time > 1000 }
    #expect(late.isEmpty)
  }

  @Test func keysThatArriveTogetherAreDrawnOnce() {
    let one = WorkbenchTrial("j")
    _ = one.loop.run()
    let many = WorkbenchTrial("jjjjjjjj")
    _ = many.loop.run()
    #expect(many.screen.shots.count == one.screen.shots.count)
  }

  @Test func revealedValuesAreMaskedAgainAfterAMinute() {
    let script = "(jobs) (jobs) (jobs) 4 <enter> R"
    let shown = WorkbenchTrial(script + " (59000)")
    _ = shown.loop.run(opening: "clinic.csv")
    #expect(shown.session.revealedClaim == 0)
    let hidden = WorkbenchTrial(script + " (60000) (1)")
    _ = hidden.loop.run(opening: "clinic.csv")
    #expect(hidden.session.revealedClaim == nil)
  }

  @Test func anAttackThatDoesNotApplyLeavesTheOthersAlone() throws {
    let trial = WorkbenchTrial("(jobs) (jobs) (jobs)") { path, _ in
      try TinyDatasets.openLine(path: path)
    }
    _ = trial.loop.run(opening: "line.csv")
    #expect(trial.session.run == .finished)
    let failures = trial.session.picture.attacks.filter { attack in
      if case .doesNotApply(let reason) = attack.state {
        reason.contains("at least")
      } else {
        false
      }
    }
    #expect(!failures.isEmpty)
    #expect(!trial.session.picture.syntheticPlaces.isEmpty)
  }

  @Test func adasynIsChosenRoundingIsAddedAndTheAttacksFollow() throws {
    let start = "(jobs) (jobs) (jobs) M / adasyn <enter> <enter> (300) (jobs)"
    let plain = WorkbenchTrial(start)
    _ = plain.loop.run(opening: "clinic.csv")
    #expect(plain.session.picture.plan?.method == "adasyn")
    #expect(text(plain).contains("ADASYN k=5"))
    let rounded = WorkbenchTrial(start + " D <space> (300) (jobs)")
    _ = rounded.loop.run(opening: "clinic.csv")
    #expect(rounded.session.run == .finished)
    #expect(rounded.session.picture.plan?.defences.map(\.name) == ["round"])
    #expect(text(rounded).contains("+round"))
    let scores = { (trial: WorkbenchTrial) in trial.session.picture.attacks.map(\.score) }
    #expect(scores(plain) != scores(rounded))
    // The list of defences is still open, and the attacks stand below it.
    #expect(text(rounded).contains("[1]  Rounding"))
    #expect(text(rounded).contains("ReconSMOTE"))
    let found = { (trial: WorkbenchTrial) in
      text(trial).split(separator: "\n").first { $0.contains("ReconSMOTE") }
    }
    #expect(found(plain) != found(rounded))
  }

  @Test func theAttacksComeBeforeTheLookAtTheRows() throws {
    let trial = WorkbenchTrial("(jobs) (jobs) (jobs)")
    _ = trial.loop.run(opening: "clinic.csv")
    let findings = try #require(trial.session.picture.findings)
    let publication = try #require(trial.session.picture.publication)
    let plan = try #require(trial.session.picture.plan)
    #expect(
      trial.session.picture.warnings == RunWarning.all(publication, plan, findings: findings))
    #expect(trial.session.advice.first?.method != nil)
  }

  @Test func quitLeavesAtOnceWhenNothingRuns() {
    let trial = WorkbenchTrial("q")
    #expect(trial.loop.run() == 0)
    #expect(trial.screen.isClosed)
  }

  @Test func quitStopsARunAfterAQuestion() {
    let trial = WorkbenchTrial("q (10) q", load: Self.endless)
    #expect(trial.loop.run(opening: "clinic.csv") == 0)
    #expect(trial.screen.shots.contains { $0.canvas.text.contains { $0.contains("q again") } })
    #expect(trial.jobs.queue.unfinished == 0)
  }

  @Test func anotherKeyTakesTheQuestionBack() {
    let trial = WorkbenchTrial("q (10) j (10) q (10)", load: Self.endless)
    #expect(trial.loop.run(opening: "clinic.csv") == 143)
    #expect(trial.session.notice?.text == "a run is going on: q again to quit")
  }

  @Test func cancelStopsReading() {
    let trial = WorkbenchTrial("x (jobs)", load: Self.endless)
    _ = trial.loop.run(opening: "clinic.csv")
    #expect(trial.session.opening == nil)
    #expect(trial.session.openDataset == nil)
  }

  @Test(arguments: [(LoopEvent.terminate(signal: 2), 130), (.hangup, 129)])
  func aSignalEndsTheProgramWithItsNumber(_ event: LoopEvent, _ status: Int) {
    let trial = WorkbenchTrial("", event: event)
    #expect(trial.loop.run() == Int32(status))
    #expect(trial.screen.isClosed)
  }

  @Test func suspendAndRedrawReachTheTerminal() {
    let trial = WorkbenchTrial("<c-z> <c-l>")
    _ = trial.loop.run()
    #expect(trial.screen.suspensions == 1)
    #expect(trial.screen.redraws == 1)
  }

  @Test func aMissingFileIsSaid() {
    let trial = WorkbenchTrial("(jobs)")
    _ = trial.loop.run(opening: "missing.csv")
    #expect(text(trial).contains("there is no such file"))
  }

  @Test func aNoticeStaysUntilTheNextKey() {
    let before = WorkbenchTrial("(50)", note: "TERM=foot is unknown here")
    _ = before.loop.run()
    #expect(text(before).contains("TERM=foot is unknown"))
    let after = WorkbenchTrial("j", note: "TERM=foot is unknown here")
    _ = after.loop.run()
    #expect(!text(after).contains("TERM=foot is unknown"))
  }

  @Test func everySizeIsDrawnAndNothingIsLost() {
    let sizes = ["120x40", "80x24", "60x15", "40x10", "30x6", "10x3", "1x1", "80x24"]
    let script = sizes.map { "(\($0))" }.joined(separator: " ")
    let trial = WorkbenchTrial("(jobs) (jobs) (jobs) 2 j j " + script)
    _ = trial.loop.run(opening: "clinic.csv")
    #expect(
      trial.screen.shots.suffix(sizes.count).map(\.canvas.size.width)
        == [120, 80, 60, 40, 30, 10, 1, 80])
    #expect(trial.loop.state.focus == 1)
    #expect(trial.session.run == .finished)
  }

  @Test func aTypedValueIsAcceptedWithEnterAndLeftWithEscape() {
    let trial = WorkbenchTrial("(jobs) (jobs) (jobs) 2 j = <backspace> 7 <enter> = 9 <esc>")
    _ = trial.loop.run(opening: "clinic.csv")
    #expect(trial.session.plan.parameters.integer("k") == 7)
  }

  /// A file that takes for ever, unless it is cancelled.
  private nonisolated static let endless:
    @Sendable (String, RunContext<Fraction>) throws -> OpenDataset = { path, context in
      while true {
        try context.checkCancellation()
        usleep(1000)
      }
    }
}
