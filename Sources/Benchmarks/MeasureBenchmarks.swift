import Experiments
import Foundation
import Jobs
import Measures
import Parameters
import Tabular

/// Every measure of the catalogue on large tables of mixed columns: time, memory, how soon a cancel
/// is heard, whether progress moves.
///
///     swift run -c release Benchmarks measures [rows]
///
/// Each measure is alone with its input, so that it pays for its own distances; measures that share
/// them are faster together.
enum MeasureBenchmarks {
  private static let usualRows = 50_000
  /// Seconds and millions of bytes that a measure may take at 50,000 rows, on 2 processors.
  private static let most = (seconds: 10.0, megabytes: 1000.0)
  /// Seconds within which a cancel is heard.
  private static let patience = 0.1

  static func run() throws {
    let rows = CommandLine.arguments.dropFirst().compactMap { Int($0) }.first ?? usualRows
    let tables = try (1...3).map { try MixedTable.make(rows: rows, seed: UInt32($0)) }
    print(
      "  \(rows) training, holdout and synthetic rows, 10 numbers, 10 categories, "
        + "\(Machine.threads) threads")
    print("  " + "measure".padded(28) + "      s  CPU s     MB  cancel s  steps")
    for type in MeasureCatalog.all {
      try run(type, tables, isUsual: rows == usualRows)
    }
  }

  private static func input(_ tables: [Dataset]) throws -> MeasureInput {
    try MeasureInput(
      training: tables[0], synthetic: tables[1], holdout: tables[2],
      quasiIdentifiers: ["c1", "c2", "c3", "n0"], sensitive: ["c5"])
  }

  private static func run(
    _ type: any Measure.Type, _ tables: [Dataset], isUsual: Bool
  ) throws {
    let measure = try type.init(ParameterValues(type.parameters))
    let steps = Locked(0)
    let before = ProcessMemory.resident()
    ProcessMemory.forgetPeak()
    let processor = clock()
    let timed = try Stopwatch.timed {
      try measure.measure(
        input(tables),
        in: RunContext(threads: Machine.threads, isCancelled: { false }) { (_: Fraction) in
          steps.withLock { $0 += 1 }
        })
    }
    let used = Double(clock() - processor) / Double(CLOCKS_PER_SEC)
    let megabytes = ProcessMemory.peak() - before
    let heard = try cancelDelay(measure, tables, after: timed.seconds * 0.6)
    print(
      "  " + type.name.padded(28) + timed.seconds.text(2, width: 7) + used.text(2, width: 7)
        + megabytes.text(0, width: 7) + (heard.map { $0.text(3, width: 10) } ?? "         -")
        + "  \(steps.withLock { $0 })")
    guard isUsual else { return }
    // By processor time: the machine may be busy with other things.
    Check.expect(
      used < most.seconds * Double(Machine.threads), "\(type.name) within \(most.seconds) s")
    Check.expect(megabytes < most.megabytes, "\(type.name) under 1 GB")
    Check.expect((heard ?? 0) < patience, "\(type.name) hears a cancel within \(patience) s")
  }

  /// Seconds from a cancel to the end; nil if the measure was done before.
  private static func cancelDelay(
    _ measure: any Measure, _ tables: [Dataset], after seconds: Double
  ) throws -> Double? {
    let start = ContinuousClock.now
    let moment = start + .seconds(seconds)
    do {
      _ = try measure.measure(
        input(tables),
        in: RunContext(
          threads: Machine.threads, isCancelled: { ContinuousClock.now >= moment },
          report: { (_: Fraction) in }))
      return nil
    } catch is CancellationError {
      return max(0, (ContinuousClock.now - moment) / .seconds(1))
    }
  }
}
