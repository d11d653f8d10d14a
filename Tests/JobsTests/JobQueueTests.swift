import Jobs
import Testing

/// Collects deliveries and hands them over when asked, as the event loop does.
private final class Mailbox: Sendable {
  private let deliveries = Locked([@Sendable () -> Void]())

  func post(_ delivery: @escaping @Sendable () -> Void) {
    deliveries.withLock { $0.append(delivery) }
  }

  func drain() {
    let waiting = deliveries.withLock { deliveries in
      defer { deliveries = [] }
      return deliveries
    }
    for delivery in waiting { delivery() }
  }
}

private final class Log: Sendable {
  private let lines = Locked([String]())
  var all: [String] { lines.withLock { $0 } }
  func add(_ line: String) { lines.withLock { $0.append(line) } }
}

@Suite struct JobQueueTests {
  private func run(
    _ body: @escaping @Sendable (RunContext<Int>) throws -> String,
    while action: (JobQueue) -> Void = { _ in }
  ) async throws -> [String] {
    let mailbox = Mailbox()
    let log = Log()
    let queue = JobQueue(width: 2, threads: 1) { mailbox.post($0) }
    queue.start(JobID(1), body: body) { event in
      switch event {
      case .updated(let value): log.add("updated \(value)")
      case .finished(let value): log.add("finished \(value)")
      case .failed(let message): log.add("failed \(message)")
      case .cancelled: log.add("cancelled")
      }
    }
    action(queue)
    for _ in 0..<2000 where log.all.last?.hasPrefix("updated") ?? true {
      mailbox.drain()
      try await Task.sleep(for: .milliseconds(1))
    }
    mailbox.drain()
    return log.all
  }

  @Test func theEndComesOnceAndLast() async throws {
    let events = try await run { context in
      for step in 1...500 { context.report(step) }
      return "done"
    }
    #expect(events.last == "finished done")
    #expect(events.filter { !$0.hasPrefix("updated") }.count == 1)
    #expect(events.dropLast().last == "updated 500")
  }

  @Test func updatesNobodyLookedAtAreReplacedByNewerOnes() async throws {
    let events = try await run { context in
      for step in 1...100_000 { context.report(step) }
      return "done"
    }
    #expect(events.count < 1000)
  }

  @Test func anErrorIsDeliveredAsItsDescription() async throws {
    struct Broken: Error, CustomStringConvertible {
      var description: String { "the bridge is out" }
    }
    let events = try await run { _ in throw Broken() }
    #expect(events == ["failed the bridge is out"])
  }

  @Test func aCancelledJobSaysSoAndNothingElse() async throws {
    let events = try await run(
      { context in
        while true { try context.checkCancellation() }
      }, while: { $0.cancel(JobID(1)) })
    #expect(events == ["cancelled"])
  }

  @Test func nothingIsLeftWhenAllHaveEnded() async throws {
    let mailbox = Mailbox()
    let queue = JobQueue(width: 1, threads: 1) { mailbox.post($0) }
    for number in 1...5 {
      queue.start(
        JobID(number),
        body: { (context: RunContext<Int>) -> Int in
          while true { try context.checkCancellation() }
        }, onEvent: { _ in })
    }
    #expect(queue.unfinished == 5)
    queue.cancelAll()
    for _ in 0..<2000 where queue.unfinished > 0 { try await Task.sleep(for: .milliseconds(1)) }
    #expect(queue.unfinished == 0)
  }

  @Test func whenNothingIsUnfinishedEveryEndHasBeenDelivered() async throws {
    for _ in 0..<200 {
      let mailbox = Mailbox()
      let log = Log()
      let queue = JobQueue(width: 1, threads: 1) { mailbox.post($0) }
      queue.start(JobID(1), body: { (_: RunContext<Int>) in 1 }, onEvent: { _ in log.add("end") })
      while queue.unfinished > 0 { await Task.yield() }
      mailbox.drain()
      #expect(log.all == ["end"])
    }
  }

  @Test func aJobThatWaitsForAPlaceIsCancelledAtOnce() async throws {
    let mailbox = Mailbox()
    let log = Log()
    let release = CancellationFlag()
    let queue = JobQueue(width: 1, threads: 1) { mailbox.post($0) }
    queue.start(
      JobID(1), body: { (_: RunContext<Int>) in while !release.isRaised {} },
      onEvent: { _ in log.add("first") })
    queue.start(
      JobID(2), body: { (_: RunContext<Int>) in log.add("ran") },
      onEvent: { _ in log.add("second") })
    queue.cancel(JobID(2))
    for _ in 0..<2000 where queue.unfinished > 1 { try await Task.sleep(for: .milliseconds(1)) }
    mailbox.drain()
    #expect(log.all == ["second"])
    release.raise()
    for _ in 0..<2000 where queue.unfinished > 0 { try await Task.sleep(for: .milliseconds(1)) }
    mailbox.drain()
    #expect(log.all == ["second", "first"])
  }

  @Test func jobsStartInTheOrderTheyWereHandedIn() async throws {
    let log = Log()
    let queue = JobQueue(width: 1, threads: 1) { $0() }
    for number in 1...20 {
      queue.start(
        JobID(number), body: { (_: RunContext<Int>) in log.add("\(number)") }, onEvent: { _ in })
    }
    for _ in 0..<2000 where queue.unfinished > 0 { try await Task.sleep(for: .milliseconds(1)) }
    #expect(log.all == (1...20).map { "\($0)" })
  }
}
