import CKernels
import Foundation
import Jobs
import Numeric

/// Rebuilds real records from synthetic rows alone, knowing neither k nor the ratio.
///
/// Rows made from one pair of records lie on one line; lines of different pairs meet in the
/// records they share. Four rows in one plane give a meeting line pair, which does not happen by
/// chance in three or more dimensions; a place is claimed once three such rays leave it, or two
/// lines of three rows each. A known record and one row are a line too, so each claim makes more.
///
/// Cost: O(n² d) for neighbors and O(n m² d) for meetings, with m = 60 neighbors and n rows, of
/// which at most two per line of three or more count.
struct GeometryReconstruction {
  private let context: RunContext<AttackUpdate>
  private let release: Matrix
  private var scene: Scene
  private var pool: CandidatePool
  private var rule: RayRule
  private var search: MeetingSearch
  /// Where records are known.
  private var known: KnownPlaces
  private var hasWidened = false

  /// Rounds after which the search ends in any case; a round without a claim ends it before.
  private static let mostRounds = 200
  private static let neighborhood = 60
  private static let grain = 32
  /// Records nearer than this, in the cloud's scale, are one.
  private static let sameRecord = 1e-7
  /// Distance from a segment within which a row counts as explained by it, per rounding error.
  private static let explained = 1e4

  /// Claims what the rows themselves show, and prepares the search.
  ///
  /// - Parameters:
  ///   - unique: the different ones among `rows`.
  ///   - given: records known already, in release units; they are not claimed.
  /// - Throws: `AttackError.tooFewDimensions` if all rows are on one line.
  init(
    _ rows: Matrix, _ unique: UniqueRows, given: Matrix? = nil,
    in context: RunContext<AttackUpdate>
  ) throws {
    self.context = context
    release = rows
    if RowNeighbors.isLarge(rows: unique.rows.rows, columns: rows.columns) {
      context.report(
        .remark(MemoryEstimate.remark(bytes: Self.bytes(unique.rows), rows: unique.rows.rows)))
    }
    let isRounded = RoundedValues.areSeen(in: rows)
    let repeated = unique.occurrences.indices.filter {
      !isRounded && unique.occurrences[$0].count > 1
    }
    let single = unique.occurrences.indices.filter {
      isRounded || unique.occurrences[$0].count == 1
    }
    if isRounded {
      context.report(.remark("the values look rounded: repeated rows are not taken for records"))
    }
    let cloud = PointCloud(unique.rows)
    let released = unique.rows.rows(single)
    let singles = cloud.replacing(cloud.coordinates.rows(single))
    let lines = try CertainLines(singles, released: released, in: context)
    scene = Scene(
      singles, released: released, rowNumbers: single.map { unique.occurrences[$0][0] },
      lines: lines)
    pool = CandidatePool(width: rows.columns)
    known = KnownPlaces(width: rows.columns, distance: Self.sameRecord)
    rule = RayRule()
    let binary = try BinaryColumns.find(in: rows, context: context)
    search = MeetingSearch(
      neighborhood: Self.neighborhood,
      binaryValues: zip(binary, cloud.scales).flatMap { pair, scale in
        pair.map { [$0.low * scale, $0.high * scale] } ?? [.nan, .nan]
      })
    try settleDimension(cloud)
    takeIn(given, cloud)
    claimRepeated(repeated, unique, cloud)
    try scene.updateIndex(in: context)
    try pool.add(
      lines.crossings.map {
        Candidate(place: singles.coordinates.row($0), error: cloud.rounding)
      }, in: context)
  }

  /// The records found, in release units, in the order of their claims.
  mutating func run() throws -> Matrix {
    let given = scene.records
    try claimEndMeetings()
    try pool.add(search.meetingsOfRows(in: scene, context: context), in: context)
    if scene.givenCount > 0 {
      try settle(given)
    } else if !rule.isPlanar, !given.isEmpty {
      try follow(given)
    }
    for _ in 0..<Self.mostRounds {
      try RayView.refresh(&pool, in: scene, context: context)
      var accepted = provenCandidates
      if accepted.isEmpty, !rule.acceptsTwoStrong, !rule.isPlanar {
        rule.acceptsTwoStrong = true
        continue
      }
      if accepted.isEmpty, !rule.isPlanar {
        accepted = try Closure.proven(in: pool, scene, context: context)
      }
      if accepted.isEmpty {
        guard try widen() else { break }
        continue
      }
      try claim(accepted)
    }
    return scene.released.rows(Array(scene.records))
  }

