import Attacks
import Foundation
import Jobs
import Numeric
import Oversampling
import Parameters
import Tabular

/// Both attacks on large releases: seconds, memory, what is found and what is lost.
///
///     swift run -c release Benchmarks scale [rows…]
///
/// The releases are drawn: 30 columns, k = 5, ten synthetic rows for each real one; normal values
/// once, and normal values around 50 centers once. Making a release is outside of the timing.
/// Without numbers of rows approximate neighbors are compared with exact ones too. How time grows
/// is told from processor time, which other work on the machine disturbs less.
enum ScaleBenchmarks {
  private static let columns = 30
  private static let ratio = 10
  private static let usual = [10_000, 100_000]
  /// Rows of the release on which approximate and exact neighbors are compared.
  private static let sample = 20_000

  /// What an attack took and found.
  private struct Outcome {
    var seconds = 0.0
    /// Of all processors.
    var processorSeconds = 0.0
    var megabytes = 0.0
    var claims = 0
    var hits = 0
    var records = 0
    var remarks: [String] = []

    var precision: Double { claims == 0 ? 1 : Double(hits) / Double(claims) }
    var recall: Double { Double(hits) / Double(max(1, records)) }
  }

  static func run() throws {
    let asked = CommandLine.arguments.compactMap { Int($0) }
    let sizes = (asked.isEmpty ? usual : asked).sorted()
    for isClustered in [false, true] {
      print("  \(isClustered ? "normal values around 50 centers" : "normal values")")
      print(
        "     rows   made in    attack       seconds   processor    peak MB   precision   recall")
      var seconds: [Double] = []
      for rows in sizes { seconds.append(try measure(rows, isClustered: isClustered)) }
      if asked.isEmpty { try compare(isClustered: isClustered) }
      guard sizes.count >= 2, let first = sizes.first, let last = sizes.last else { continue }
      let growth = log(seconds[seconds.count - 1] / seconds[0])
      let exponent = growth / log(Double(last) / Double(first))
      print(
        "  growth exponent of processor time from \(first) to \(last) rows: \(exponent.text(2))")
      Check.expect(exponent <= 1.3 || last < 1_000_000, "time grows almost like the rows")
    }
  }

  /// What approximate neighbors find of the records, beside exact ones on the same release.
  private static func compare(isClustered: Bool) throws {
    let real = records(sample / ratio, isClustered: isClustered)
    let made = try synthetic(sample, from: real)
    let cases: [(attack: any Attack.Type, release: Matrix)] = [
      (DistinSMOTE.self, real.stacked(on: made)), (ReconSMOTE.self, made),
    ]
    for (attack, minority) in cases {
      let (exact, some) = try (
        NeighborLimit.$exactWork.withValue(.infinity) {
          try outcome(of: attack, on: minority, real)
        },
        NeighborLimit.$exactWork.withValue(0) { try outcome(of: attack, on: minority, real) }
      )
      print(
        "  \(String(sample).padded(8)) \(attack.title.padded(12)) recall \(some.recall.text(4)), "
          + "with exact neighbors \(exact.recall.text(4)); precision \(some.precision.text(4))")
      Check.expect(some.recall >= exact.recall - 0.01, "\(attack.title) finds as much")
      fflush(nil)
    }
  }

  /// Processor seconds of both attacks together.
  private static func measure(_ rows: Int, isClustered: Bool) throws -> Double {
    let real = records(rows / ratio, isClustered: isClustered)
    let made = try Stopwatch.timed { try synthetic(rows, from: real) }
    let cases: [(attack: any Attack.Type, release: Matrix)] = [
      (DistinSMOTE.self, real.stacked(on: made.output)), (ReconSMOTE.self, made.output),
    ]
    var total = 0.0
    var processor = 0.0
    for (attack, minority) in cases {
      let outcome = try outcome(of: attack, on: minority, real)
      total += outcome.seconds
      processor += outcome.processorSeconds
      print(
        "  \(String(rows).padded(8)) \(made.seconds.text(1, width: 6)) s   "
          + "\(attack.title.padded(12)) \(outcome.seconds.text(2, width: 8)) s "
          + "\(outcome.processorSeconds.text(2, width: 8)) s "
          + "\(outcome.megabytes.text(0, width: 8))      \(outcome.precision.text(4))   "
          + outcome.recall.text(4))
      for remark in outcome.remarks { print("      \(remark)") }
      // The next one takes minutes: let it be seen through a pipe too.
      fflush(nil)
      Check.expect(outcome.precision >= 0.999, "\(attack.title) claims nothing false")
      Check.expect(rows < 1_000_000 || outcome.megabytes < 6000, "memory stays below 6 GB")
    }
    Check.expect(rows > 100_000 || total < 30, "both attacks within 30 s")
    Check.expect(rows > 1_000_000 || total < 600, "both attacks within 10 minutes")
    return processor
  }

