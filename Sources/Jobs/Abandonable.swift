import Dispatch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The answer of `body`, which cannot be interrupted, unless the computation is cancelled first.
///
/// For calls into a library that does not look at a cancel flag. `body` runs on a thread of its own
/// while this one looks at the flag every 20 ms. After a cancel it is left behind: this function
/// throws, the thread goes on to its end, and the answer is dropped there with all that it holds.
/// So `body` must not touch what its caller gives up or changes.
///
/// - Parameters:
///   - leave: called once, on the calling thread, if `body` is left behind; the place to tell it to
///     hurry up, if there is a way.
///   - body: the work; runs to its end whatever happens.
/// - Throws: `CancellationError` at most about 20 ms after a cancel, or what `body` throws.
public func abandonable<Output: Sendable, Update>(
  in context: RunContext<Update>, leave: () -> Void = {},
  _ body: @escaping @Sendable () throws -> Output
) throws -> Output {
  try context.checkCancellation()
  let patience = DispatchTimeInterval.milliseconds(20)
  let answer = Locked<Result<Output, any Error>?>(nil)
  let done = DispatchSemaphore(value: 0)
  startThread {
    let result = Result { try body() }
    answer.withLock { $0 = result }
    done.signal()
  }
  while done.wait(timeout: .now() + patience) == .timedOut {
    guard context.isCancelled else { continue }
    leave()
    throw CancellationError()
  }
  try context.checkCancellation()
  guard let result = answer.withLock({ $0 }) else { throw CancellationError() }
  return try result.get()
}

/// What a new thread is handed.
private final class ThreadStart: Sendable {
  let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

/// Runs `body` on a thread of its own; on this one if the system has no more threads to give.
///
/// Not on a dispatch queue: those have so many places, and bodies left behind would fill them.
private func startThread(_ body: @escaping @Sendable () -> Void) {
  let start = Unmanaged.passRetained(ThreadStart(body))
  #if canImport(Glibc)
    var thread = pthread_t()
    let failure = pthread_create(&thread, nil, { runThread($0) }, start.toOpaque())
    if failure == 0 { pthread_detach(thread) }
  #else
    var thread: pthread_t?
    let failure = pthread_create(&thread, nil, { runThread($0) }, start.toOpaque())
    if failure == 0, let thread { pthread_detach(thread) }
  #endif
  if failure != 0 { start.takeRetainedValue().body() }
}

private func runThread(_ start: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let start else { return nil }
  Unmanaged<ThreadStart>.fromOpaque(start).takeRetainedValue().body()
  return nil
}