  // MARK: - Claims

  /// In a large release, claims the records that lines of three rows and more show, so that few
  /// rows are left to be paired up.
  private mutating func claimEndMeetings() throws {
    guard scene.index != nil, !rule.isPlanar else { return }
    let ends = EndMeetings(binaryValues: search.binaryValues)
    try pool.add(ends.places(in: scene, context: context), in: context)
    try RayView.refresh(&pool, in: scene, context: context)
    try claim(provenCandidates)
  }

  private var provenCandidates: [Int] {
    pool.candidates.indices.filter { pool[$0].rays.map(rule.accepts) ?? false }
  }

  /// Rows that lie off a plane by less than this part of its size lie in it: only rounding has
  /// taken them away.
  private static let flatness = 1e-9

  private mutating func settleDimension(_ cloud: PointCloud) throws {
    let dimension = try SpannedDimension.count(
      of: cloud.coordinates, upTo: 3, tolerance: Self.flatness, in: context)
    guard dimension >= 2 else {
      throw AttackError.tooFewDimensions(attack: ReconSMOTE.title, found: dimension, needed: 2)
    }
    rule.isPlanar = dimension == 2
    if rule.isPlanar {
      scene.explain((0..<scene.rowCount).filter { scene.lines[$0] < 0 }.map { Int32($0) })
    }
  }

  /// Starts from records known already: they are on the scene, and not claimed again.
  private mutating func takeIn(_ given: Matrix?, _ cloud: PointCloud) {
    guard let given else { return }
    let places = PointCloud.scaled(given, by: cloud.scales)
    let fresh = (0..<places.rows).filter { known.insert(places.row($0)) }
    guard !fresh.isEmpty else { return }
    scene.addRecords(places.rows(fresh))
    scene.givenCount = fresh.count
  }

  /// Bytes that a large release takes at the peak: the different rows, their scaled copy, both once
  /// more for the scene, and an index.
  private static func bytes(_ rows: Matrix) -> Int {
    let index = ApproximateNeighbors.bytes(rows: rows.rows, columns: rows.columns)
    return rows.rows * (5 * 8 * rows.columns + 500) + index.peak
  }

  /// A row that was released twice lies between two equal records: it is one.
  private mutating func claimRepeated(_ repeated: [Int], _ unique: UniqueRows, _ cloud: PointCloud)
  {
    let repeated = repeated.filter { known.insert(cloud.coordinates.row($0)) }
    guard !repeated.isEmpty else { return }
    scene.addRecords(cloud.coordinates.rows(repeated))
    context.report(
      .guesses(
        repeated.map { index in
          Guess(
            .record(values: unique.rows.row(index)),
            evidence: Evidence(
              reason: .repeatedRow, lines: [EvidenceLine(rows: unique.occurrences[index])]))
        }))
  }

  private mutating func claim(_ accepted: [Int]) throws {
    let scene = scene
    let context = context
    let release = release
    let acceptsTwoStrong = rule.acceptsTwoStrong
    let nearby = scene.search()
    let best = accepted.sorted { (pool[$0].error, $0) < (pool[$1].error, $1) }
    let different = best.map { pool[$0] }.filter { known.insert($0.place) }
    let fresh = nearby.order(of: different, in: scene).map { different[$0] }
    let guesses = try parallelMap(fresh.count, in: context) { index in
      let candidate = fresh[index]
      let lines = try RayView.lines(at: candidate, in: scene, nearby, context: context)
      let values = scene.cloud.released(candidate.place[...])
      let proof = SmallestProof(of: values, acceptsTwoStrong: acceptsTwoStrong)
      return Guess(
        .record(values: values),
        evidence: Evidence(
          reason: .meetingLines, lines: proof.lines(lines) { release.row($0) },
          ruledOut: Self.ruledOut(at: candidate, in: scene)), error: candidate.error)
    }
    let taken = Set(accepted)
    pool.filter(pool.candidates.indices.map { !taken.contains($0) })
    guard !fresh.isEmpty else { return }
    context.report(.guesses(guesses))
    let first = self.scene.kinds.count
    self.scene.addRecords(Matrix(fresh.map(\.place)))
    try self.scene.updateIndex(in: context)
    try settle(first..<self.scene.kinds.count)
  }

