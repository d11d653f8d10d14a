import Experiments
import Jobs
import Terminal
import TestSupport
import Workbench

/// The whole workbench over a tiny dataset, played through by a script.
@MainActor struct WorkbenchTrial {
  let screen: RecordingScreen
  let jobs: HandDrivenJobs
  let loop: EventLoop

  /// - Parameters:
  ///   - script: see `KeyScript`.
  ///   - event: comes after the script.
  ///   - people: in place of the attacks on people that there are.
  ///   - load: in place of the reader of files.
  init(
    _ script: String, size: Size = Size(width: 80, height: 24), isPublic: Bool = false,
    note: String? = nil, event: LoopEvent? = nil, people: [PersonEntry]? = nil,
    load: (@Sendable (String, RunContext<Fraction>) throws -> OpenDataset)? = nil
  ) {
    let steps = KeyScript(script).steps + (event.map { [.event($0)] } ?? [])
    let screen = RecordingScreen(size, note: note, steps: steps)
    self.screen = screen
    let jobs = HandDrivenJobs(wake: screen.waker)
    self.jobs = jobs
    screen.hasJobs = { jobs.queue.unfinished > 0 }
    let services = WorkbenchServices(
      load: load ?? { path, _ in try Self.open(path, isPublic: isPublic) },
      listFolder: { FolderListing(folder: $0, entries: []) }, audit: AuditFixture.run,
      measure: MeasureFixture.run, personAttack: PeopleFixture.carryOut)
    var state = Self.state()
    if let people { state.session.people.offered = people }
    loop = EventLoop(
      host: screen, state: state, services: services, jobs: jobs.queue,
      mailbox: jobs.mailbox, now: { screen.time })
  }

  static func state() -> WorkbenchState {
    WorkbenchState(panes: PaneCatalog.mainPanes(), theme: .plain, themes: [.plain])
  }

  /// Every file but one is there.
  nonisolated static func open(_ path: String, isPublic: Bool) throws -> OpenDataset {
    guard path != "missing.csv" else { throw Missing() }
    return try TinyDatasets.openClinic(isPublic: isPublic)
  }

  /// A finished run on the tiny dataset with fixed times, as if it had been done on screen.
  static func finished(isPublic: Bool = false) -> WorkbenchState {
    let trial = WorkbenchTrial("(jobs) (jobs) (jobs)", isPublic: isPublic)
    _ = trial.loop.run(opening: "clinic.csv")
    var state = trial.loop.state
    for index in state.session.picture.attacks.indices {
      state.session.picture.attacks[index].seconds = 0.25
    }
    return state
  }

  /// The last screen with fixed times in it.
  func timeless(_ size: Size) -> Canvas {
    var state = loop.state
    for index in state.session.picture.attacks.indices {
      state.session.picture.attacks[index].seconds = 0.25
    }
    return frame(state, size: size, glyphs: .braille).canvas
  }

  var session: Session { loop.state.session }

  struct Missing: Error, CustomStringConvertible {
    var description: String { "missing.csv: there is no such file" }
  }
}
