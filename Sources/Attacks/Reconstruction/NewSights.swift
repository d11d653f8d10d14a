import CKernels
import Jobs
import Numeric

/// Which candidates may have gained a ray by new records: those on one line with such a record and a
/// row near it.
///
/// In a large scene new records are near every candidate; looking at all of them again for the few
/// that gain something is what costs most.
enum NewSights {
  /// Candidates around a record that are looked at.
  private static let neighborhood = 100
  /// Up to so many records are compared with all candidates.
  private static let fewRecords = 2000
  private static let grain = 256

  /// For each candidate whether to look at it again.
  ///
  /// - Throws: `CancellationError`.
  static func candidates(
    _ candidates: [Candidate], from records: Range<Int>, in scene: Scene,
    context: RunContext<AttackUpdate>
  ) throws -> [Bool] {
    let placed = Matrix(candidates.map { scene.cloud.released($0.place[...]) })
    let places = candidates.flatMap(\.place)
    let errors = candidates.map(\.error)
    // An index does not pay for a few records.
    let near =
      records.count > fewRecords
      ? try RowNeighbors(placed, in: context) : .exact(NearestNeighbors(placed), rows: placed)
    let points = scene.search()
    let count = min(neighborhood, candidates.count)
    let marked = try parallelChunks(of: records.count, grain: grain, in: context) { range in
      let part = range.map { records.lowerBound + $0 }
      let origins = scene.released.rows(part)
      let around = try points.nearest(RayView.neighborhood(in: scene), to: origins, in: context)
      let seen = try near.nearest(count, to: origins, in: context)
      var marks = [UInt8](repeating: 0, count: candidates.count)
      scene.withKernel { points, roles in
        ck_places_in_sight(
          points, roles, part.map { Int32($0) }, Int64(part.count), around.indices,
          Int32(RayView.neighborhood(in: scene)), places, errors, seen.indices, Int32(count),
          &marks)
      }
      return marks.indices.filter { marks[$0] == 1 }
    }
    var result = [Bool](repeating: false, count: candidates.count)
    for index in marked.joined() { result[index] = true }
    return result
  }
}
