import Jobs
import Numeric

/// Clusters of rows by average linkage, cut at a distance.
///
/// Two clusters are merged as long as the mean distance between their rows is at most the
/// threshold, the nearest two first. Found by chains of nearest neighbors: they yield the same
/// clusters as merging the nearest two again and again, because no merge brings clusters nearer to
/// each other than they were.
///
/// Source: Murtagh 1983 (chains); Lance and Williams 1967 (mean distances after a merge).
struct AverageLinkage {
  /// For each row the lowest row of its cluster.
  let lowestOfCluster: [Int]

  /// The largest number of rows: the distances of so many take 100 megabytes.
  static let mostRows = 5000

  /// - Parameter threshold: the largest mean distance at which clusters are merged.
  /// - Precondition: `rows.rows <= mostRows`.
  /// - Throws: `CancellationError`.
  /// - Complexity: O(rows² × columns) time, O(rows²) memory.
  init(_ rows: Matrix, threshold: Double, in context: RunContext<Fraction>) throws {
    precondition(rows.rows <= Self.mostRows, "too many rows for a table of distances")
    var table = try ClusterDistances(rows, in: context)
    var parent = Array(0..<rows.rows)
    for merge in try table.mergeAll(in: context) where merge.distance <= threshold {
      parent[merge.absorbed] = merge.kept
    }
    // A cluster is absorbed by one with a lower row, so parents are settled in ascending order.
    for row in parent.indices { parent[row] = parent[parent[row]] }
    lowestOfCluster = parent
  }
}

/// Mean distances between clusters; a cluster goes by its lowest row.
private struct ClusterDistances {
  struct Merge {
    let kept: Int
    let absorbed: Int
    let distance: Double
  }

  /// Below the diagonal, row by row.
  private var distances: [Double]
  private var sizes: [Int]
  /// Ascending.
  private var clusters: [Int]

  init(_ rows: Matrix, in context: RunContext<Fraction>) throws {
    sizes = Array(repeating: 1, count: rows.rows)
    clusters = Array(0..<rows.rows)
    distances = []
    distances.reserveCapacity(rows.rows * (rows.rows - 1) / 2)
    for row in 0..<rows.rows {
      try context.checkCancellation()
      for other in 0..<row { distances.append(rows.distance(row, other)) }
    }
  }

  /// Merges until one cluster is left; each merge comes after those of its two clusters.
  mutating func mergeAll(in context: RunContext<Fraction>) throws -> [Merge] {
    var merges: [Merge] = []
    var chain: [Int] = []
    while clusters.count > 1 {
      try context.checkCancellation()
      let last = chain.popLast() ?? clusters[0]
      let before = chain.last
      let nearest = nearest(to: last, preferring: before)
      if nearest == before {
        chain.removeLast()
        merges.append(merge(last, nearest))
      } else {
        chain += [last, nearest]
      }
    }
    return merges
  }

  /// The nearest other cluster; among equally near ones `preferred`, then the lowest.
  private func nearest(to cluster: Int, preferring preferred: Int?) -> Int {
    var nearest = preferred ?? (clusters[0] == cluster ? clusters[1] : clusters[0])
    var least = distances[place(cluster, nearest)]
    for other in clusters where other != cluster {
      let distance = distances[place(cluster, other)]
      if distance < least { (nearest, least) = (other, distance) }
    }
    return nearest
  }

  private mutating func merge(_ one: Int, _ other: Int) -> Merge {
    let kept = min(one, other)
    let absorbed = max(one, other)
    let merge = Merge(
      kept: kept, absorbed: absorbed, distance: distances[place(kept, absorbed)])
    let share = Double(sizes[absorbed]) / Double(sizes[kept] + sizes[absorbed])
    for cluster in clusters where cluster != kept && cluster != absorbed {
      let mean = place(kept, cluster)
      distances[mean] =
        (1 - share) * distances[mean] + share * distances[place(absorbed, cluster)]
    }
    sizes[kept] += sizes[absorbed]
    clusters.removeAll { $0 == absorbed }
    return merge
  }

  private func place(_ one: Int, _ other: Int) -> Int {
    let high = max(one, other)
    return high * (high - 1) / 2 + min(one, other)
  }
}

extension Matrix {
  fileprivate func distance(_ one: Int, _ other: Int) -> Double {
    storage.withUnsafeBufferPointer { storage in
      var square = 0.0
      for column in 0..<columns {
        let difference = storage[one * columns + column] - storage[other * columns + column]
        square += difference * difference
      }
      return square.squareRoot()
    }
  }
}
