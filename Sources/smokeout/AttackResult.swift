import Attacks
import Experiments
import Numeric
import Oversampling
import Parameters
import Tabular

/// The result of `smokeout attack`, as it is printed.
struct AttackResult: Encodable {
  struct Minority: Encodable {
    let label: String
    let rows: Int
    let unique: Int
  }

  struct Data: Encodable {
    let path: String
    let rows: Int
    /// Encoded features.
    let columns: Int
    let target: String
    let minority: Minority
    /// Majority over minority rows.
    let imbalance: Double
  }

  /// An attack of any family.
  enum Entry: Encodable {
    case release(Scored)
    case people(PeopleEntry)

    func encode(to encoder: any Encoder) throws {
      switch self {
      case .release(let entry): try entry.encode(to: encoder)
      case .people(let entry): try entry.encode(to: encoder)
      }
    }
  }

  struct Scored: Encodable {
    let name: String
    let family: String
    let threatModel: ThreatModelReport
    let release: String
    let parameters: [String: JSONValue]
    let seconds: Double
    let precision: Double
    let recall: Double
    let f1: Double
    let claims: Int
    let trueClaims: Int
    let records: Int
    let bound: Int
    let certainClaims: Int
    let certainTrueClaims: Int
    let certainPrecision: Double
    /// Real records of other classes among the claims.
    let otherClassClaims: Int
    let precisionInterval: [Double]
    let recallInterval: [Double]
    let kEstimate: Int?
    let kRange: [Int]?
    let ratioEstimate: Double?
    let ratioRange: [Double]?
    /// For an attack that ranks rows.
    let auc: Double?
    let aucInterval: [Double]?
    let tprAtFpr: [PeopleEntry.Rate]?
    let advantage: Double?
    /// Why no bound on ε stands beside them.
    let noEpsilon: String?
    /// Largest coordinate difference, in scaled units, at which a claim counts as true.
    let tolerance: Double
    let remarks: [String]
  }

  let dataset: Data
  let release: ReleaseSummary
  /// Who knows what, and who is asked about; each result has its own.
  let threatModel: ThreatModelReport
  let attacks: [Entry]
  /// The minority beside the other classes, for each kind of release that was attacked.
  let exposureByClass: [ClassExposureReport]
  /// Attacks asked for that do not apply.
  let skipped: [AttackRuns.Skipped]
  /// What the user should know about how the file was taken.
  let notes: [String]

  init(
    _ data: InputData, _ game: PeopleGame, _ summary: ReleaseSummary, _ runs: AttackRuns
  ) {
    let prepared = data.prepared
    let publication = game.publication
    dataset = Data(
      path: data.path, rows: data.dataset.rowCount, columns: prepared.features.columns,
      target: data.dataset.label?.name ?? "",
      minority: Minority(
        label: prepared.minorityName, rows: publication.minorityRows.count,
        unique: publication.uniqueRecords),
      imbalance: Double(prepared.majorityCount) / Double(publication.minorityRows.count))
    let kinds = Set(runs.all.map(\.released))
    release = summary.released(
      as: kinds.count == 1 ? kinds.first ?? "auto" : game.plan.release.rawValue)
    threatModel = ThreatModelReport(game.model)
    attacks = runs.all.map { report in
      switch report {
      case .release(let report): .release(Self.scored(report, publication, game.model))
      case .people(let report):
        .people(
          PeopleEntry(
            report, family: PeopleSelection(named: report.attack)?.family ?? .risk, game.model))
      }
    }
    exposureByClass = ReleaseKind.allCases.filter { kind in
      runs.reports.contains { $0.kind == kind }
    }.map { ClassExposureReport(ClassExposure(publication, prepared, $0, runs.reports)) }
    skipped = runs.skipped
    notes = data.notes
  }

  /// Those that claimed something about records.
  var scored: [Scored] {
    attacks.compactMap { if case .release(let entry) = $0 { entry } else { nil } }
  }

  /// Those on people.
  var people: [PeopleEntry] {
    attacks.compactMap { if case .people(let entry) = $0 { entry } else { nil } }
  }

  private static func scored(
    _ report: AttackReport, _ publication: Publication, _ model: ThreatModel
  ) -> Scored {
    let score = report.score
    return Scored(
      name: report.attack, family: "release",
      threatModel: ThreatModelReport(
        model, handingOut: report.kind.handedOut),
      release: report.kind.rawValue,
      parameters: JSONValue.object(report.parameters), seconds: report.seconds,
      precision: score.precision, recall: score.recall, f1: score.f1, claims: score.claims,
      trueClaims: score.trueClaims, records: score.records, bound: score.bound,
      certainClaims: score.certainClaims, certainTrueClaims: score.certainTrueClaims,
      certainPrecision: score.certainPrecision, otherClassClaims: score.otherClaims,
      precisionInterval: [score.precisionInterval.low, score.precisionInterval.high],
      recallInterval: [score.recallInterval.low, score.recallInterval.high],
      kEstimate: report.estimate.k,
      kRange: report.estimate.kRange.map { [$0.lowerBound, $0.upperBound] },
      ratioEstimate: report.estimate.ratio,
      ratioRange: report.estimate.ratioRange.map { [$0.lowerBound, $0.upperBound] },
      auc: score.ranking?.auc,
      aucInterval: score.ranking.map { [$0.interval.low, $0.interval.high] },
      tprAtFpr: score.points?.rates.map(PeopleEntry.Rate.init),
      advantage: score.points?.advantage,
      noEpsilon: score.points.map { _ in OperatingPoints.noEpsilonForRows },
      tolerance: publication.truth(report.kind).tolerance, remarks: report.remarks)
  }
}

/// A setting as JSON: numbers stay numbers.
enum JSONValue: Encodable {
  case value(ParameterValue)

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .value(.integer(let value)): try container.encode(value)
    case .value(.real(let value)): try container.encode(value)
    case .value(.choice(let value)): try container.encode(value)
    case .value(.flag(let value)): try container.encode(value)
    }
  }

  static func object(_ values: ParameterValues) -> [String: JSONValue] {
    var object: [String: JSONValue] = [:]
    for spec in values.specs { object[spec.name] = values[spec.name].map { .value($0) } }
    return object
  }
}
