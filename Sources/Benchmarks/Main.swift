import Foundation

/// Timings with asserts. Compare by hand before and after a change, on the same machine.
///
///     swift run -c release Benchmarks [attacks|engine|neighbors|oversampling|reading|frames]
///     swift run -c release Benchmarks [estimates|distances]
///     swift run -c release Benchmarks audit [first seed]
///     swift run -c release Benchmarks scale [rows…]
///     swift run -c release Benchmarks measures [rows]
///     swift run -c release Benchmarks paper [datasets…] [attacks…] [targets]
@main
enum Main {
  static func main() throws {
    let parts: [(name: String, run: () throws -> Void)] = [
      ("attacks", AttackBenchmarks.run), ("engine", EngineBenchmarks.run),
      ("neighbors", NeighborBenchmarks.run), ("oversampling", OversamplingBenchmarks.run),
      ("reading", ReadingBenchmarks.run), ("frames", FrameBenchmarks.run),
      ("scale", ScaleBenchmarks.run), ("paper", PaperBenchmarks.run),
      ("estimates", EstimateBenchmarks.run), ("audit", AuditBenchmarks.run),
      ("distances", DistanceBenchmarks.run), ("measures", MeasureBenchmarks.run),
    ]
    let asked = CommandLine.arguments.dropFirst().filter {
      Int($0) == nil && !PaperBenchmarks.words.contains($0)
    }
    for name in asked where !parts.contains(where: { $0.name == name }) {
      print("there is no benchmark '\(name)'; there are \(parts.map(\.name))")
      exit(2)
    }
    // These take minutes: they are run when they are asked for.
    let long = ["scale", "paper", "measures"]
    for part in parts
    where asked.contains(part.name) || (asked.isEmpty && !long.contains(part.name)) {
      print("\n== \(part.name)")
      try part.run()
    }
    exit(Check.failures == 0 ? 0 : 1)
  }
}

/// Counts what does not hold.
enum Check {
  nonisolated(unsafe) private(set) static var failures = 0

  /// Prints a complaint if `isTrue` is not.
  static func expect(_ isTrue: Bool, _ claim: String) {
    guard !isTrue else { return }
    failures += 1
    print("  FAILED: \(claim)")
  }
}

/// Measures how long something takes.
enum Stopwatch {
  /// Seconds of the fastest of `runs` runs, and what the last one gave.
  static func best<Output>(of runs: Int, _ body: () throws -> Output) rethrows -> (
    seconds: Double, output: Output
  ) {
    var output = try timed(body)
    for _ in 1..<max(2, runs) {
      let next = try timed(body)
      output = (min(output.seconds, next.seconds), next.output)
    }
    return output
  }

  static func timed<Output>(_ body: () throws -> Output) rethrows -> (
    seconds: Double, output: Output
  ) {
    let start = ContinuousClock.now
    let output = try body()
    let elapsed = (ContinuousClock.now - start).components
    return (Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18, output)
  }
}

extension [Double] {
  /// The one in the middle; at least one is needed.
  var median: Double { sorted()[count / 2] }
}

extension Double {
  /// With so many digits after the point, padded on the left.
  func text(_ digits: Int, width: Int = 0) -> String {
    let text = String(format: "%.\(digits)f", self)
    return String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

extension String {
  /// Padded on the right.
  func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
