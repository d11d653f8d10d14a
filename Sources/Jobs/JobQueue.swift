import Dispatch

/// The name of one background job. A new run gets a new one, so late news of an old run is told
/// apart and dropped.
public struct JobID: Hashable, Sendable, Comparable {
  public let number: Int

  public init(_ number: Int) { self.number = number }

  public static func < (left: JobID, right: JobID) -> Bool { left.number < right.number }
}

/// What a job tells while it runs and when it ends. Exactly one of the last three comes, last.
public enum JobEvent<Update: Sendable, Output: Sendable>: Sendable {
  case updated(Update)
  case finished(Output)
  case failed(String)
  case cancelled
}

/// Runs closures on background queues and delivers their events in order.
///
/// - Updates are a picture: only the newest undelivered one is kept.
/// - Every job ends with exactly one of `finished`, `failed`, `cancelled`, after its last update.
public final class JobQueue: Sendable {
  private let queue: DispatchQueue
  private let slots: DispatchSemaphore
  private let running = Locked([JobID: CancellationFlag]())
  private let threads: Int
  private let deliver: @Sendable (@escaping @Sendable () -> Void) -> Void

  /// - Parameters:
  ///   - width: jobs that may run at the same time, at least 1.
  ///   - threads: threads each job may use.
  ///   - deliver: where events are handed over; the program posts them to its loop, a test
  ///     drains them by hand.
  public init(
    width: Int, threads: Int,
    deliver: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void
  ) {
    queue = DispatchQueue(label: "smokeout.jobs", attributes: .concurrent)
    slots = DispatchSemaphore(value: max(1, width))
    self.threads = threads
    self.deliver = deliver
  }

  /// Starts `body` in the background, or as soon as a place is free.
  public func start<Update: Sendable, Output: Sendable>(
    _ id: JobID,
    body: @escaping @Sendable (RunContext<Update>) throws -> Output,
    onEvent: @escaping @Sendable (JobEvent<Update, Output>) -> Void
  ) {
    let flag = CancellationFlag()
    running.withLock { $0[id] = flag }
    let latest = LatestValue<Update>()
    let context = RunContext<Update>(threads: threads, isCancelled: { flag.isRaised }) {
      [deliver] update in
      guard latest.put(update) else { return }
      deliver { if let newest = latest.take() { onEvent(.updated(newest)) } }
    }
    queue.async { [self] in
      slots.wait()
      let end = Self.outcome(of: body, in: context)
      slots.signal()
      running.withLock { _ = $0.removeValue(forKey: id) }
      deliver { if let newest = latest.take() { onEvent(.updated(newest)) } }
      deliver { onEvent(end) }
    }
  }

  /// Asks job `id` to stop. It answers with `cancelled` as soon as it notices.
  public func cancel(_ id: JobID) { running.withLock { $0[id] }?.raise() }

  /// Asks every job to stop.
  public func cancelAll() { running.withLock { Array($0.values) }.forEach { $0.raise() } }

  /// Jobs that have not ended yet.
  public var unfinished: Int { running.withLock { $0.count } }

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
