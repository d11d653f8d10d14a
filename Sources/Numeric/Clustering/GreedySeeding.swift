import Jobs

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// First centers for k-means: rows that lie far apart.
///
/// Each center is drawn with a chance proportional to the squared distance from the centers before
/// it. Several are tried each time, and the one that leaves the least distance in sum is taken.
///
/// Source: Arthur and Vassilvitskii, k-means++, SODA 2007; the trials as in scikit-learn, with its
/// draws. Status: verified.
struct GreedySeeding {
  private let points: Matrix
  private let squares: [Double]
  /// Candidates for each center but the first.
  private let trials: Int
  private let count: Int

  /// - Parameter count: centers to find, at least 1.
  init(_ points: Matrix, count: Int) {
    self.points = points
    self.count = count
    squares = CenterDistances.squaredLengths(points)
    trials = 2 + Int(log(Double(count)))
  }

  /// The centers, in the order in which they were found.
  ///
  /// - Throws: `CancellationError`.
  /// - Complexity: O(count × log count × rows × columns).
  func centers<Update>(
    _ random: inout NumPyRandom, in context: RunContext<Update>
  ) throws -> Matrix {
    let first = EqualChances(points.rows).draw(&random)
    var chosen = [first]
    var closest = distances(from: first)
    var total = closest.reduce(0, +)
    while chosen.count < count {
      try context.checkCancellation()
      let candidates = candidates(closest, total, &random)
      var best: (row: Int, closest: [Double], total: Double)?
      for candidate in candidates {
        let left = zip(distances(from: candidate), closest).map { min($0, $1) }
        let sum = left.reduce(0, +)
        if best.map({ sum < $0.total }) ?? true { best = (candidate, left, sum) }
      }
      guard let best else { break }
      chosen.append(best.row)
      (closest, total) = (best.closest, best.total)
    }
    return points.rows(chosen)
  }

  private func candidates(
    _ closest: [Double], _ total: Double, _ random: inout NumPyRandom
  ) -> [Int] {
    var sum = 0.0
    let sums = closest.map { distance in
      sum += distance
      return sum
    }
    return (0..<trials).map { _ in
      let number = random.uniform() * total
      return min(sums.firstPlace { $0 >= number }, points.rows - 1)
    }
  }

  /// The squared distances of all points from one of them.
  private func distances(from row: Int) -> [Double] {
    let width = points.columns
    return points.storage.withUnsafeBufferPointer { values in
      guard let values = values.baseAddress else {
        return Array(repeating: 0, count: points.rows)
      }
      return (0..<points.rows).map { other in
        let product = CenterDistances.product(
          values + row * width, values + other * width, width: width)
        return max(0, -2 * product + squares[row] + squares[other])
      }
    }
  }
}
