import CKernels
import Jobs
import Numeric

/// A place where a record may be.
struct Candidate: Sendable {
  /// In the scale of the cloud.
  var place: [Double]
  /// Bound on the absolute error of a coordinate, in that scale.
  var error: Double
  /// The rays last seen there, or nil if they have to be looked at (again).
  var rays: ck_rays?
  /// Squared distance, in release units, within which a new record can change the rays.
  var reach = Double.infinity
}

/// Places where records may be, each once.
struct CandidatePool: Sendable {
  private(set) var candidates: [Candidate] = []
  private let axis: [Double]

  /// Candidates nearer than this are compared; far above the largest error, far below the
  /// distance of two records.
  private static let window = 1e-6
  /// Candidates between two looks at the cancel flag.
  private static let grain = 8192

  init(width: Int) {
    var random = NumPyRandom(seed: 5)
    axis = (0..<width).map { _ in random.normal() }
  }

  var isEmpty: Bool { candidates.isEmpty }

  subscript(index: Int) -> Candidate {
    get { candidates[index] }
    set { candidates[index] = newValue }
  }

  /// Adds places; those that agree within their errors are one, kept as precisely as the best.
  ///
  /// Sorted along a random axis, so that only neighbors are compared: O(n log n), also when
  /// thousands of places coincide.
  ///
  /// - Throws: `CancellationError`, and leaves the pool as it was.
  mutating func add(_ new: [Candidate], in context: RunContext<AttackUpdate>) throws {
    guard !new.isEmpty else { return }
    let all = candidates + new
    let axis = axis
    let along = try parallelChunks(of: all.count, grain: Self.grain, in: context) { range in
      all[range].map { zip($0.place, axis).reduce(0) { $0 + $1.0 * $1.1 } }
    }.flatMap(\.self)
    let order = all.indices.sorted { (along[$0], $0) < (along[$1], $1) }
    var merged: [(candidate: Candidate, along: Double)] = []
    var open = 0
    for (step, index) in order.enumerated() {
      if step.isMultiple(of: Self.grain) { try context.checkCancellation() }
      while open < merged.count, along[index] - merged[open].along > Self.window { open += 1 }
      if let same = merged[open...].firstIndex(where: { Self.agree($0.candidate, all[index]) }) {
        merged[same].candidate = Self.better(merged[same].candidate, all[index])
      } else {
        merged.append((all[index], along[index]))
      }
    }
    candidates = merged.map(\.candidate)
  }

  /// Keeps the candidates whose position is in `kept`, a list as long as the pool.
  mutating func filter(_ kept: [Bool]) {
    candidates = zip(candidates, kept).filter(\.1).map(\.0)
  }

  private static func agree(_ first: Candidate, _ second: Candidate) -> Bool {
    let tolerance = 4 * (first.error + second.error) + 1e-12
    for column in first.place.indices
    where abs(first.place[column] - second.place[column]) >= tolerance { return false }
    return true
  }

  private static func better(_ known: Candidate, _ new: Candidate) -> Candidate {
    guard new.error < known.error else { return known }
    var result = new
    // The same record seen more precisely: what was seen at it still holds.
    if result.rays == nil {
      result.rays = known.rays
      result.reach = known.reach
    }
    return result
  }
}