  /// What else could have been at a place, and was looked for.
  private static func ruledOut(at candidate: Candidate, in scene: Scene) -> [RuledOut] {
    guard let rays = candidate.rays else { return [] }
    let isFlat = rays.rank == 2
    // Two lines of a space of so many dimensions pass each other within the error by chance about
    // once in (1 / error)^(dimensions - 2) tries; each row was tried with pairs of its neighbors.
    let tries = Double(scene.rowCount) * Double(neighborhood * neighborhood) / 2
    let chance =
      Double(scene.cloud.coordinates.columns - 2) * log(max(candidate.error, 1e-16)) + log(tries)
    return [.insideOfSegment] + (isFlat ? [.flatSpot(rowsInPlane: Int(rays.in_plane))] : [])
      + (chance < 0 ? [.chance(logProbability: chance)] : [])
  }

  // MARK: - Following new records

  /// Takes in what new records explain and where their lines lead.
  private mutating func settle(_ records: Range<Int>) throws {
    try drop(near: records)
    guard !rule.isPlanar else { return }
    let nearby = scene.search()
    let scene = scene
    let context = context
    let between = try parallelChunks(of: records.count, grain: 8, in: context) { range in
      let part = range.map { records.lowerBound + $0 }
      let lists = try nearby.nearest(
        RayView.neighborhood(in: scene), to: scene.released.rows(part), in: context
      )
      .indices
      return Self.rowsBetween(part, lists, in: scene)
    }
    self.scene.explain(between.flatMap(\.self))
    try self.scene.updateIndex(in: context)
    try markStale(from: records)
    try follow(records)
  }

  private static func rowsBetween(
    _ records: [Int], _ neighbors: [Int32], in scene: Scene
  ) -> [Int32] {
    var list = ck_list()
    defer { ck_list_free(&list) }
    let count = RayView.neighborhood(in: scene)
    scene.withKernel { points, roles in
      for (position, record) in records.enumerated() {
        let near = Array(neighbors[position * count..<(position + 1) * count])
        ck_points_between(
          points, roles, Int32(record), near, Int32(count),
          explained * scene.cloud.rounding / 2, &list)
      }
    }
    return Array(UnsafeBufferPointer(start: list.items, count: Int(list.count)))
  }

  private mutating func follow(_ records: Range<Int>) throws {
    try pool.add(
      search.meetings(ofRecords: records, in: scene, context: context), in: context)
  }

  /// Drops candidates that new records account for, and, unless the scene is large, has those
  /// looked at again whose rays may end in one.
  private mutating func drop(near records: Range<Int>) throws {
    guard !pool.isEmpty else { return }
    let known = try RowNeighbors(scene.released.rows(Array(records)), in: context)
    let scene = scene
    let context = context
    let candidates = pool.candidates
    let places = Matrix(candidates.map { scene.cloud.released($0.place[...]) })
    let nearest = try parallelChunks(of: places.rows, grain: Self.grain, in: context) { range in
      let found = try known.nearest(1, to: places.rows(Array(range)), in: context)
      return Array(zip(found.indices, found.squaredDistances))
    }.flatMap(\.self)
    var kept = [Bool](repeating: true, count: candidates.count)
    for (index, candidate) in candidates.enumerated() {
      let record = records.lowerBound + Int(nearest[index].0)
      kept[index] = candidate.place.indices.contains {
        abs(scene.cloud.coordinates[record, $0] - candidate.place[$0]) >= Self.sameRecord
      }
      if scene.index == nil, nearest[index].1 <= candidate.reach { pool[index].rays = nil }
    }
    pool.filter(kept)
  }

  /// In a large scene, has candidates looked at again that new records give a ray.
  private mutating func markStale(from records: Range<Int>) throws {
    guard scene.index != nil, !pool.isEmpty else { return }
    let isSeen = try NewSights.candidates(
      pool.candidates, from: records, in: scene, context: context)
    for index in isSeen.indices where isSeen[index] { pool[index].rays = nil }
  }

  /// Once, when nothing new is found: follows all records again through the rows now left. Not in a
  /// large scene: there it would find one record in five hundred more for a fifth of the time.
  private mutating func widen() throws -> Bool {
    guard scene.index == nil, !hasWidened, !rule.isPlanar, scene.recordCount > 0 else {
      return false
    }
    hasWidened = true
    let before = pool.candidates.count
    try follow(scene.records)
    for index in pool.candidates.indices { pool[index].rays = nil }
    return pool.candidates.count > before
  }
}
