import Dispatch

/// The name of one background job. A new run gets a new one, so late news of an old run is told
/// apart and dropped.
public struct JobID: Hashable, Sendable, Comparable {
  /// Counts up from run to run: the larger number is the later run.
  public let number: Int

  /// - Parameter number: one that no unfinished job of the same queue has.
  public init(_ number: Int) { self.number = number }

  /// Earlier runs come first.
  public static func < (left: JobID, right: JobID) -> Bool { left.number < right.number }
}

/// What a job tells while it runs and when it ends. Exactly one of the last three comes, last.
public enum JobEvent<Update: Sendable, Output: Sendable>: Sendable {
  /// The newest news; older news that nobody looked at yet is gone.
  case updated(Update)
  /// The job ran to its end.
  case finished(Output)
  /// The job threw; the text is the error's description, fit to be shown.
  case failed(String)
  /// The job was asked to stop, before it started or while it ran, and did.
  case cancelled
}

/// Runs closures on background queues and delivers their events in order.
///
/// - Updates are a picture: only the newest undelivered one is kept.
/// - Every job ends with exactly one of `finished`, `failed`, `cancelled`, after its last update.
/// - Jobs start in the order they were handed in. One that waits for a place holds no thread, and
///   ends at once when it is cancelled.
public final class JobQueue: Sendable {
  private struct State: Sendable {
    /// Jobs whose end has not been handed to `deliver`.
    var flags: [JobID: CancellationFlag] = [:]
    /// Jobs without a place yet, first come, first served.
    var waiting: [(id: JobID, work: @Sendable () -> Void)] = []
    var freePlaces: Int
  }

  private let queue = DispatchQueue(label: "smokeout.jobs", attributes: .concurrent)
  private let state: Locked<State>
  private let threads: Int
  private let deliver: @Sendable (@escaping @Sendable () -> Void) -> Void

  /// - Parameters:
  ///   - width: jobs that may run at the same time, at least 1.
  ///   - threads: threads each job may use.
  ///   - deliver: where events are handed over; the program posts them to its loop, a test
  ///     drains them by hand. Called on background threads.
  public init(
    width: Int, threads: Int,
    deliver: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void
  ) {
    state = Locked(State(freePlaces: max(1, width)))
    self.threads = threads
    self.deliver = deliver
  }

  /// Starts `body` in the background, or as soon as a place is free.
  ///
  /// - Parameters:
  ///   - id: the name of no unfinished job.
  ///   - body: the work; `CancellationError` from it counts as cancelled.
  ///   - onEvent: told of updates and of the end, where `deliver` runs what it is handed.
  public func start<Update: Sendable, Output: Sendable>(
    _ id: JobID,
    body: @escaping @Sendable (RunContext<Update>) throws -> Output,
    onEvent: @escaping @Sendable (JobEvent<Update, Output>) -> Void
  ) {
    let flag = CancellationFlag()
    let latest = LatestValue<Update>()
    let context = RunContext<Update>(threads: threads, isCancelled: { flag.isRaised }) {
      [deliver] update in
      guard latest.put(update) else { return }
      deliver { if let newest = latest.take() { onEvent(.updated(newest)) } }
    }
    let work: @Sendable () -> Void = { [self] in
      let end = Self.outcome(of: body, in: context)
      deliver { if let newest = latest.take() { onEvent(.updated(newest)) } }
      deliver { onEvent(end) }
      state.withLock { _ = $0.flags.removeValue(forKey: id) }
    }
    state.withLock { state in
      state.flags[id] = flag
      state.waiting.append((id, work))
    }
    fillPlaces()
  }

  /// Asks job `id` to stop. It answers with `cancelled` as soon as it notices; at once if it has
  /// not started. An ended or unknown job is left alone.
  public func cancel(_ id: JobID) {
    stop { $0 == id }
  }

  /// Asks every job to stop.
  public func cancelAll() {
    stop { _ in true }
  }

  /// Jobs that have not ended yet. At 0 every job's last event has been handed to `deliver`.
  public var unfinished: Int { state.withLock { $0.flags.count } }

  /// Gives free places to waiting jobs.
  private func fillPlaces() {
    let started = state.withLock { state in
      let count = min(state.freePlaces, state.waiting.count)
      state.freePlaces -= count
      defer { state.waiting.removeFirst(count) }
      return state.waiting.prefix(count).map(\.work)
    }
    for work in started {
      queue.async { [self] in
        work()
        state.withLock { $0.freePlaces += 1 }
        fillPlaces()
      }
    }
  }

  /// Raises the flags of the jobs that `isMeant` names; those without a place end without one.
  private func stop(_ isMeant: (JobID) -> Bool) {
    let ended = state.withLock { state in
      for (id, flag) in state.flags where isMeant(id) { flag.raise() }
      defer { state.waiting.removeAll { isMeant($0.id) } }
      return state.waiting.filter { isMeant($0.id) }.map(\.work)
    }
    for work in ended { queue.async(execute: work) }
  }

  private static func outcome<Update, Output>(
    of body: (RunContext<Update>) throws -> Output, in context: RunContext<Update>
  ) -> JobEvent<Update, Output> {
    guard !context.isCancelled else { return .cancelled }
    do {
      return .finished(try body(context))
    } catch is CancellationError {
      return .cancelled
    } catch {
      return .failed("\(error)")
    }
  }
}