  private static func outcome(
    of type: any Attack.Type, on minority: Matrix, _ real: Matrix
  ) throws -> Outcome {
    let view = AttackerView(
      release: Release(
        kind: type.releaseKind, minority: minority, others: Matrix(rows: 0, columns: columns),
        columnNames: (0..<columns).map { "x\($0)" }))
    let found = Locked((guesses: [Claim](), remarks: [String]()))
    let isVerbose = ProcessInfo.processInfo.environment["SCALE_STAGES"] != nil
    let start = ContinuousClock.now
    let last = Locked("")
    let context = RunContext<AttackUpdate>(
      threads: Machine.threads, isCancelled: { false },
      report: { update in
        switch update {
        case .guesses(let new): found.withLock { $0.guesses += new.map(\.claim) }
        case .remark(let text): found.withLock { $0.remarks.append(text) }
        case .stage(let name, _):
          guard isVerbose else { return }
          let before = last.withLock { before in
            defer { before = name }
            return before
          }
          guard before != name else { return }
          print("        \(ContinuousClock.now - start) \(name)")
        case .scores: break
        }
      })
    ProcessMemory.forgetPeak()
    let attack = try type.init(ParameterValues(type.parameters))
    let processor = clock()
    let timed = try Stopwatch.timed { try attack.run(on: view, in: context) }
    var outcome = Outcome(
      seconds: timed.seconds,
      processorSeconds: Double(clock() - processor) / Double(CLOCKS_PER_SEC),
      megabytes: ProcessMemory.peak(), records: real.rows)
    let (claims, remarks) = found.withLock { $0 }
    outcome.claims = claims.count
    outcome.remarks = remarks
    let places = RecordPlaces(real)
    outcome.hits =
      claims.filter { claim in
        switch claim {
        case .real(let row): row < real.rows
        case .record(let values): places.contains(values)
        }
      }.count
    return outcome
  }

  private static func records(_ count: Int, isClustered: Bool) -> Matrix {
    var random = NumPyRandom(seed: 1)
    let centers = (0..<50 * columns).map { _ in 4 * random.normal() }
    return Matrix(
      rows: count, columns: columns,
      storage: (0..<count * columns).map { position in
        let center = centers[position / columns % 50 * columns + position % columns]
        return random.normal() + (isClustered ? center : 0)
      })
  }

  private static func synthetic(_ count: Int, from real: Matrix) throws -> Matrix {
    let training = TrainingRows(
      features: real.stacked(on: real.rows([0])),
      labels: Array(repeating: 1, count: real.rows) + [0], classNames: ["common", "rare"])
    let request = OversamplingRequest(
      training: training, demands: [ClassDemand(code: 1, count: count)], seed: 0)
    return try SMOTE(ParameterValues(SMOTE.parameters))
      .synthesize(request, in: .unattended(threads: Machine.threads)).rows
  }
}

/// Real records, to look rebuilt ones up.
private struct RecordPlaces {
  private let records: Matrix
  private var byValue: [Int: [Int]] = [:]
  private static let distance = 1e-8

  init(_ records: Matrix) {
    self.records = records
    for row in 0..<records.rows {
      byValue[Int((records[row, 0] / 1e-6).rounded(.down)), default: []].append(row)
    }
  }

  func contains(_ values: [Double]) -> Bool {
    let drawer = Int((values[0] / 1e-6).rounded(.down))
    return (drawer - 1...drawer + 1).contains { drawer in
      (byValue[drawer] ?? []).contains { row in
        values.indices.allSatisfy { abs(records[row, $0] - values[$0]) < Self.distance }
      }
    }
  }
}
