import CKernels
import Jobs
import Numeric

/// The search of `CrossingReconstruction`: lines, places where they meet, lines through those.
struct CrossingSearch {
  private let unique: UniqueRows
  private let cloud: PointCloud
  private var lines: StraightLines
  /// Rows on no line so far, by number among the unique ones.
  private var free: [Int]
  private var records: [[Double]] = []
  private var known: KnownPlaces
  private var pool: CandidatePool
  /// For each column two values of which a record has one, or nil, in the cloud's scale.
  private let binary: [(low: Double, high: Double)?]
  /// Records that were known from the start: they are not claimed.
  private let givenCount: Int
  /// For each line the claims that lie on it.
  private var claimsOfLine: [Int: [Int]] = [:]

  private static let mostRounds = 50
  private static let sameRecord = 1e-7
  private static let binaryTolerance = 1e-6
  /// Free rows around a record that may be in line with it.
  private static let neighborhood = 400
  private static let largestAngle = 1e-6
  /// A rebuilt record is known this much less well than a row, in rounding errors.
  private static let recordRounding = 64.0

  /// - Parameters:
  ///   - unique: the released rows.
  ///   - known: records known already, in release units.
  /// - Throws: `CancellationError`.
  init(_ unique: UniqueRows, known: Matrix?, in context: RunContext<AttackUpdate>) throws {
    self.unique = unique
    let cloud = PointCloud(unique.rows)
    self.cloud = cloud
    let certain = try CertainLines(cloud, released: unique.rows, in: context)
    lines = StraightLines(width: unique.rows.columns)
    var isOnLine = [Bool](repeating: false, count: unique.rows.rows)
    for rows in certain.lines {
      lines.add(
        from: cloud.coordinates.row(rows[0]), to: cloud.coordinates.row(rows[rows.count - 1]),
        rows: rows, error: cloud.rounding)
      for row in rows { isOnLine[row] = true }
    }
    free = isOnLine.indices.filter { !isOnLine[$0] }
    self.known = KnownPlaces(width: unique.rows.columns, distance: Self.sameRecord)
    pool = CandidatePool(width: unique.rows.columns)
    binary = zip(try BinaryColumns.find(in: unique.rows, context: context), cloud.scales).map {
      pair, scale in pair.map { ($0.low * scale, $0.high * scale) }
    }
    let given = known.map { PointCloud.scaled($0, by: cloud.scales) }
    records = given.map { given in (0..<given.rows).map { given.row($0) } } ?? []
    givenCount = records.count
    for record in records { self.known.insert(record) }
  }

  var lineCount: Int { lines.count }

  /// The records found and known, in release units.
  ///
  /// - Throws: `CancellationError`.
  mutating func run(in context: RunContext<AttackUpdate>) throws -> Matrix {
    try addLines(through: 0..<records.count, in: context)
    var first = 0
    for round in 0..<Self.mostRounds where lines.count > first {
      context.report(
        .stage("lines that meet", Fraction(0.4 + 0.6 * Double(round) / Double(round + 2))))
      try pool.add(lines.meetings(from: first, in: context), in: context)
      first = lines.count
      let before = records.count
      try claim(in: context)
      try addLines(through: before..<records.count, in: context)
    }
    context.report(.stage("done", Fraction(1)))
    return Matrix(records.map { cloud.released($0[...]) }, columns: unique.rows.columns)
  }

  // MARK: - Claims

  /// Claims the places that are records, those that most lines pass through first.
  private mutating func claim(in context: RunContext<AttackUpdate>) throws {
    let lines = lines
    let candidates = pool.candidates.filter { isPossible($0.place) }
    let passing = try parallelMap(candidates.count, in: context) { index in
      lines.lines(at: candidates[index].place, error: candidates[index].error)
    }
    let order = candidates.indices.sorted { (-passing[$0].count, $0) < (-passing[$1].count, $1) }
    var guesses: [Guess] = []
    for index in order where known.insert(candidates[index].place) {
      guesses.append(guess(candidates[index], passing[index]))
      for line in passing[index] {
        claimsOfLine[line, default: []].append(records.count - givenCount)
      }
      records.append(candidates[index].place)
    }
    pool = CandidatePool(width: unique.rows.columns)
    if !guesses.isEmpty { context.report(.guesses(guesses)) }
  }

