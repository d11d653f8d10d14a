import Jobs
import Numeric

/// The places of records among each other's neighbors.
struct NeighborRanks {
  private let records: Matrix
  /// Coordinates compared between two looks at the cancel flag: some milliseconds.
  private static let comparisonsPerLook = 4_000_000
  /// Coordinates compared in all: some seconds.
  private static let mostComparisons = 2_000_000_000
  /// Segments looked at however large the records are: among so many the last rank occurs.
  private static let fewestSegments = 400
  /// A rank this rare, in mean numbers of the ranks below it, is beyond k; and what may be.
  private static let rare = (usual: 0.2, least: 0.1, most: 0.4)
  /// Rows that a rank needs under noise to count at all.
  private static let fewestRows = 3

  /// A value of k, and the values that the evidence allows.
  struct Reading: Sendable {
    let value: Int
    let limits: ClosedRange<Int>
  }

  /// The place of a neighbor among the neighbors of a record, if ties fall well and if not.
  private struct Rank: Sendable {
    let least: Int
    let most: Int
  }

  init(_ records: Matrix) { self.records = records }

  /// The largest of the segments' smaller ranks. O(segments × records × columns) at worst.
  func largest(
    of segments: Set<RecordPair>, in context: RunContext<AttackUpdate>
  ) throws -> Reading? {
    let ranks = try smallerRanks(of: segments, in: context)
    // A record has k segments of its own, so k is at least the mean number per record.
    let perRecord = (segments.count + records.rows - 1) / records.rows
    let least = max(perRecord, ranks.values.map(\.least).max() ?? 1)
    return Reading(
      value: least, limits: least...max(least, ranks.values.map(\.most).max() ?? least))
  }

  /// The last of the smaller ranks that is not rare: some segments are wrong.
  ///
  /// - Parameter segments: one per row.
  func lastFrequent(
    of segments: [RecordPair], in context: RunContext<AttackUpdate>
  ) throws -> Reading? {
    let ranks = try smallerRanks(of: Set(segments), in: context)
    var rows: [Int] = []
    for segment in segments {
      guard let rank = ranks[segment]?.least else { continue }
      if rows.count < rank {
        rows += [Int](repeating: 0, count: rank - rows.count)
      }
      rows[rank - 1] += 1
    }
    guard rows.contains(where: { $0 >= Self.fewestRows }) else { return nil }
    let value = Self.last(rows, Self.rare.usual)
    return Reading(
      value: value,
      limits: min(
        value, Self.last(rows, Self.rare.most))...max(
          value, Self.last(rows, Self.rare.least)))
  }

  /// The first rank that is followed by a rare one.
  private static func last(_ rows: [Int], _ share: Double) -> Int {
    var sum = rows.first ?? 0
    for rank in 1..<max(1, rows.count) {
      let usual = Double(sum) / Double(rank)
      if rows[rank] < fewestRows || Double(rows[rank]) < share * usual { return rank }
      sum += rows[rank]
    }
    return max(1, rows.count)
  }

  /// For each segment the smaller of the two ranks of its ends; of a sample where there are many.
  private func smallerRanks(
    of segments: Set<RecordPair>, in context: RunContext<AttackUpdate>
  ) throws -> [RecordPair: Rank] {
    let sample = sample(of: segments)
    // Ranks among the neighbors of one record share its distances: all that start there together.
    let ends = sample.flatMap {
      [(from: $0.first, segment: $0), (from: $0.second, segment: $0)]
    }
    let byRecord = Dictionary(grouping: ends) { $0.from }
    let froms = byRecord.keys.sorted()
    let grain = max(1, Self.comparisonsPerLook / max(1, records.rows * (records.columns + 16)))
    let ranks = try parallelChunks(of: froms.count, grain: grain, in: context) { range in
      froms[range].flatMap { from in
        let others = (byRecord[from] ?? []).map(\.segment)
        let ranks = self.ranks(of: others.map { $0.first == from ? $0.second : $0.first }, from)
        return Array(zip(others, ranks))
      }
    }.joined()
    return Dictionary(ranks.map { ($0.0, $0.1) }) { forth, back in
      Rank(least: min(forth.least, back.least), most: min(forth.most, back.most))
    }
  }

  private func sample(of segments: Set<RecordPair>) -> [RecordPair] {
    let all = segments.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
    let each = 2 * max(1, records.rows * (records.columns + 16))
    let count = max(Self.fewestSegments, Self.mostComparisons / each)
    guard all.count > count else { return all }
    return (0..<count).map { all[$0 * all.count / count] }
  }

  /// The ranks of `neighbors` as seen from `record`.
  private func ranks(of neighbors: [Int], _ record: Int) -> [Rank] {
    let distances = (0..<records.rows).map { squaredDistance(record, $0) }
    return neighbors.map { neighbor in
      let limit = distances[neighbor]
      var closer = 0
      var closerOrTied = 0
      for other in distances.indices where other != record && other != neighbor {
        closer += distances[other] < limit * (1 - 1e-9) ? 1 : 0
        closerOrTied += distances[other] <= limit * (1 + 1e-9) ? 1 : 0
      }
      return Rank(least: closer + 1, most: max(closer, closerOrTied) + 1)
    }
  }

  private func squaredDistance(_ first: Int, _ second: Int) -> Double {
    let width = records.columns
    var sum = 0.0
    for column in 0..<width {
      let difference =
        records.storage[first * width + column] - records.storage[second * width + column]
      sum += difference * difference
    }
    return sum
  }
}
