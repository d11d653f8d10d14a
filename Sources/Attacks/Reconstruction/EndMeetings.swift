import CKernels
import Jobs
import Numeric

/// Finds the places where certain lines meet that end near each other.
///
/// A record lies a little beyond an end of each of its lines, so these ends are near each other. In
/// a large release most records have two lines of at least three rows: looking for these costs
/// little and leaves few rows for `MeetingSearch`.
struct EndMeetings: Sendable {
  /// For each column two values of which a record has one, or NaN twice, in the cloud's scale.
  let binaryValues: [Double]

  /// Ends around an end that are looked at: as many as the index has at hand.
  private static let neighborhood = ApproximateNeighbors.listed
  /// Places known less well than this are dropped.
  private static let largestError = 1e-7
  private static let grain = 512

  /// Places beyond the ends of two lines or more, each once for every stretch of ends.
  ///
  /// - Throws: `CancellationError`.
  /// - Complexity: O(lines × log(lines) × columns) where the lines are many.
  func places(in scene: Scene, context: RunContext<AttackUpdate>) throws -> [Candidate] {
    let mates = scene.mates
    let ends = mates.indices.filter { mates[$0] >= 0 && scene.isFree($0) }
    guard ends.count >= 4 else { return [] }
    context.report(.stage("lines that end near each other", Fraction(0.3)))
    let search = try RowNeighbors(scene.released.rows(ends), in: context)
    let count = min(Self.neighborhood, ends.count - 1)
    let order = search.sorted(ends.indices.map { Int32($0) }, among: ends.count)
    return try parallelChunks(of: order.count, grain: Self.grain, in: context) { range in
      let part = Array(order[range])
      let near = try search.nearest(count, toRows: part, in: context)
        .renamed(ends.map { Int32($0) })
      return CandidatePool.merged(meetings(of: part.map { ends[Int($0)] }, near, mates, in: scene))
    }.flatMap(\.self)
  }

  private func meetings(
    of ends: [Int], _ near: NeighborLists, _ mates: [Int32], in scene: Scene
  ) -> [Candidate] {
    var found = ck_meetings()
    defer { ck_meetings_free(&found) }
    scene.cloud.withKernelPoints { points in
      near.indices.withUnsafeBufferPointer { indices in
        for (position, end) in ends.enumerated() {
          ck_meetings_of_ends(
            points, mates, Int32(end), indices.baseAddress.map { $0 + position * near.count },
            Int32(near.count), binaryValues, Self.largestError, &found)
        }
      }
    }
    return Candidate.list(found, width: scene.cloud.coordinates.columns)
  }
}
