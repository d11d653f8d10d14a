import Jobs
import Numeric

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The clusters that rows of a class are drawn in, and how many in each.
struct ClusterShares {
  /// A cluster with enough rows of the class.
  struct Cluster {
    /// Row numbers among the training rows: those of the class in the cluster, ascending.
    let members: [Int32]
    /// Its share of the rows to make; all shares add up to 1.
    var share: Double
  }

  /// The clusters by number.
  let clusters: [Cluster]

  /// How clusters are chosen and weighed.
  struct Rule {
    /// Nearest neighbors that every row must have in its cluster.
    let k: Int
    /// The least share of the class in a cluster.
    let threshold: Double
    /// The power that the mean distance is raised to; nil for one that follows from the rows.
    let exponent: Double?

    /// The power for a cluster of `rows` rows of the class.
    func power(rows: Int) -> Double {
      exponent ?? pow(log(Double(rows)) / log(1.6), 1.8) * 0.16
    }
  }

  /// - Parameters:
  ///   - labels: the cluster of each training row, in `0..<count`.
  ///   - code: the class.
  /// - Throws: `OversamplingError` if no cluster fits; `CancellationError`.
  /// - Complexity: quadratic in the rows of the class in a cluster.
  init(
    _ labels: [Int32], count: Int, of training: TrainingRows, _ code: Int32, rule: Rule,
    in context: RunContext<Fraction>
  ) throws {
    var sizes = Array(repeating: 0, count: count)
    var members = Array(repeating: [Int32](), count: count)
    for (row, label) in labels.enumerated() {
      sizes[Int(label)] += 1
      if training.labels[row] == code { members[Int(label)].append(Int32(row)) }
    }
    let shares = (0..<count).map { Double(members[$0].count) / Double(max(1, sizes[$0])) }
    let largeEnough = (0..<count).filter { cluster in
      // Share times size rather than the count itself: imbalanced-learn rounds so.
      shares[cluster] * Double(sizes[cluster]) >= Double(rule.k + 1)
    }
    let fitting = largeEnough.filter { shares[$0] >= rule.threshold }
    guard !fitting.isEmpty else {
      throw Self.noneFits(
        largeEnough.map { shares[$0] }.max(), of: count, training.name(of: code), rule)
    }
    let weights = try fitting.map { cluster in
      try Self.sparsity(members[cluster], of: training.features, rule: rule, in: context)
    }
    let sum = weights.reduce(0, +)
    guard sum > 0, sum.isFinite else {
      throw OversamplingError.unsuited(
        method: KMeansSMOTE.title,
        reason: "the rows of class '\(training.name(of: code))' in each fitting cluster are "
          + (sum > 0 ? "too far apart for a number" : "copies of each other")
          + ", so clusters cannot be weighed by distance; give an exponent of 0, or choose "
          + "another method")
    }
    clusters = zip(fitting, weights).map { Cluster(members: members[$0], share: $1 / sum) }
  }

  /// - Parameter best: the largest share of the class in a cluster where it has enough rows.
  private static func noneFits(
    _ best: Double?, of count: Int, _ className: String, _ rule: Rule
  ) -> OversamplingError {
    let reason =
      if let best {
        "class '\(className)' makes up at most \(best.roundedDown(places: 4)) of a cluster in "
          + "which it has more than k = \(rule.k) rows, and the threshold is \(rule.threshold); "
          + "give a threshold of at most \(best.roundedDown(places: 4)), or more clusters"
      } else {
        "class '\(className)' has no more than k = \(rule.k) rows in each of \(count) clusters; "
          + "give fewer clusters or a smaller k"
      }
    return .unsuited(method: KMeansSMOTE.title, reason: reason)
  }

  /// How thinly the class is spread in a cluster: a power of the mean distance, over its rows.
  private static func sparsity(
    _ members: [Int32], of features: Matrix, rule: Rule, in context: RunContext<Fraction>
  ) throws -> Double {
    let rows = features.rows(members.map(Int.init))
    let mean = try meanDistance(rows, in: context)
    return pow(mean, rule.power(rows: rows.rows)) / Double(rows.rows)
  }

  /// The mean Euclidean distance between two different rows.
  private static func meanDistance(
    _ rows: Matrix, in context: RunContext<Fraction>
  ) throws -> Double {
    let grain = max(1, 4_000_000 / max(1, rows.storage.count))
    let sums = try parallelChunks(of: rows.rows, grain: grain, in: context) { range in
      range.reduce(0) { $0 + sumOfDistances(from: $1, in: rows) }
    }
    return 2 * sums.reduce(0, +) / Double(rows.rows * (rows.rows - 1))
  }

  /// From one row to all after it.
  private static func sumOfDistances(from row: Int, in rows: Matrix) -> Double {
    let width = rows.columns
    return rows.storage.withUnsafeBufferPointer { values in
      ((row + 1)..<rows.rows).reduce(0) { total, other in
        var square = 0.0
        for column in 0..<width {
          let difference = values[row * width + column] - values[other * width + column]
          square += difference * difference
        }
        return total + square.squareRoot()
      }
    }
  }
}

extension Double {
  /// With so many digits after the point and no more, never above itself.
  fileprivate func roundedDown(places: Int) -> Double {
    let unit = pow(10, Double(places))
    return (self * unit).rounded(.down) / unit
  }
}
