import Attacks
import Experiments
import Measures
import Numeric
import Parameters

/// The result of `smokeout measure`, as it is printed.
struct MeasureResult: Encodable {
  struct Part: Encodable {
    let name: String
    let value: Double
  }

  /// How a measure is defined where definitions differ.
  struct Rules: Encodable {
    let scaling: String
    let ties: String
    let degenerate: String
    let interval: String
    let threshold: String

    init(_ rules: MeasureRules) {
      scaling = rules.scaling
      ties = rules.ties
      degenerate = rules.degenerate
      interval = rules.interval
      threshold = rules.threshold
    }
  }

  /// What came out of one of the tests of a measure.
  struct Trial: Encodable {
    let value: OrNull<Double>
    let verdict: OrNull<String>
    /// Why it was not taken.
    let refused: String?

    init(_ report: MeasureReport) {
      value = OrNull(report.measurement?.value)
      verdict = OrNull(report.measurement?.verdict.rawValue)
      if case .refused(let reason) = report.outcome { refused = reason } else { refused = nil }
    }
  }

  /// How a measure did in the tests of itself.
  struct Honesty: Encodable {
    let copy: Trial
    let fresh: OrNull<Trial>
    /// `passed`, `half_passed`, `failed` or `untested`.
    let test: String
    /// Why, unless it passed.
    let reason: String?
    /// `sees`, `unsure` or `blind`: what it says of a leak that an attack has proved on this release;
    /// `unproved` where none has, `not_asked` where it is not to be believed.
    let sight: String
    /// Whether it calls a leak what an attack has proved on this release; null where nothing is
    /// proved or it is not to be believed.
    let seesSmote: OrNull<Bool>
    /// The attack that succeeded.
    let proof: String?
  }

  struct Entry: Encodable {
    let name: String
    let title: String
    let group: String
    let parameters: [String: JSONValue]
    let value: OrNull<Double>
    let interval: OrNull<[Double]>
    let direction: String
    let reference: OrNull<Double>
    let verdict: String
    let sentence: String
    /// Where the threshold of the verdict comes from.
    let threshold: String
    let parts: [Part]
    /// Rows of the training file that it points at, from 1, worst first.
    let rows: [Int]
    /// Columns taken as easily known that nobody named; absent where they were named, or none are
    /// needed.
    let columns: Columns?
    let remarks: [String]
    let rules: Rules?
    let honesty: Honesty?
    let source: String
    let seconds: Double
  }

  let training: MeasureTables.Source
  let synthetic: MeasureTables.Source
  let holdout: OrNull<MeasureTables.Source>
  let className: OrNull<String>
  /// How it was made; absent for files that others made.
  let release: ReleaseSummary?
  let threatModel: ThreatModelReport
  let seed: UInt32
  let measures: [Entry]
  /// Measures asked for that do not apply.
  let refused: [AttackRuns.Skipped]
  /// Attacks on the same release, by which it is known whether a measure sees a leak.
  let attacks: [LeakProof]
  let notes: [String]
  /// Which columns were taken as easily known where nobody named any, in sentences; not in JSON,
  /// where every measure has its own.
  let columnNotes: [String]

  private enum CodingKeys: String, CodingKey {
    case training, synthetic, holdout, release, threatModel, seed, measures, refused, attacks, notes
    case className = "class"
  }

  /// - Parameters:
  ///   - lines: a measure each.
  ///   - proofs: attacks on the same release.
  init(
    _ tables: MeasureTables, _ lines: [MeasureLine], made: (ReleaseSummary, ThreatModel)?,
    proofs: [LeakProof], seed: UInt32, details: Bool
  ) {
    training = tables.training
    synthetic = tables.synthetic
    holdout = OrNull(tables.holdout)
    className = OrNull(tables.className)
    release = made?.0
    threatModel =
      made.map { ThreatModelReport($0.1) }
      ?? ThreatModelReport(ThreatModel(), about: tables.className)
    self.seed = seed
    measures = lines.compactMap { Self.entry($0, tables.fileRows, details: details) }
    refused = lines.compactMap { line in
      guard case .refused(let reason) = line.report.outcome else { return nil }
      return AttackRuns.Skipped(name: line.report.measure, reason: reason)
    }
    attacks = proofs
    notes = tables.notes
    let looks = lines.compactMap { $0.report.measurement?.looks }.first
    columnNotes = looks.map { [$0.reason, $0.extent ?? Self.searchHint] } ?? []
  }

  private static let searchHint =
    "--columns names others; --columns search looks for the worst sets."

  private static func entry(_ line: MeasureLine, _ fileRows: [Int], details: Bool) -> Entry? {
    let report = line.report
    guard let found = report.measurement, let type = MeasureCatalog.named(report.measure) else {
      return nil
    }
    return Entry(
      name: type.name, title: type.title, group: type.group.rawValue,
      parameters: JSONValue.object(report.parameters), value: OrNull(found.value),
      interval: OrNull(found.interval.map { [$0.low, $0.high] }),
      direction: type.direction.rawValue, reference: OrNull(found.reference),
      verdict: found.verdict.rawValue, sentence: found.sentence, threshold: type.rules.threshold,
      parts: found.parts.map { Part(name: $0.name, value: $0.value) },
      rows: found.rows.filter { fileRows.indices.contains($0) }.map { fileRows[$0] },
      columns: found.looks.map { Columns($0) }, remarks: found.remarks,
      rules: details ? Rules(type.rules) : nil, honesty: line.honesty,
      source: "\(type.source.text), \(type.source.link)", seconds: report.seconds)
  }
}

/// A measure on the release, and how it did in the tests of itself.
struct MeasureLine {
  let report: MeasureReport
  let honesty: MeasureResult.Honesty?

  init(_ report: MeasureReport) {
    self.report = report
    honesty = nil
  }

  /// - Parameter attacks: on the same release.
  init(_ row: HonestyRow, attacks: [LeakProof]) {
    report = row.release
    let (test, reason): (String, String?) =
      switch row.test {
      case .passed: ("passed", nil)
      case .halfPassed(let reason): ("half_passed", reason)
      case .failed(let reason): ("failed", reason)
      case .untested(let reason): ("untested", reason)
      }
    let proof = attacks.first(where: \.succeeded)?.name
    let sight = row.sight(isProved: proof != nil)
    let sees: Bool? =
      switch sight {
      case .sees: true
      case .unsure, .blind: false
      case .unproved, .notAsked: nil
      }
    honesty = MeasureResult.Honesty(
      copy: MeasureResult.Trial(row.copy), fresh: OrNull(row.fresh.map(MeasureResult.Trial.init)),
      test: test, reason: reason, sight: sight.rawValue, seesSmote: OrNull(sees),
      proof: sees == nil ? nil : proof)
  }
}
