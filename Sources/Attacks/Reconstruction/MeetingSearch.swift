import CKernels
import Jobs
import Numeric

/// Finds the places where lines of two released rows, or of a row and a record, meet.
struct MeetingSearch: Sendable {
  /// Points around a base line that are paired up.
  let neighborhood: Int
  /// For each column two values of which a record has one, or NaN twice, in the cloud's scale.
  let binaryValues: [Double]

  /// Places known less well than this are dropped.
  private static let largestError = 1e-7
  private static let grain = 16
  private static let largeGrain = 128

  /// Places where lines between rows meet: the first look, when no record need be known.
  func meetingsOfRows(
    in scene: Scene, context: RunContext<AttackUpdate>
  ) throws -> [Candidate] {
    try meetings(from: Array(0..<scene.rowCount), in: scene, count: neighborhood, context: context)
  }

  /// Places where lines from `records` through a row meet other lines.
  func meetings(
    ofRecords records: Range<Int>, in scene: Scene, context: RunContext<AttackUpdate>
  ) throws -> [Candidate] {
    try meetings(from: Array(records), in: scene, count: 2 * neighborhood, context: context)
  }

  private func meetings(
    from points: [Int], in scene: Scene, count: Int, context: RunContext<AttackUpdate>
  ) throws -> [Candidate] {
    let search = scene.search()
    let mates = scene.mates
    let done = Locked(0)
    let points = scene.index?.sorted(points) ?? points
    let grain = scene.index == nil ? Self.grain : Self.largeGrain
    return try parallelChunks(of: points.count, grain: grain, in: context) { range in
      let part = points[range].filter { scene.isFree($0) || scene.isRecord($0) }
      let found = try meetings(from: part, in: scene, search, mates, count: count, context)
      let share = done.withLock { done in
        done += range.count
        return Fraction(done, of: points.count)
      }
      context.report(.stage("lines that meet", Fraction(0.3 + 0.3 * share.value)))
      // Near points give the same places many times: there is no memory for all of them at once.
      return scene.index == nil ? found : CandidatePool.merged(found)
    }.flatMap(\.self)
  }

  private func meetings(
    from points: [Int], in scene: Scene, _ search: SceneSearch, _ mates: [Int32], count: Int,
    _ context: RunContext<AttackUpdate>
  ) throws -> [Candidate] {
    let lists = try search.nearest(count + 1, to: scene.released.rows(points), in: context)
      .indices
    var found = ck_meetings()
    defer { ck_meetings_free(&found) }
    for (position, point) in points.enumerated() {
      try context.checkCancellation()
      var near = Array(lists[position * (count + 1)..<(position + 1) * (count + 1)])
      if point < mates.count, mates[point] >= 0, !near.contains(mates[point]) {
        near[count] = mates[point]
      }
      let bases = near.indices.filter { isBase(Int(near[$0]), from: point, in: scene) }
        .map { Int32($0) }
      guard !bases.isEmpty else { continue }
      scene.withKernel { points, roles in
        ck_meetings_from(
          points, roles, Int32(point), near, Int32(near.count), bases, Int32(bases.count),
          binaryValues, Self.largestError, &found)
      }
    }
    return Candidate.list(found, width: scene.cloud.coordinates.columns)
  }

  /// Whether the line from `point` through `other` is looked at, and from this end.
  private func isBase(_ other: Int, from point: Int, in scene: Scene) -> Bool {
    guard other >= 0, other != point, !scene.isRecord(other), scene.isFree(other) else {
      return false
    }
    if scene.isRecord(point) { return scene.lines[other] < 0 }
    guard scene.lines[point] == scene.lines[other] else { return false }
    return other > point
  }
}
