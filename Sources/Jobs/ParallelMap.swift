import Dispatch
import Synchronization

/// `[body(0), body(1), …]`, computed by up to `context.threads` threads, in index order.
///
/// The answer does not depend on the number of threads as long as `body` depends on its index
/// alone. Work is handed out an index at a time, so uneven costs balance.
///
/// - Throws: `CancellationError` soon after a cancel, or the first error in index order.
public func parallelMap<Output: Sendable, Update>(
  _ count: Int, in context: RunContext<Update>,
  _ body: @Sendable (Int) throws -> Output
) throws -> [Output] {
  guard count > 0 else { return [] }
  let slots = Locked([Result<Output, any Error>?](repeating: nil, count: count))
  let next = Atomic<Int>(0)
  let stopped = Atomic<Bool>(false)
  DispatchQueue.concurrentPerform(iterations: min(context.threads, count)) { _ in
    while !stopped.load(ordering: .relaxed), !context.isCancelled {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      let result = Result { try body(index) }
      if case .failure = result { stopped.store(true, ordering: .relaxed) }
      slots.withLock { $0[index] = result }
    }
  }
  try context.checkCancellation()
  let results = slots.withLock { $0 }
  if let failed = results.first(where: { if case .failure = $0 { true } else { false } }) {
    _ = try failed?.get()
  }
  return try results.compactMap { try $0?.get() }
}

/// Runs `body` over consecutive ranges that cover `0..<count`, each at most `grain` long, on up to
/// `context.threads` threads; answers in range order. For loops whose single step is too small to
/// hand out alone. `grain` bounds how long a cancel waits.
public func parallelChunks<Output: Sendable, Update>(
  of count: Int, grain: Int, in context: RunContext<Update>,
  _ body: @Sendable (Range<Int>) throws -> Output
) throws -> [Output] {
  let size = max(1, grain)
  return try parallelMap((count + size - 1) / size, in: context) { chunk in
    try body(chunk * size..<min(count, (chunk + 1) * size))
  }
}
