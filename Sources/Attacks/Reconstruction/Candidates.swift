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

  /// What a kernel found, of places of `width` coordinates.
  static func list(_ found: ck_meetings, width: Int) -> [Candidate] {
    (0..<Int(found.count)).map { item in
      let place = UnsafeBufferPointer(start: found.places + item * width, count: width)
      return Candidate(place: Array(place), error: found.items[item].error)
    }
  }
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
  /// thousands of places coincide. Stretches of the axis with a gap between them have nothing to
  /// do with each other and are merged in parallel.
  ///
  /// - Throws: `CancellationError`, and leaves the pool as it was.
  mutating func add(_ new: [Candidate], in context: RunContext<AttackUpdate>) throws {
    guard !new.isEmpty else { return }
    let all = candidates + new
    let axis = axis
    let along = try parallelChunks(of: all.count, grain: Self.grain, in: context) { range in
      all[range].map { Self.along($0, axis) }
    }.flatMap(\.self)
    let order = try ParallelSort.sorted(all.count, in: context) { first, second in
      (along[first], first) < (along[second], second)
    }
    var starts = [0]
    for start in stride(from: Self.grain, to: order.count, by: Self.grain) {
      var cut = max(start, starts[starts.count - 1] + 1)
      while cut < order.count, along[order[cut]] - along[order[cut - 1]] <= Self.window { cut += 1 }
      if cut < order.count { starts.append(cut) }
    }
    let ends = starts.dropFirst() + [order.count]
    let stretches = Array(zip(starts, ends))
    candidates = try parallelMap(stretches.count, in: context) { part in
      try Self.merged(order[stretches[part].0..<stretches[part].1], all, along, in: context)
    }.flatMap(\.self)
  }

  /// The different ones among a few candidates.
  static func merged(_ all: [Candidate]) -> [Candidate] {
    guard let width = all.first?.place.count else { return [] }
    let axis = CandidatePool(width: width).axis
    let along = all.map { Self.along($0, axis) }
    let order = all.indices.sorted { (along[$0], $0) < (along[$1], $1) }
    return (try? merged(order[...], all, along, in: .unattended())) ?? all
  }

  /// - Parameter order: positions in `all`, ascending along the axis.
  private static func merged(
    _ order: ArraySlice<Int>, _ all: [Candidate], _ along: [Double],
    in context: RunContext<AttackUpdate>
  ) throws -> [Candidate] {
    var merged: [(candidate: Candidate, along: Double)] = []
    var open = 0
    for (step, index) in order.enumerated() {
      if step.isMultiple(of: grain) { try context.checkCancellation() }
      while open < merged.count, along[index] - merged[open].along > window { open += 1 }
      if let same = merged[open...].firstIndex(where: { agree($0.candidate, all[index]) }) {
        merged[same].candidate = better(merged[same].candidate, all[index])
      } else {
        merged.append((all[index], along[index]))
      }
    }
    return merged.map(\.candidate)
  }

  private static func along(_ candidate: Candidate, _ axis: [Double]) -> Double {
    zip(candidate.place, axis).reduce(0) { $0 + $1.0 * $1.1 }
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
