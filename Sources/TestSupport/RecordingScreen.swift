import Jobs
import Terminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A terminal that plays a script and keeps what it was shown. Its time is its own: it passes only
/// while the script says so, so that a test with timers takes none.
@MainActor package final class RecordingScreen: TerminalHost {
  /// Something that happens to the program, in order.
  package enum Step: Sendable, Equatable {
    /// Keys that arrive together.
    case keys([Key])
    /// So many milliseconds in which nobody does anything.
    case idle(Int)
    /// Until no job is running: real time, at most 20 s.
    case untilJobsEnd
    case resize(Size)
    case event(LoopEvent)
  }

  /// What was shown at one moment.
  package struct Shot: Sendable {
    package let canvas: Canvas
    package let cursor: Point?
    package let theme: Theme
    /// When, in milliseconds.
    package let time: Int
  }

  package private(set) var size: Size
  package let glyphs: GlyphTier
  package let colors = ColorDepth.indexed
  package let note: String?
  package var isMouseOn = false
  package private(set) var shots: [Shot] = []
  package private(set) var isClosed = false
  package private(set) var suspensions = 0
  package private(set) var redraws = 0
  /// Milliseconds since the start.
  package private(set) var time = 0
  /// Whether any job has not ended yet; set it before a script that waits for jobs.
  package var hasJobs: () -> Bool = { false }

  private var steps: [Step]
  private var keys: [Key] = []
  private let isWoken = Locked(false)
  /// After the script: what an impatient user sends.
  private static let end = LoopEvent.terminate(signal: 15)

  package init(
    _ size: Size = Size(width: 80, height: 24), glyphs: GlyphTier = .braille, note: String? = nil,
    steps: [Step] = []
  ) {
    self.size = size
    self.glyphs = glyphs
    self.note = note
    self.steps = steps
  }

  package nonisolated var waker: @Sendable () -> Void {
    { [isWoken] in isWoken.withLock { $0 = true } }
  }

  package func present(_ canvas: Canvas, cursor: Point?, with theme: Theme) {
    shots.append(Shot(canvas: canvas, cursor: cursor, theme: theme, time: time))
  }

  package func pendingKeys() -> [Key] {
    defer { keys = [] }
    return keys
  }

  package func suspend() { suspensions += 1 }

  package func redraw() { redraws += 1 }

  package func close() { isClosed = true }

  /// Plays on; when the script is over, the program is asked to end.
  package func wait(milliseconds: Int?) -> [LoopEvent] {
    if takeWake() { return [.woken] }
    guard let step = steps.first else { return afterScript(milliseconds) }
    switch step {
    case .keys(let typed):
      steps.removeFirst()
      keys += typed
      return [.input]
    case .idle(let rest): return idle(rest, atMost: milliseconds)
    case .untilJobsEnd: return awaitNews()
    case .resize(let newSize):
      steps.removeFirst()
      size = newSize
      return [.resized]
    case .event(let event):
      steps.removeFirst()
      return [event]
    }
  }

  private func idle(_ rest: Int, atMost limit: Int?) -> [LoopEvent] {
    let passing = min(rest, limit ?? rest)
    time += passing
    if passing == rest { steps.removeFirst() } else { steps[0] = .idle(rest - passing) }
    return [.timeout]
  }

  /// A job's last event is there before the job counts as ended.
  private func awaitNews() -> [LoopEvent] {
    for _ in 0..<40_000 {
      let hadJobs = hasJobs()
      if takeWake() { return [.woken] }
      guard hadJobs else { break }
      usleep(500)
    }
    steps.removeFirst()
    return [.timeout]
  }

  private func afterScript(_ limit: Int?) -> [LoopEvent] {
    usleep(1000)
    guard let limit else { return [Self.end] }
    time += limit
    return limit <= 33 ? [.timeout] : [Self.end]
  }

  private func takeWake() -> Bool {
    isWoken.withLock { woken in
      defer { woken = false }
      return woken
    }
  }
}
