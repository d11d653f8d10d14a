import CKernels
import Jobs
import Numeric

/// Reads k and the ratio off a release, once records and synthetic rows are told apart.
///
/// Every synthetic row lies between two records a and b. One of them has the other among its k
/// nearest, so k is at least the smaller of the two ranks; the largest such value over all rows is
/// k itself once enough rows are seen. Ties (one-hot columns) leave a range.
struct SettingsReader {
  private let records: Matrix
  private static let largestAngle = 1e-5
  /// Coordinates compared between two looks at the cancel flag: some milliseconds.
  private static let comparisonsPerLook = 4_000_000

  /// - Parameter records: different real records, in release units.
  init(records: Matrix) { self.records = records }

  /// - Parameters:
  ///   - synthetic: different synthetic rows, in release units.
  ///   - releasedRows: synthetic rows released, copies included.
  func estimate(
    from synthetic: Matrix, releasedRows: Int, in context: RunContext<AttackUpdate>
  ) throws -> SettingsEstimate {
    guard records.rows >= 2, synthetic.rows > 0 else { return SettingsEstimate() }
    context.report(.stage("k and the ratio", Fraction(1)))
    let segments = try segmentsOf(synthetic, in: context)
    let explained = segments.count
    let mostRatio = Double(releasedRows) / Double(records.rows)
    // Rows between no two known records speak of records not found, two at most each.
    let leastRatio =
      Double(releasedRows) / Double(records.rows + 2 * (synthetic.rows - explained))
    guard explained > 0 else { return SettingsEstimate(ratioRange: leastRatio...mostRatio) }
    // A row is explained if both its parents are found, so the share of rows explained is about
    // the square of the share of records found.
    let found = (Double(explained) / Double(synthetic.rows)).squareRoot()
    let range = try neighborRange(Set(segments), in: context)
    return SettingsEstimate(
      k: range.lowerBound, kRange: range, ratio: max(leastRatio, mostRatio * found),
      ratioRange: leastRatio...mostRatio)
  }

  private struct Segment: Hashable, Sendable {
    let first: Int
    let second: Int
  }

  /// The pair of records around each row, for the rows that have one.
  private func segmentsOf(
    _ synthetic: Matrix, in context: RunContext<AttackUpdate>
  ) throws -> [Segment] {
    let cloud = PointCloud(records.stacked(on: synthetic))
    let search = NearestNeighbors(records)
    return try parallelChunks(of: synthetic.rows, grain: 64, in: context) { range in
      let rows = Array(range)
      var found = [Segment]()
      var open = rows
      for count in [48, 512] where !open.isEmpty {
        let nearest = min(count, records.rows)
        let lists = try search.nearest(
          nearest, to: synthetic.rows(open), in: context.silenced(Never.self, threads: 1))
        var crossings = [ck_crossing](repeating: ck_crossing(), count: open.count)
        let subjects = open.map { Int32(records.rows + $0) }
        cloud.withKernelPoints { points in
          ck_lines_through(
            points, subjects, Int64(open.count), lists.indices, Int32(nearest),
            Self.largestAngle, &crossings)
        }
        for crossing in crossings where crossing.two_sided > 0 {
          let pair = [Int(crossing.before), Int(crossing.after)].sorted()
          found.append(Segment(first: pair[0], second: pair[1]))
        }
        open = zip(open, crossings).filter { $0.1.two_sided == 0 }.map(\.0)
      }
      return found
    }.flatMap(\.self)
  }

  /// The least and the most that k can be. O(records × records × columns) at worst.
  private func neighborRange(
    _ segments: Set<Segment>, in context: RunContext<AttackUpdate>
  ) throws -> ClosedRange<Int> {
    // Ranks among the neighbors of one record share its distances: all that start there together.
    let ends = segments.flatMap {
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
    let both = Dictionary(ranks.map { ($0.0, $0.1) }) { forth, back in
      Rank(least: min(forth.least, back.least), most: min(forth.most, back.most))
    }
    // A record has k segments of its own, so k is at least the mean number per record.
    let perRecord = (segments.count + records.rows - 1) / records.rows
    let least = max(perRecord, both.values.map(\.least).max() ?? 1)
    return least...max(least, both.values.map(\.most).max() ?? least)
  }

  /// The place of a neighbor among the neighbors of a record, if ties fall well and if not.
  private struct Rank: Sendable {
    let least: Int
    let most: Int
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
