import Attacks
import Jobs
import Numeric
import Oversampling
import Parameters

/// Counts, release by release, which records are named by which attack.
struct ExposureTally {
  private var seeds: [UInt32] = []
  private var attacks: [ExposureAttack]
  private var records: [RecordExposure]
  private let typical: TypicalRecord
  private let majorityRows: Int
  private let unattacked: [String]
  /// Of the release that is being counted.
  private var named: Set<Int> = []
  private var namedAlone: Set<Int> = []
  private var rebuilt = 0
  /// Of all releases that have been counted.
  private var namedCounts: [Int] = []
  private var namedAloneCounts: [Int] = []
  private var releasedCounts: [Int] = []
  private var rebuiltCounts: [Int] = []

  /// - Parameter publication: any release of the plan: the records are the same in all.
  /// - Throws: `CancellationError`.
  init(
    _ publication: Publication, _ plan: ExperimentPlan, _ data: PreparedData,
    in context: RunContext<Fraction>
  ) throws {
    attacks = plan.attacks.map { selection in
      let kind = AttackCatalog.named(selection.name).map { plan.release.kind(for: $0) }
      return ExposureAttack(name: selection.name, kind: kind ?? .synthetic)
    }
    majorityRows = data.otherRows.count
    unattacked = publication.otherGrownClasses(data)
    let rows = data.minorityRows
    let truth = publication.augmentedView.truth
    let unique = UniqueRecords(
      data.features.rows(rows).columns(Self.surface(publication, data)), rows: rows)
    let (traits, typical) = try RecordTraits.all(
      data.features.rows(rows), records: rows.map { unique.recordOfRow($0) ?? 0 },
      count: unique.rows.rows, k: publication.settings.k, in: context)
    self.typical = typical
    let count = plan.attacks.count
    records = zip(truth.datasetRows, traits).map { row, traits in
      RecordExposure(
        fileRow: row, seedsByAttack: [Int](repeating: 0, count: count), seeds: 0, traits: traits)
    }
  }

  /// The columns that attacks work on, by number; they stand in the order of the data.
  private static func surface(_ publication: Publication, _ data: PreparedData) -> [Int] {
    var next = 0
    return publication.columnNames.compactMap { name in
      while next < data.columnNames.count {
        defer { next += 1 }
        if data.columnNames[next] == name { return next }
      }
      return nil
    }
  }

  /// An attack that does no better than chance names nobody.
  mutating func add(_ report: AttackReport, attack: Int, on publication: Publication) {
    guard publication.isBetterThanChance(report) else { return }
    let found = Set(report.claims.compactMap(\.record)).filter { records.indices.contains($0) }
    for record in found { records[record].seedsByAttack[attack] += 1 }
    named.formUnion(found)
    guard report.kind == .synthetic else { return }
    namedAlone.formUnion(found)
    rebuilt = max(rebuilt, report.score.otherClaims)
  }

  mutating func skip(attack: Int, because reason: String) {
    attacks[attack].failure = attacks[attack].failure ?? reason
  }

  /// Ends the count of a release. O(rows × columns).
  mutating func close(_ publication: Publication, _ data: PreparedData, seed: UInt32) {
    for record in named { records[record].seeds += 1 }
    seeds.append(seed)
    namedCounts.append(named.count)
    namedAloneCounts.append(namedAlone.count)
    rebuiltCounts.append(rebuilt)
    releasedCounts.append(Self.releasedMajority(publication, data))
    named = []
    namedAlone = []
    rebuilt = 0
  }

  /// Rows of other classes that are released with the very values they have.
  private static func releasedMajority(_ publication: Publication, _ data: PreparedData) -> Int {
    let released = publication.released
    return released.origins.indices.count { position in
      guard case .real(let row) = released.origins[position],
        data.labels[row] != data.minorityCode
      else { return false }
      return (0..<data.features.columns).allSatisfy {
        released.features[position, $0] == data.features[row, $0]
      }
    }
  }

  /// What is known of the releases counted so far.
  var report: ExposureReport {
    ExposureReport(
      seeds: seeds, attacks: attacks, records: records.sorted(by: Self.isMoreExposed),
      minority: ExposureShare(counts: namedCounts, of: records.count),
      minorityRebuilt: ExposureShare(counts: namedAloneCounts, of: records.count),
      majorityReleased: ExposureShare(counts: releasedCounts, of: majorityRows),
      majorityRebuilt: ExposureShare(counts: rebuiltCounts, of: majorityRows),
      majorityRows: majorityRows, unattacked: unattacked, typical: typical)
  }

  /// More attacks and seeds first, then more segments; equal ones in the order of the file.
  private static func isMoreExposed(_ one: RecordExposure, _ other: RecordExposure) -> Bool {
    let ranks = [one, other].map { record in
      (record.seedsByAttack.reduce(0, +), record.seeds, record.traits.segments)
    }
    return ranks[0] == ranks[1] ? one.fileRow < other.fileRow : ranks[0] > ranks[1]
  }
}
