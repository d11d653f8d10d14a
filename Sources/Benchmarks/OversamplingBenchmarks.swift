import Foundation
import Jobs
import Numeric
import Oversampling
import Parameters

/// Oversampling of many rows, with the memory it takes.
///
/// With the environment variable `OVERSAMPLING_TURNS` it runs the case named by each line of its
/// input and answers with seconds and megabytes: so `Tests/Peers/time_oversamplers.py` takes turns
/// with imbalanced-learn.
enum OversamplingBenchmarks {
  private struct Case: Sendable {
    let name: String
    let method: any Oversampler.Type
    let training: @Sendable () -> TrainingRows
    let count: Int
  }

  private struct Cost {
    let seconds: Double
    /// Held at the peak beyond what was held before.
    let megabytes: Double
  }

  private static let cases = [
    Case(
      name: "smote 20000 x 30 to 100000 more", method: SMOTE.self,
      training: { numbers(minority: 20_000, majority: 30_000, columns: 30) }, count: 100_000),
    Case(
      name: "smote-nc 50000 x (4 + 6)", method: SMOTENC.self,
      training: { mixed(minority: 50_000, majority: 60_000) }, count: 10_000),
  ]

  static func run() throws {
    guard ProcessInfo.processInfo.environment["OVERSAMPLING_TURNS"] == nil else {
      while let name = readLine() {
        guard let one = cases.first(where: { $0.name == name }) else { continue }
        let cost = try cost(of: one)
        print("seconds \(cost.seconds) megabytes \(cost.megabytes)")
        fflush(nil)
      }
      return
    }
    // First, as memory that is given back stays with the process and hides what comes later.
    try growth()
    for one in cases { print("  \(one.name): \(text(try cost(of: one)))") }
  }

  /// Time and memory of a million new rows beside those of a tenth.
  private static func growth() throws {
    var costs: [Cost] = []
    let base = ProcessMemory.resident()
    for count in [100_000, 1_000_000] {
      let one = Case(
        name: "smote 20000 x 10 to \(count) more", method: SMOTE.self,
        training: { numbers(minority: 20_000, majority: 1000, columns: 10) }, count: count)
      costs.append(try cost(of: one, beyond: base))
      print("  \(one.name): \(text(costs[costs.count - 1]))")
    }
    let (first, last) = (costs[0].megabytes, costs[1].megabytes)
    print("  ten times the new rows take \((last / first).text(1)) times the memory")
    Check.expect(last < 11 * first, "memory is linear in the new rows")
  }

  /// The release as imbalanced-learn returns it: the real rows and the new ones.
  private static func cost(of one: Case, beyond base: Double? = nil) throws -> Cost {
    let training = one.training()
    let request = OversamplingRequest(
      training: training, demands: [ClassDemand(code: 1, count: one.count)], seed: 0)
    let method = try one.method.init(ParameterValues(one.method.parameters))
    let before = base ?? ProcessMemory.resident()
    ProcessMemory.forgetPeak()
    let timed = try Stopwatch.timed {
      let made = try method.synthesize(request, in: .unattended(threads: Machine.threads))
      return training.features.stacked(on: made.rows)
    }
    let megabytes = ProcessMemory.peak() - before
    Check.expect(timed.output.rows == training.features.rows + one.count, "all rows are made")
    return Cost(seconds: timed.seconds, megabytes: megabytes)
  }

  private static func text(_ cost: Cost) -> String {
    "\(cost.seconds.text(3)) s, \(cost.megabytes.text(0)) MB more at the peak"
  }

  private static func numbers(minority: Int, majority: Int, columns: Int) -> TrainingRows {
    var random = NumPyRandom(seed: 1)
    let rows = minority + majority
    return TrainingRows(
      features: Matrix(
        rows: rows, columns: columns,
        storage: (0..<rows * columns).map { _ in random.normal() }),
      labels: labels(minority, majority), classNames: ["common", "rare"])
  }

  /// Four numbers and six categories of twenty levels.
  private static func mixed(minority: Int, majority: Int) -> TrainingRows {
    var random = NumPyRandom(seed: 1)
    let rows = minority + majority
    let kinds: [FeatureKind] =
      Array(repeating: .number, count: 4) + Array(repeating: .category(levels: 20), count: 6)
    var storage: [Double] = []
    storage.reserveCapacity(rows * kinds.count)
    for _ in 0..<rows {
      for kind in kinds {
        storage.append(kind.isNumber ? random.normal() : Double(random.integer(below: 20)))
      }
    }
    return TrainingRows(
      features: Matrix(rows: rows, columns: kinds.count, storage: storage), kinds: kinds,
      labels: labels(minority, majority), classNames: ["common", "rare"])
  }

  private static func labels(_ minority: Int, _ majority: Int) -> [Int32] {
    Array(repeating: 1, count: minority) + Array(repeating: 0, count: majority)
  }
}
