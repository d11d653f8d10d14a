import Jobs
import Terminal

/// Waits for keys and for news of jobs, and draws what comes of them.
///
/// Everything here happens on the thread that calls `run`. It sleeps unless there is something to
/// do; it never computes.
@MainActor package final class EventLoop {
  package private(set) var state: WorkbenchState
  private let host: any TerminalHost
  private let jobs: JobQueue
  private let mailbox: Mailbox
  private let runner: EffectRunner
  /// Milliseconds since any fixed moment.
  private let now: @MainActor () -> Int
  private var clock = FrameClock()
  private var timers = Timers()
  private var status: Int32?
  /// How long the end of the program waits for jobs, in milliseconds.
  private static let patience = 1000
  /// How long keys may keep a frame from being drawn, in milliseconds.
  private static let inputTime = 50

  /// - Parameters:
  ///   - jobs: a queue that delivers to `mailbox`, which wakes `host`.
  ///   - now: milliseconds of a clock that never goes back; nil for that of the machine.
  package init(
    host: any TerminalHost, state: WorkbenchState, services: WorkbenchServices, jobs: JobQueue,
    mailbox: Mailbox, now: (@MainActor () -> Int)? = nil
  ) {
    self.host = host
    self.state = state
    self.jobs = jobs
    self.mailbox = mailbox
    self.now = now ?? Self.machineClock()
    runner = EffectRunner(jobs: jobs, services: services)
    if let note = host.note { self.state.session.say(.warning, note) }
  }

  /// Opens `path` if there is one and works until the user leaves.
  ///
  /// - Returns: the exit status: 0, or 128 and the number of the signal that ended it.
  package func run(opening path: String? = nil) -> Int32 {
    if let path { send(.dataset(.open(path: path))) }
    clock.request(urgently: true)
    drawIfDue()
    while status == nil {
      for event in host.wait(milliseconds: sleepTime) where status == nil { take(event) }
      guard status == nil else { break }
      takeNews()
      drawIfDue()
    }
    return status ?? 0
  }

  /// Until the next thing that happens by itself; nil if nothing will.
  private var sleepTime: Int? {
    let now = now()
    let isRevealing = state.session.isRevealing
    let delays = [clock.delay(at: now), timers.delay(at: now, isRevealing: isRevealing)]
    return delays.compactMap(\.self).min()
  }

  private func take(_ event: LoopEvent) {
    switch event {
    case .input: takeKeys()
    case .woken, .timeout: break
    case .resized, .continued: clock.request(urgently: true)
    case .suspend: suspend()
    case .terminate(let signal): leave(status: 128 + signal)
    case .hangup: leave(status: 129)
    }
  }

  /// All keys that are there, and those that come while they are handled, before anything is drawn.
  private func takeKeys() {
    let end = now() + Self.inputTime
    var keys = host.pendingKeys()
    while !keys.isEmpty {
      for key in keys where status == nil { press(key) }
      guard status == nil, now() < end else { return }
      keys = host.pendingKeys()
    }
  }

  /// What jobs and timers have to say.
  private func takeNews() {
    mailbox.empty()
    for action in runner.takeArrived() {
      send(action)
      clock.request(urgently: false)
    }
    let isRevealing = state.session.isRevealing
    for action in timers.actions(at: now(), isRevealing: isRevealing) {
      send(action)
      clock.request(urgently: true)
    }
  }

  private func press(_ key: Key) {
    clock.request(urgently: true)
    guard key != .resize else { return }
    timers.keyPressed(at: now())
    let count = state.session.noticeCount
    if let action = state.response(to: key, size: host.size) { send(action) }
    // A notice stays until the next key, but not one that this key has called up.
    if state.session.notice != nil, state.session.noticeCount == count {
      send(.layout(.dismissNotice))
    }
  }

  /// Reduces an action and has its effects done.
  private func send(_ action: Action) {
    for effect in reduce(&state, action) { perform(effect) }
  }

  private func perform(_ effect: Effect) {
    switch effect {
    case .settle(let change, let milliseconds):
      timers.settle(change: change, due: now() + milliseconds)
    case .suspend: suspend()
    case .redraw: host.redraw()
    case .quit: leave(status: 0)
    case .load, .list, .prepare, .advise, .run, .audit, .exposure, .measure, .people, .cancel:
      runner.perform(effect, seeing: state.session)
    }
  }

  private func suspend() {
    host.suspend()
    clock.request(urgently: true)
  }

  private func drawIfDue() {
    guard status == nil, clock.delay(at: now()) == 0 else { return }
    let (canvas, cursor) = frame(
      state, size: host.size, glyphs: host.glyphs,
      hasColors: host.colors != .none && state.theme.hasPlotColors)
    host.present(canvas, cursor: cursor, with: state.theme)
    clock.drawn(at: now())
  }

  /// Stops the jobs, waits a moment for them where the terminal is still there, and gives it back.
  private func leave(status: Int32) {
    self.status = status
    jobs.cancelAll()
    if status == 0 { awaitJobs() }
    host.close()
  }

  private func awaitJobs() {
    let end = now() + Self.patience
    while jobs.unfinished > 0, now() < end {
      let events = host.wait(milliseconds: min(20, end - now()))
      if events.contains(.input) { _ = host.pendingKeys() }
      if events.contains(.hangup) { return }
    }
  }

  private static func machineClock() -> @MainActor () -> Int {
    let start = ContinuousClock.now
    return {
      let elapsed = (ContinuousClock.now - start).components
      return Int(elapsed.seconds) * 1000 + Int(elapsed.attoseconds / 1_000_000_000_000_000)
    }
  }
}
