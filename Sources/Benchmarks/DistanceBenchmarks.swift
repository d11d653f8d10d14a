import Foundation
import Jobs
import Tabular

/// Distances to the closest record among mixed rows, beside SDMetrics where it is installed.
///
/// SDMetrics compares blocks of a million pairs of rows, one after the other, so its time is
/// proportional to the number of blocks: it is asked for a share of the queries, in blocks of that
/// size, and its time multiplied.
enum DistanceBenchmarks {
  private static let rows = 50_000
  private static let share = 100
  private static let rounds = 3

  private struct Cost {
    let seconds: Double
    let processor: Double
    let megabytes: Double
    let nearest: NearestRows
  }

  static func run() throws {
    let reference = try MixedTable.make(rows: rows, seed: 1)
    let queries = try MixedTable.make(rows: rows, seed: 2)
    let first = try (0..<rounds).map { _ in try cost(of: queries, to: reference) }
    let peer = try SDMetrics.closest(queries.rows(Array(0..<share)), among: reference)
    let own = try first + (0..<rounds).map { _ in try cost(of: queries, to: reference) }
    let seconds = own.map(\.seconds).median
    let processor = own.map(\.processor).median
    let megabytes = own.map(\.megabytes).max() ?? 0
    print(
      "  \(rows) x \(rows) rows, 10 numbers, 10 categories, \(Machine.threads) threads: "
        + "\(seconds.text(3)) s (\(processor.text(3)) s of processors), "
        + "\(megabytes.text(0)) MB more at the peak")
    Check.expect(megabytes < 1000, "under 1 GB")
    Check.expect(own.allSatisfy { $0.nearest == own[0].nearest }, "equal answers")
    guard let peer else {
      print("  sdmetrics is not installed here (PYTHON names an interpreter): no comparison")
      return
    }
    compare(peer, seconds: seconds, processor: processor, distances: own[0].nearest.nearest)
  }

  private static func compare(
    _ peer: SDMetrics, seconds: Double, processor: Double, distances: [Double]
  ) {
    let times = Double(rows / share)
    let ratio = peer.seconds * times / seconds
    let processorRatio = peer.processor * times / processor
    print(
      "  SDMetrics \(peer.version): \(peer.seconds.text(1)) s for \(share) of the queries, so "
        + "\((peer.seconds * times).text(0)) s for all: \(ratio.text(0)) times ours "
        + "(\(processorRatio.text(0)) times by processor time); "
        + "\(peer.megabytes.text(0)) MB more at the peak")
    Check.expect(ratio >= 10 && processorRatio >= 10, "ten times the speed of SDMetrics")
    let largest = zip(peer.distances, distances).map { abs($0 - $1) }.max() ?? .infinity
    print("  largest difference of a distance: \(largest)")
    Check.expect(peer.distances.count == share && largest < 1e-12, "SDMetrics' distances")
  }

  private static func cost(of queries: Dataset, to reference: Dataset) throws -> Cost {
    let before = ProcessMemory.resident()
    ProcessMemory.forgetPeak()
    let processor = clock()
    let timed = try Stopwatch.timed {
      let space = MixedSpace(reference)
      return try space.rows(of: reference).nearest(
        2, to: space.rows(of: queries),
        in: RunContext<Never>.unattended(threads: Machine.threads))
    }
    return Cost(
      seconds: timed.seconds,
      processor: Double(clock() - processor) / Double(CLOCKS_PER_SEC),
      megabytes: ProcessMemory.peak() - before, nearest: timed.output)
  }
}

/// What `Tests/Peers/time_dcr.py` answers.
private struct SDMetrics {
  let version: String
  let seconds: Double
  let processor: Double
  let megabytes: Double
  let distances: [Double]

  /// Nil where there is no Python with SDMetrics.
  static func closest(_ queries: Dataset, among reference: Dataset) throws -> SDMetrics? {
    let stem = NSTemporaryDirectory() + "smokeout-benchmark-\(getpid())"
    let paths = ["\(stem)-queries.csv", "\(stem)-reference.csv"]
    defer { paths.forEach { unlink($0) } }
    for (table, path) in zip([queries, reference], paths) {
      try MixedTable.write(table, to: path)
    }
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Tests/Peers/time_dcr.py").standardized.path
    let python = ProcessInfo.processInfo.environment["PYTHON"] ?? "python3"
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [python, script] + paths
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let lines = text.split(separator: "\n").map(String.init)
    let numbers = lines.dropFirst().compactMap { Double($0) }
    guard process.terminationStatus == 0, let version = lines.first, numbers.count > 3 else {
      return nil
    }
    return SDMetrics(
      version: version, seconds: numbers[0], processor: numbers[1], megabytes: numbers[2],
      distances: Array(numbers.dropFirst(3)))
  }
}
