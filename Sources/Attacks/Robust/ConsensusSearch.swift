import CKernels
import Jobs
import Numeric

/// Looks for lines that many rows lie near, around some of the rows.
struct ConsensusSearch: Sendable {
  let rows: WeightedRows
  /// The rows that lines are sought around.
  let subjects: [Int32]
  /// Neighbors of each subject.
  let lists: NeighborLists

  /// Least tolerance of the ladder: below rounding, whatever the data.
  static let leastTolerance = 0x1p-50
  static let rungs = 49
  /// Subjects between two looks at the cancel flag: some milliseconds.
  private static let grain = 8
  /// Any seed does; the same every time, so that equal releases give equal answers.
  private static let flip: UInt64 = 0x5eed

  /// Finds the neighbors. O(subjects × rows × columns) at worst.
  init<Update>(
    _ rows: WeightedRows, around subjects: [Int32], neighbors: Int, in context: RunContext<Update>
  ) throws {
    self.rows = rows
    self.subjects = subjects
    lists = try NearestNeighbors(rows.coordinates).nearest(
      min(neighbors, rows.coordinates.rows - 1),
      to: rows.coordinates.rows(subjects.map(Int.init)), excluding: subjects, in: context)
  }

  /// Distance to the farthest neighbor of a subject, in the median.
  var reach: Double {
    let farthest = subjects.indices.map { lists.squaredDistances[($0 + 1) * lists.count - 1] }
    return farthest.sorted()[farthest.count / 2].squareRoot()
  }

  /// For each rung of the ladder of tolerances, how many rows more than by chance are near the best
  /// line through each subject, summed over the subjects. O(subjects × neighbors² × columns).
  func ladder<Update>(in context: RunContext<Update>) throws -> [Int] {
    let sums = try parallelChunks(of: subjects.count, grain: Self.grain, in: context) { range in
      let found = counts(range, flip: 0)
      let chance = counts(range, flip: Self.flip)
      return (0..<Self.rungs).map { rung in
        stride(from: rung, to: found.count, by: Self.rungs).reduce(0) {
          $0 + Int(found[$1]) - Int(chance[$1])
        }
      }
    }
    return (0..<Self.rungs).map { rung in sums.reduce(0) { $0 + $1[rung] } }
  }

  /// For some of the subjects, how many neighbors the best line has by chance.
  func chanceCounts<Update>(
    of sample: Int, tolerance: Double, in context: RunContext<Update>
  ) throws -> [Int32] {
    let count = min(sample, subjects.count)
    let positions = (0..<count).map { $0 * subjects.count / count }
    return try parallelChunks(of: count, grain: Self.grain, in: context) { range in
      var counts = [Int32](repeating: 0, count: range.count)
      let part = positions[range]
      let near = part.flatMap { lists.neighbors(of: $0) }
      rows.withKernelRows { rows in
        ck_consensus_ladder(
          rows, part.map { subjects[$0] }, Int64(range.count), near, Int32(lists.count), tolerance,
          1, Self.flip, &counts)
      }
      return counts
    }.flatMap(\.self)
  }

  private func counts(_ range: Range<Int>, flip: UInt64) -> [Int32] {
    var counts = [Int32](repeating: 0, count: range.count * Self.rungs)
    rows.withKernelRows { rows in
      ck_consensus_ladder(
        rows, Array(subjects[range]), Int64(range.count), neighbors(range), Int32(lists.count),
        Self.leastTolerance, Int32(Self.rungs), flip, &counts)
    }
    return counts
  }

  /// The best line through each subject whose position is in `positions`, among free rows.
  ///
  /// - Parameter isFree: one flag per row.
  func bestLines<Update>(
    _ positions: [Int], isFree: [UInt8], tolerance: Double, in context: RunContext<Update>
  ) throws -> [ck_consensus] {
    try parallelChunks(of: positions.count, grain: Self.grain, in: context) { range in
      let part = positions[range]
      var best = [ck_consensus](repeating: ck_consensus(), count: part.count)
      let near = part.flatMap { lists.neighbors(of: $0) }
      rows.withKernelRows { rows in
        ck_best_lines(
          rows, isFree, part.map { subjects[$0] }, Int64(part.count), near, Int32(lists.count),
          tolerance, &best)
      }
      return best
    }.flatMap(\.self)
  }

  /// The line of best fit near the one through a subject and a row, or nil if there is none that
  /// is long enough to have a direction.
  func fit(
    _ position: Int, through row: Int32, among candidates: [Int32], tolerance: Double
  ) -> FittedLine? {
    var center = [Double](repeating: 0, count: rows.width)
    var direction = center
    var members = [Int32](repeating: 0, count: candidates.count)
    var along = [Double](repeating: 0, count: candidates.count)
    let count = rows.withKernelRows { rows in
      Int(
        ck_fit_line(
          rows, subjects[position], row, candidates, Int32(candidates.count), tolerance, &center,
          &direction, &members, &along))
    }
    let line = FittedLine(
      center: center, direction: direction, members: Array(members.prefix(count)),
      along: Array(along.prefix(count)))
    return line.span > Self.leastSpan * tolerance ? line : nil
  }

  /// Lines shorter than so many tolerances have no direction to speak of.
  private static let leastSpan = 6.0

  private func neighbors(_ range: Range<Int>) -> [Int32] {
    Array(lists.indices[range.lowerBound * lists.count..<range.upperBound * lists.count])
  }
}
