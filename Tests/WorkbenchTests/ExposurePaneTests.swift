import Attacks
import Experiments
import Jobs
import Parameters
import Terminal
import TestSupport
import Testing
import Workbench

/// The ranking of records, and the menu of attacks.
@MainActor struct ExposurePaneTests {
  private func trial(_ script: String, width: Int = 80, height: Int = 24) -> WorkbenchTrial {
    let trial = WorkbenchTrial(
      "(jobs) (jobs) (jobs) " + script, size: Size(width: width, height: height))
    _ = trial.loop.run(opening: "clinic.csv")
    return trial
  }

  private func text(_ trial: WorkbenchTrial) -> String {
    trial.screen.shots.last?.canvas.text.joined(separator: "\n") ?? ""
  }

  @Test func itLooksAsRecorded() {
    for (width, height) in [(80, 24), (120, 40)] {
      let shown = trial("E (jobs)", width: width, height: height)
      let canvas = shown.timeless(Size(width: width, height: height))
      #expect(expectGolden(canvas, named: "exposure-\(width)x\(height)") == .matching)
    }
  }

  @Test func theStudyIsThatOfTheSettings() throws {
    let trial = trial("E (jobs)")
    let report = try #require(trial.session.exposure.report)
    #expect(trial.session.exposure.state == .finished)
    #expect(report.seeds == [0, 1, 2, 3, 4])
    #expect(report.records.count == 12)
    #expect(text(trial).contains("5/5"))
  }

  @Test func noSizeTraps() {
    #expect(survivesEverySize(ExposurePane(), trial("E (jobs)").session))
    #expect(survivesEverySize(ExposurePane(), Session()))
    #expect(survivesEverySize(AttackMenuPane(), trial("").session))
  }

  @Test func aCancelKeepsWhatIsKnown() {
    var state = WorkbenchTrial.finished()
    let effects = reduce(&state, .layout(.show(.exposure)))
    let job = JobID(state.session.nextJob - 1)
    #expect(effects == [.exposure(job, state.session.plan)])
    #expect(reduce(&state, .attack(.cancel)) == [.cancel(job)])
    #expect(state.session.exposure.state == .stopped)
  }

  @Test func attacksAreSwitchedOffAndOnAndTheRunFollows() {
    let off = trial("C <space> (300) (jobs)")
    let rest = ExperimentPlan().attacks.map(\.name).filter { $0 != "distinsmote" }
    #expect(off.session.plan.attacks.map(\.name) == rest)
    #expect(off.session.picture.attacks.map(\.name) == rest)
    let on = trial("C <space> (300) (jobs) <space> (300) (jobs)")
    #expect(on.session.plan.attacks.map(\.name).sorted() == (rest + ["distinsmote"]).sorted())
    #expect(trial("C <space> d").session.plan == ExperimentPlan())
  }

  @Test func oneAttackAtLeastIsRun() {
    let position = Dictionary(
      uniqueKeysWithValues: AttackCatalog.all.enumerated().map { ($1.name, $0) })
    let rows = ExperimentPlan().attacks.compactMap { position[$0.name] }
    let keys = rows.map { "g " + String(repeating: "j ", count: $0) + "<space>" }
    let none = trial("C " + keys.joined(separator: " "))
    #expect(none.session.plan.attacks.count == 1)
    #expect(none.session.notice?.text == "one attack at least is run")
  }
}
