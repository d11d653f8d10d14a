import Jobs
import Testing

@Suite struct ParallelMapTests {
  @Test(arguments: [1, 2, 8]) func resultsComeInOrderOnAnyNumberOfThreads(threads: Int) throws {
    let context = RunContext<Never>.unattended(threads: threads)
    let squares = try parallelMap(1000, in: context) { $0 * $0 }
    #expect(squares == (0..<1000).map { $0 * $0 })
  }

  @Test func chunksCoverEverythingOnce() throws {
    let context = RunContext<Never>.unattended(threads: 3)
    let ranges = try parallelChunks(of: 103, grain: 10, in: context) { $0 }
    #expect(ranges.flatMap(Array.init) == Array(0..<103))
    #expect(ranges.allSatisfy { $0.count <= 10 })
  }

  @Test func nothingToDoIsDone() throws {
    let results = try parallelMap(0, in: RunContext<Never>.unattended()) { $0 }
    #expect(results.isEmpty)
  }

  @Test func aCancelIsHeardBetweenSteps() {
    let flag = CancellationFlag()
    let context = RunContext<Never>(threads: 2, isCancelled: { flag.isRaised }, report: { _ in })
    let steps = Locked(0)
    #expect(throws: CancellationError.self) {
      _ = try parallelMap(1_000_000, in: context) { index in
        if index == 10 { flag.raise() }
        steps.withLock { $0 += 1 }
        return index
      }
    }
    #expect(steps.withLock { $0 } < 1000)
  }

  @Test func theFirstErrorIsThrown() {
    struct Refused: Error, Equatable { let index: Int }
    #expect(throws: Refused(index: 7)) {
      _ = try parallelMap(100, in: RunContext<Never>.unattended(threads: 1)) { index in
        if index >= 7 { throw Refused(index: index) }
        return index
      }
    }
  }
}
