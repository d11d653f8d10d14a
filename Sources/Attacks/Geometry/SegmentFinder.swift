import CKernels
import Jobs
import Numeric

/// Two records, by number, between which a synthetic row lies.
struct RecordPair: Hashable, Sendable {
  let first: Int
  let second: Int
}

/// Finds the two records that each synthetic row was made from.
struct SegmentFinder {
  private let records: Matrix
  private let noise: [Double]?
  private static let largestAngle = 1e-5
  /// A row nearer to a record than this share of its column's largest value is a copy of it.
  private static let sameRecord = 1e-9
  /// Records looked at per row; the larger number where the smaller shows nothing.
  private static let neighborhoods = [48, 512]
  /// Records looked at per row under noise, where all pairs are compared.
  private static let noisyNeighborhood = 24
  /// Deviations beyond so many amplitudes are no noise: row and both records have an error each.
  private static let widestDeviation = 3.0

  struct Result: Sendable {
    /// One per row that lies between two records.
    var segments: [RecordPair] = []
    /// Rows that are copies of a record: the record of each, by number of the row.
    var copies: [Int: Int] = [:]
  }

  /// - Parameter noise: half the width of the error of each column; nil for none.
  init(_ records: Matrix, noise: [Double]?) {
    self.records = records
    self.noise = noise
  }

  /// O(rows × records × columns) at worst, for neighbors; they are approximate among very many
  /// records.
  func segments(
    around rows: Matrix, in context: RunContext<AttackUpdate>
  ) throws -> Result {
    let search = try RowNeighbors(records, in: context)
    let cloud = PointCloud(records.stacked(on: rows))
    let parts = try parallelChunks(of: rows.rows, grain: 64, in: context) { range in
      let part = Array(range)
      if let noise {
        let count = min(Self.noisyNeighborhood, records.rows)
        let lists = try search.nearest(count, to: rows.rows(part), in: context)
        return Result(
          segments: part.indices.compactMap {
            nearestSegment(rows.row(part[$0]), lists.neighbors(of: $0), noise)
          })
      }
      return try exact(part, rows, cloud, search, in: context)
    }
    return parts.reduce(into: Result()) { all, part in
      all.segments += part.segments
      all.copies.merge(part.copies) { first, _ in first }
    }
  }

  private func exact(
    _ part: [Int], _ rows: Matrix, _ cloud: PointCloud, _ search: RowNeighbors,
    in context: RunContext<AttackUpdate>
  ) throws -> Result {
    var result = Result()
    var open = part
    for (stage, size) in Self.neighborhoods.enumerated() where !open.isEmpty {
      let count = min(size, records.rows)
      let lists = try search.nearest(count, to: rows.rows(open), in: context)
      if stage == 0 {
        for (place, row) in open.enumerated() {
          guard let record = lists.neighbors(of: place).first.map({ Int($0) }), record >= 0 else {
            continue
          }
          if isCopy(cloud, records.rows + row, of: record) { result.copies[row] = record }
        }
      }
      var crossings = [ck_crossing](repeating: ck_crossing(), count: open.count)
      let subjects = open.map { Int32(records.rows + $0) }
      cloud.withKernelPoints { points in
        ck_lines_through(
          points, subjects, Int64(open.count), lists.indices, Int32(count), Self.largestAngle,
          &crossings)
      }
      for crossing in crossings where crossing.two_sided > 0 {
        let pair = [Int(crossing.before), Int(crossing.after)].sorted()
        result.segments.append(RecordPair(first: pair[0], second: pair[1]))
      }
      open = zip(open, crossings).filter { $0.1.two_sided == 0 }.map(\.0)
    }
    return result
  }

  private func isCopy(_ cloud: PointCloud, _ row: Int, of record: Int) -> Bool {
    (0..<records.columns).allSatisfy {
      abs(cloud.coordinates[row, $0] - cloud.coordinates[record, $0]) <= Self.sameRecord
    }
  }

  /// Of the pairs of records that a row lies between within the noise, the one nearest together:
  /// wrong pairs are as likely among all, and there are more that are far apart.
  private func nearestSegment(
    _ row: [Double], _ neighbors: ArraySlice<Int32>, _ noise: [Double]
  ) -> RecordPair? {
    let scales = noise.map { 1 / max($0, .leastNormalMagnitude) }
    let near = neighbors.filter { $0 >= 0 }.map { Int($0) }
    let offsets = near.map { record in
      row.indices.map { min(max((records[record, $0] - row[$0]) * scales[$0], -1e150), 1e150) }
    }
    var best: (length: Double, pair: RecordPair)?
    for one in near.indices {
      for other in near.indices where other > one {
        guard let length = Self.length(offsets[one], offsets[other]) else { continue }
        if length < best?.length ?? .infinity {
          let pair = [near[one], near[other]].sorted()
          best = (length, RecordPair(first: pair[0], second: pair[1]))
        }
      }
    }
    return best?.pair
  }

  /// Squared length of the segment from `first` to `second` if the origin is on it, else nil.
  private static func length(_ first: [Double], _ second: [Double]) -> Double? {
    var along = 0.0
    var square = 0.0
    for column in first.indices {
      let way = second[column] - first[column]
      along -= first[column] * way
      square += way * way
    }
    guard along > 0, along < square else { return nil }
    let step = along / square
    for column in first.indices {
      let place = first[column] + step * (second[column] - first[column])
      if abs(place) > widestDeviation { return nil }
    }
    return square
  }
}
