import Jobs
import Testing

@Suite struct ProgressCounterTests {
  @Test func stepsOfAllThreadsAddUp() throws {
    let seen = Locked<[Double]>([])
    let context = RunContext<Fraction>(threads: 4, isCancelled: { false }) { fraction in
      seen.withLock { $0.append(fraction.value) }
    }
    let progress = ProgressCounter(of: 100, in: context)
    _ = try parallelChunks(of: 100, grain: 5, in: context) { progress.add($0.count) }
    #expect(seen.withLock { $0.count } == 20)
    #expect(seen.withLock { $0.max() } == 1)
    #expect(seen.withLock { Set($0).count } == 20)
  }

  @Test func aContextOfOtherUpdatesIsToldNothing() {
    let context = RunContext<String>(threads: 1, isCancelled: { false }) { _ in
      Issue.record("a fraction is no text")
    }
    ProgressCounter(of: 3, in: context).add(3)
  }
}
