import Jobs
import Numeric
import TestSupport
import Testing

/// A search that is asked to stop does so within 100 ms, whatever it is doing at the moment.
@Suite(.serialized) struct NeighborCancellationTests {
  /// How long `body` goes on after it was asked to stop.
  private func timeToStop(
    after delay: Duration, _ body: (RunContext<Never>) throws -> Void
  ) -> Duration? {
    let stop = ContinuousClock.now + delay
    let context = RunContext<Never>(
      threads: 2, isCancelled: { ContinuousClock.now >= stop }, report: { _ in })
    do {
      try body(context)
      return nil
    } catch {
      return ContinuousClock.now - stop
    }
  }

  private func expectStop(
    after milliseconds: [Int], _ body: (RunContext<Never>) throws -> Void
  ) {
    for delay in milliseconds {
      // The machine may be busy with something else for a moment: the best of three counts.
      let times = (0..<3).compactMap { _ in timeToStop(after: .milliseconds(delay), body) }
      #expect(!times.isEmpty, "stopped after \(delay) ms")
      #expect((times.min() ?? .zero) < .milliseconds(100), "after \(delay) ms")
    }
  }

  @Test func aSearchOfManyRowsStops() {
    let rows = RandomRows.normal(200_000, 6)
    expectStop(after: [0, 5, 30, 80]) { context in
      _ = try NearestNeighbors(rows).nearest(6, to: rows, in: context)
    }
  }

  @Test func aSearchOfWideRowsStops() {
    let rows = RandomRows.normal(50_000, 30)
    expectStop(after: [0, 5, 60]) { context in
      _ = try NearestNeighbors(rows).nearest(6, to: rows, in: context)
    }
    expectStop(after: [20]) { context in
      _ = try NearestNeighbors(rows).nearest(6, to: rows, by: .plain, in: context)
    }
    expectStop(after: [20]) { context in
      _ = try NearestNeighbors(rows).nearest(6, to: rows, by: .tree, in: context)
    }
  }

  @Test func searchesOfCategoriesStop() {
    let rows = 50_000
    let levels = RandomRows.grid(rows, 6, levels: 20).storage.map { Int32($0) }
    let codes = CategoryCodes(rows: rows, columns: 6, storage: levels)
    let mixed = MixedNeighbors(
      numbers: RandomRows.normal(rows, 4), categories: codes, mismatch: 1)
    expectStop(after: [0, 30]) { context in
      _ = try mixed.nearest(6, toRows: Array(0..<rows), in: context)
    }
    let metric = ValueDifference(
      codes: codes, levels: Array(repeating: 20, count: 6),
      labels: (0..<rows).map { Int32($0 % 3) }, classes: 3)
    expectStop(after: [0, 60]) { context in
      _ = try metric.nearest(6, among: Array(0..<rows), in: context)
    }
  }
}
