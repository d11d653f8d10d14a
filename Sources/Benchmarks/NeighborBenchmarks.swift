import Foundation
import Jobs
import Numeric

/// Exact neighbors of many rows. Every figure is a median of rounds in which all cases take turns.
///
/// With the environment variable `NEIGHBOR_TURNS` it runs the case named by each line of its input
/// and answers with the seconds: so `Tests/Peers/time_neighbors.py` takes turns with scikit-learn.
enum NeighborBenchmarks {
  private struct Case {
    let name: String
    let run: () throws -> NeighborLists
  }

  private static let count = 6
  private static let rounds = 5

  static func run() throws {
    let cases = [
      euclidean(20_000, 30), euclidean(20_000, 6), mixed(50_000), euclidean(100_000, 6),
    ]
    guard ProcessInfo.processInfo.environment["NEIGHBOR_TURNS"] == nil else {
      return try takeTurns(cases)
    }
    var seconds = [[Double]](repeating: [], count: cases.count)
    for _ in 0..<rounds {
      for (index, one) in cases.enumerated() {
        let timed = try Stopwatch.timed(one.run)
        seconds[index].append(timed.seconds)
        Check.expect(!timed.output.indices.contains(-1), "every row has its neighbors")
      }
    }
    for (one, times) in zip(cases, seconds) {
      print("  \(one.name): \(times.median.text(4)) s")
    }
    try growth()
  }

  private static func takeTurns(_ cases: [Case]) throws {
    while let name = readLine() {
      guard let one = cases.first(where: { $0.name == name }) else { continue }
      print("seconds \(try Stopwatch.timed(one.run).seconds)")
      fflush(nil)
    }
  }

  /// Time and memory at 100,000 and 1,000,000 rows: linear, but for the logarithm of the tree.
  private static func growth() throws {
    var seconds: [Double] = []
    for rows in [100_000, 1_000_000] {
      let one = euclidean(rows, 6)
      let before = ProcessMemory.resident()
      ProcessMemory.forgetPeak()
      let timed = try Stopwatch.timed(one.run)
      let megabytes = ProcessMemory.peak() - before
      print("  \(one.name): \(timed.seconds.text(4)) s, \(megabytes.text(0)) MB more at the peak")
      Check.expect(megabytes * 1e6 < 300 * Double(rows), "memory is linear in the rows")
      seconds.append(timed.seconds)
    }
    let times = seconds[1] / seconds[0]
    print("  ten times the rows take \(times.text(1)) times as long")
    Check.expect(times < 25, "time grows hardly faster than the rows")
  }

  private static func euclidean(_ rows: Int, _ columns: Int) -> Case {
    let matrix = normal(rows, columns)
    return Case(name: "neighbors \(rows) x \(columns)") {
      try NearestNeighbors(matrix).nearest(count, to: matrix, in: context)
    }
  }

  /// As SMOTE-NC searches: four numbers, six categories of twenty levels.
  private static func mixed(_ rows: Int) -> Case {
    let (columns, categories, levels) = (4, 6, 20)
    let numbers = normal(rows, columns)
    var random = NumPyRandom(seed: 2)
    let codes = CategoryCodes(
      rows: rows, columns: categories,
      storage: (0..<rows * categories).map { _ in Int32(random.integer(below: levels)) })
    return Case(name: "mixed neighbors \(rows) x (\(columns) + \(categories))") {
      try MixedNeighbors(numbers: numbers, categories: codes, mismatch: 1)
        .nearest(count, toRows: Array(0..<rows), in: context)
    }
  }

  private static var context: RunContext<Never> { .unattended(threads: Machine.threads) }

  private static func normal(_ rows: Int, _ columns: Int) -> Matrix {
    var random = NumPyRandom(seed: 1)
    return Matrix(
      rows: rows, columns: columns, storage: (0..<rows * columns).map { _ in random.normal() })
  }
}