  private func isPossible(_ place: [Double]) -> Bool {
    zip(place, binary).allSatisfy { value, pair in
      guard let pair else { return true }
      return min(abs(value - pair.low), abs(value - pair.high)) <= Self.binaryTolerance
    }
  }

  private func guess(_ candidate: Candidate, _ passing: [Int]) -> Guess {
    let shown = passing.map { line in
      EvidenceLine(
        rows: lines.rows[line].sorted {
          (distance($0, candidate.place), $0) < (distance($1, candidate.place), $1)
        }.map { unique.occurrences[$0][0] }, record: claimsOfLine[line]?.first)
    }
    return Guess(
      .record(values: cloud.released(candidate.place[...])),
      evidence: Evidence(reason: .meetingLines, lines: shown), error: candidate.error,
      // Between records on a grid two lines can meet without one: diagonals of parallelograms.
      certainty: passing.count < 3 && isGrid ? .probable : .certain)
  }

  private var isGrid: Bool { binary.contains { $0 != nil } }

  private func distance(_ row: Int, _ place: [Double]) -> Double {
    place.indices.reduce(0) { sum, column in
      let difference = cloud.coordinates[row, column] - place[column]
      return sum + difference * difference
    }
  }

  // MARK: - Lines through records

  /// Adds the lines through a record and two free rows or more.
  private mutating func addLines(
    through range: Range<Int>, in context: RunContext<AttackUpdate>
  ) throws {
    guard !range.isEmpty, free.count >= 2 else { return }
    let found = try linesOfFreeRows(through: range, in: context)
    var taken = Set<Int>()
    for (record, groups) in zip(range, found) {
      for group in groups where !group.contains(where: { taken.contains($0) }) {
        let sorted = group.sorted {
          (distance($0, records[record]), $0) < (distance($1, records[record]), $1)
        }
        guard let far = sorted.last else { continue }
        lines.add(
          from: records[record], to: cloud.coordinates.row(far), rows: sorted,
          error: cloud.rounding * Self.recordRounding)
        taken.formUnion(group)
      }
    }
    free.removeAll { taken.contains($0) }
  }

  private func linesOfFreeRows(
    through range: Range<Int>, in context: RunContext<AttackUpdate>
  ) throws -> [[[Int]]] {
    let places = Matrix(range.map { records[$0] })
    let points = cloud.replacing(cloud.coordinates.rows(free).stacked(on: places))
    let search = NearestNeighbors(unique.rows.rows(free))
    let count = min(Self.neighborhood, free.count)
    let free = free
    return try parallelMap(range.count, in: context) { index in
      let place = cloud.released(places.row(index)[...])
      let near = try search.nearest(
        count, to: Matrix([place]), in: context.silenced(Never.self, threads: 1)
      ).indices
      return Self.groups(at: Int32(free.count + index), points, near)
        .map { $0.map { free[Int($0)] } }
    }
  }

  private static func groups(
    at subject: Int32, _ points: PointCloud, _ neighbors: [Int32]
  ) -> [[Int32]] {
    var list = ck_list()
    defer { ck_list_free(&list) }
    points.withKernelPoints { exact in
      var points = exact.pointee
      points.rounding *= recordRounding
      ck_collinear_groups(
        &points, [subject], 1, neighbors, Int32(neighbors.count), largestAngle, &list)
    }
    let items = UnsafeBufferPointer(start: list.items, count: Int(list.count))
    var groups: [[Int32]] = []
    var position = 2
    for _ in 0..<Int(items[1]) {
      let size = Int(items[position])
      groups.append(Array(items[position + 1..<position + 1 + size]))
      position += size + 1
    }
    return groups
  }
}
