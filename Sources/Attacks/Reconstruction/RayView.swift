import CKernels
import Jobs
import Numeric

/// Looks at candidates from where they stand: which rays leave them?
struct RayView: Sendable {
  /// Points around a candidate that are looked at.
  static func neighborhood(in scene: Scene) -> Int { scene.index == nil ? 200 : 100 }
  private static let grain = 32

  /// Fills in the rays of the candidates that have none.
  static func refresh(
    _ pool: inout CandidatePool, in scene: Scene, context: RunContext<AttackUpdate>
  ) throws {
    let unseen = pool.candidates.indices.filter { pool[$0].rays == nil }
    guard !unseen.isEmpty else { return }
    let search = scene.search()
    let candidates = pool.candidates
    let stale = search.order(of: unseen.map { candidates[$0] }, in: scene).map { unseen[$0] }
    let parts = try parallelChunks(of: stale.count, grain: grain, in: context) { range in
      try look(at: stale[range].map { candidates[$0] }, in: scene, search, context)
    }
    for (index, seen) in zip(stale, parts.joined()) { pool[index] = seen }
  }

  private static func look(
    at candidates: [Candidate], in scene: Scene, _ search: SceneSearch,
    _ context: RunContext<AttackUpdate>
  ) throws -> [Candidate] {
    let places = Matrix(candidates.map { scene.cloud.released($0.place[...]) })
    let neighborhood = neighborhood(in: scene)
    let lists = try search.nearest(neighborhood, to: places, in: context)
    var rays = [ck_rays](repeating: ck_rays(), count: candidates.count)
    scene.withKernel { points, roles in
      ck_rays_at(
        points, roles, candidates.flatMap(\.place), candidates.map(\.error),
        Int64(candidates.count), lists.indices, Int32(neighborhood), &rays)
    }
    return candidates.indices.map { index in
      var seen = candidates[index]
      seen.rays = rays[index]
      seen.reach = lists.reach[index]
      return seen
    }
  }

  /// The lines of released rows, nearest first, that leave a place.
  static func lines(
    at candidate: Candidate, in scene: Scene, _ search: SceneSearch,
    context: RunContext<AttackUpdate>
  ) throws -> [EvidenceLine] {
    let place = Matrix([scene.cloud.released(candidate.place[...])])
    let neighborhood = neighborhood(in: scene)
    let near = try search.nearest(neighborhood, to: place, in: context).indices
    var list = ck_list()
    defer { ck_list_free(&list) }
    scene.withKernel { points, roles in
      ck_ray_members(
        points, roles, candidate.place, candidate.error, near, Int32(neighborhood), &list)
    }
    var lines: [EvidenceLine] = []
    var position = 0
    while position < Int(list.count) {
      let count = Int(list.items[position])
      let record = Int(list.items[position + 1])
      let points = (0..<count).map { Int(list.items[position + 2 + $0]) }
      lines.append(line(from: candidate.place, points, endingIn: record, in: scene))
      position += 2 + count
    }
    return lines
  }

  /// Where the rows of a line lie between a place and the record at its other end, if it is known.
  private static func line(
    from place: [Double], _ points: [Int], endingIn record: Int, in scene: Scene
  ) -> EvidenceLine {
    let numbers = rows(points, in: scene)
    guard record >= 0 else { return EvidenceLine(rows: numbers) }
    let end = scene.cloud.coordinates.row(record)
    let way = zip(end, place).map { $0 - $1 }
    let square = way.reduce(0) { $0 + $1 * $1 }
    let claim = record - scene.rowCount - scene.givenCount
    // Of the rows of a certain line those between its ends are no points of the scene.
    let steps =
      numbers.count != points.count
      ? []
      : points.map { point in
        zip(scene.cloud.coordinates.row(point), zip(place, way)).reduce(0) { sum, next in
          sum + (next.0 - next.1.0) * next.1.1
        } / square
      }
    return EvidenceLine(
      rows: numbers, record: claim < 0 ? nil : claim, steps: steps,
      otherEnd: scene.released.row(record))
  }

  /// Released rows for points; the end of a certain line stands for all rows on it.
  private static func rows(_ points: [Int], in scene: Scene) -> [Int] {
    guard let first = points.first, scene.lines[first] >= 0 else {
      return points.map { scene.rowNumbers[$0] }
    }
    let rows = scene.lineRows[Int(scene.lines[first])]
    return rows.first == scene.rowNumbers[first] ? rows : rows.reversed()
  }
}
