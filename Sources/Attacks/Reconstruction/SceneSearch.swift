import Jobs
import Numeric

/// Nearest points of a scene as it was at a moment.
enum SceneSearch: Sendable {
  case all(NearestNeighbors, points: [Int32])
  case indexed(SceneIndex)

  /// The numbers of candidates in the order in which they are searched fastest.
  func order(of candidates: [Candidate], in scene: Scene) -> [Int] {
    guard case .indexed(let index) = self else { return Array(candidates.indices) }
    return index.order(of: Matrix(candidates.map { scene.cloud.released($0.place[...]) }))
  }

  /// The `count` nearest active points of each place (release units), as point numbers, -1 for
  /// none; and the squared distance of the last of them.
  ///
  /// Works on the calling thread, as part of a parallel loop; `context` only says when to stop.
  func nearest(
    _ count: Int, to places: Matrix, in context: RunContext<AttackUpdate>
  ) throws -> (indices: [Int32], reach: [Double]) {
    let lists: NeighborLists
    switch self {
    case .all(let neighbors, let points):
      let found = try neighbors.nearest(
        count, to: places, in: context.silenced(Never.self, threads: 1))
      lists = found.renamed(points)
    case .indexed(let index): lists = try index.nearest(count, to: places, in: context)
    }
    let reach = (0..<places.rows).map { row in lists.squaredDistances[(row + 1) * count - 1] }
    return (lists.indices, reach)
  }
}

extension NeighborLists {
  /// The same lists with other names for the rows.
  func renamed(_ names: [Int32]) -> NeighborLists {
    NeighborLists(
      count: count, indices: indices.map { $0 < 0 ? -1 : names[Int($0)] },
      squaredDistances: squaredDistances)
  }

  /// The nearest of both lists of each query; both are nearest first.
  func merged(with other: NeighborLists) -> NeighborLists {
    var indices = [Int32](repeating: -1, count: indices.count)
    var distances = [Double](repeating: .infinity, count: indices.count)
    for query in 0..<indices.count / max(1, count) {
      var own = query * count
      var their = query * other.count
      let ends = (own: own + count, their: their + other.count)
      for place in own..<own + count {
        let isTheirs =
          their < ends.their && other.indices[their] >= 0
          && (own >= ends.own || self.indices[own] < 0
            || other.squaredDistances[their] < squaredDistances[own])
        if isTheirs {
          (indices[place], distances[place]) = (other.indices[their], other.squaredDistances[their])
          their += 1
        } else if own < ends.own {
          (indices[place], distances[place]) = (self.indices[own], squaredDistances[own])
          own += 1
        }
      }
    }
    return NeighborLists(count: count, indices: indices, squaredDistances: distances)
  }
}
