import CKernels
import Jobs
import Numeric

/// Proves candidates by each other.
///
/// Where rows are few, no record may have three lines of its own; but a row exactly between two
/// candidates speaks for both. A candidate that gets a third ray this way is accepted.
struct Closure: Sendable {
  /// Candidates around a row that are paired up; in a large scene, whose candidates are many.
  private static let neighborhood = (usual: 1500, large: 200)
  private static let grain = 8

  /// Positions in the pool of the candidates that are proven.
  static func proven(
    in pool: CandidatePool, _ scene: Scene, context: RunContext<AttackUpdate>
  ) throws -> [Int] {
    let open = pool.candidates.indices.filter {
      guard let rays = pool[$0].rays else { return false }
      return rays.rays >= 2 && rays.opposite == 0
    }
    guard open.count >= 2 else { return [] }
    context.report(.stage("candidates that prove each other", Fraction(0.9)))
    let candidates = open.map { pool[$0] }
    let partners = try partners(of: candidates, scene, context: context)
    let paired = candidates.indices.filter { partners[$0] != nil }
    guard !paired.isEmpty else { return [] }
    let rays = try raysWithPartners(
      candidates, paired, partners, scene, context: context)
    return paired.indices.filter { index in
      let before = candidates[paired[index]].rays?.rays ?? 0
      let now = rays[index]
      return now.rays >= 3 && now.rank >= 3 && now.opposite == 0 && now.rays > before
    }.map { open[paired[$0]] }
  }

  /// For each candidate the candidates on the other side of a row, and those rows.
  private static func partners(
    of candidates: [Candidate], _ scene: Scene, context: RunContext<AttackUpdate>
  ) throws -> [Int: Set<Int32>] {
    let rows = (0..<scene.rowCount).filter { scene.isFree($0) && scene.lines[$0] < 0 }
    let places = Matrix(candidates.map(\.place), columns: scene.cloud.coordinates.columns)
    let released = Matrix(candidates.map { scene.cloud.released($0.place[...]) })
    let search = try RowNeighbors(released, in: context)
    let points = scene.cloud.replacing(scene.cloud.coordinates.rows(rows).stacked(on: places))
    let errors = Array(repeating: 0, count: rows.count) + candidates.map(\.error)
    let count = min(
      scene.index == nil ? neighborhood.usual : neighborhood.large, candidates.count)
    let triples = try parallelChunks(of: rows.count, grain: grain, in: context) { range in
      let near = try search.nearest(
        count, to: scene.released.rows(range.map { rows[$0] }), in: context)
      let neighbors = near.indices.map { $0 < 0 ? -1 : $0 + Int32(rows.count) }
      var list = ck_list()
      defer { ck_list_free(&list) }
      points.withKernelPoints { points in
        ck_places_around(
          points, errors, range.map { Int32($0) }, Int64(range.count), neighbors, Int32(count),
          &list)
      }
      return Array(UnsafeBufferPointer(start: list.items, count: Int(list.count)))
    }.flatMap(\.self)
    try context.checkCancellation()
    var partners: [Int: Set<Int32>] = [:]
    for start in stride(from: 0, to: triples.count, by: 3) {
      let row = Int32(rows[Int(triples[start])])
      let first = Int(triples[start + 1]) - rows.count
      let second = Int(triples[start + 2]) - rows.count
      let base = Int32(scene.kinds.count)
      partners[first, default: []].formUnion([row, base + Int32(second)])
      partners[second, default: []].formUnion([row, base + Int32(first)])
    }
    return partners
  }

  /// The rays at the paired candidates, with their partners taken for records.
  private static func raysWithPartners(
    _ candidates: [Candidate], _ paired: [Int], _ partners: [Int: Set<Int32>], _ scene: Scene,
    context: RunContext<AttackUpdate>
  ) throws -> [ck_rays] {
    var provisional = scene
    provisional.addRecords(Matrix(candidates.map(\.place)))
    let search = scene.search()
    let extended = provisional
    return try parallelMap(paired.count, in: context) { position in
      let index = paired[position]
      let candidate = candidates[index]
      let place = Matrix([scene.cloud.released(candidate.place[...])])
      let near = try search.nearest(
        RayView.neighborhood(in: scene), to: place, in: context
      ).indices
      let all = near + (partners[index] ?? []).subtracting(near).sorted()
      var rays = ck_rays()
      extended.withKernel { points, roles in
        ck_rays_at(
          points, roles, candidate.place, [candidate.error], 1, all, Int32(all.count), &rays)
      }
      return rays
    }
  }
}
