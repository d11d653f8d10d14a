import Jobs

/// Rows in groups.
public struct Clustering: Sendable, Equatable {
  /// The group of each row, in `0..<centers.rows`.
  public let labels: [Int32]
  /// The center of each group; groups without rows have one too.
  public let centers: Matrix
  /// Batches it took.
  public let steps: Int
}

/// Groups rows around centers that are moved by small random batches of the rows.
///
/// With the defaults of scikit-learn's `MiniBatchKMeans` and an integer `random_state`: centers are
/// seeded from at most 3072 rows (`GreedySeeding`), batches have 1024 rows drawn with replacement,
/// a center is the mean of all rows that it ever got, centers that got less than a hundredth of the
/// largest are moved to random rows of the batch, and it ends when the smoothed distance has not
/// become less for ten batches, or after a hundred times as many rows as there are.
///
/// The draws are the same and so are the groups, except where the last digit decides: scikit-learn's
/// depends on the linear algebra it finds and on the number of threads. Here it does not.
///
/// Source: Sculley, Web-scale k-means clustering, WWW 2010; scikit-learn 1.9. Status: verified.
public struct MiniBatchKMeans: Sendable {
  /// Groups to make.
  public let clusters: Int
  private static let batchSize = 1024
  /// Rows that centers are seeded from, in batches.
  private static let seedBatches = 3
  private static let rounds = 100
  private static let patience = 10
  /// Centers with less than this share of the largest weight are moved.
  private static let leastShare = 0.01
  /// Products of two values between two looks at the cancel flag: about 10 ms.
  private static let productsPerLook = 2_000_000

  /// - Parameter clusters: groups to make, at least 1.
  public init(clusters: Int) {
    precondition(clusters > 0, "at least one group")
    self.clusters = clusters
  }

  /// The groups of the rows of `matrix`.
  ///
  /// - Precondition: at least as many rows as groups.
  /// - Throws: `CancellationError`.
  /// - Complexity: O(steps × 1024 × clusters × columns) and once O(rows × clusters × columns); at
  ///   most 100 steps, or rows / 10 if that is more, and mostly some dozens.
  public func group<Update>(
    _ matrix: Matrix, seed: UInt32, in context: RunContext<Update>
  ) throws -> Clustering {
    precondition(matrix.rows >= clusters, "at least as many rows as groups")
    var random = NumPyRandom(seed: seed)
    let size = min(Self.batchSize, matrix.rows)
    var state = BatchState(
      centers: try seeds(matrix, batch: size, &random, in: context))
    var progress = SmoothedDistance(rows: matrix.rows, batch: size)
    let chances = EqualChances(matrix.rows)
    let most = Self.rounds * matrix.rows / size
    var steps = 0
    while steps < most {
      try context.checkCancellation()
      steps += 1
      let batch = matrix.rows((0..<size).map { _ in chances.draw(&random) })
      let distance = try step(batch, &state, &random, in: context)
      if progress.isStalled(distance, patience: Self.patience) { break }
    }
    return Clustering(
      labels: try labels(matrix, state.centers, in: context), centers: state.centers,
      steps: steps)
  }

  private func seeds<Update>(
    _ matrix: Matrix, batch: Int, _ random: inout NumPyRandom, in context: RunContext<Update>
  ) throws -> Matrix {
    let wanted = Self.seedBatches * batch
    let size = min(wanted < clusters ? 3 * clusters : wanted, matrix.rows)
    // scikit-learn draws rows to compare several seedings on, though it makes only one.
    for _ in 0..<size { _ = random.integer(below: matrix.rows) }
    guard size < matrix.rows else {
      return try GreedySeeding(matrix, count: clusters).centers(&random, in: context)
    }
    let sample = matrix.rows((0..<size).map { _ in random.integer(below: matrix.rows) })
    return try GreedySeeding(sample, count: clusters).centers(&random, in: context)
  }

  /// Moves the centers by one batch; gives the distance of its rows in sum, before that.
  private func step<Update>(
    _ batch: Matrix, _ state: inout BatchState, _ random: inout NumPyRandom,
    in context: RunContext<Update>
  ) throws -> Double {
    let mayMove = state.mayMove(after: batch.rows)
    let labels = try labels(batch, state.centers, in: context)
    let distances = CenterDistances(state.centers)
    let sum = labels.indices.reduce(0) {
      $0 + distances.squaredDistance(batch, $1, Int(labels[$1]))
    }
    state.take(batch, labels)
    if mayMove { state.moveTheLightest(Self.leastShare, to: batch, &random) }
    return sum
  }

  private func labels<Update>(
    _ matrix: Matrix, _ centers: Matrix, in context: RunContext<Update>
  ) throws -> [Int32] {
    let distances = CenterDistances(centers)
    let grain = max(1, Self.productsPerLook / max(1, centers.storage.count))
    return try parallelChunks(of: matrix.rows, grain: grain, in: context) { range in
      distances.nearest(to: matrix, range)
    }.flatMap(\.self)
  }
}

/// Centers and how many rows each has got so far.
private struct BatchState {
  var centers: Matrix
  private var weights: [Double]
  private var rowsSinceMoving = 0

  init(centers: Matrix) {
    self.centers = centers
    weights = Array(repeating: 0, count: centers.rows)
  }

  /// Whether the centers with few rows are moved this time: if one has none at all, else each time
  /// that ten rows per center have passed.
  mutating func mayMove(after rows: Int) -> Bool {
    rowsSinceMoving += rows
    guard weights.contains(0) || rowsSinceMoving >= 10 * weights.count else { return false }
    rowsSinceMoving = 0
    return true
  }

  /// Makes every center the mean of all the rows that it ever got.
  mutating func take(_ batch: Matrix, _ labels: [Int32]) {
    var counts = Array(repeating: 0.0, count: weights.count)
    for label in labels { counts[Int(label)] += 1 }
    let width = centers.columns
    for center in weights.indices where counts[center] > 0 {
      for column in 0..<width { centers[center, column] *= weights[center] }
    }
    for (row, label) in labels.enumerated() {
      for column in 0..<width {
        centers.storage[Int(label) * width + column] += batch.storage[row * width + column]
      }
    }
    for center in weights.indices where counts[center] > 0 {
      weights[center] += counts[center]
      let share = 1 / weights[center]
      for column in 0..<width { centers[center, column] *= share }
    }
  }

  /// Puts the centers with less than a `share` of the largest weight on random rows of the batch,
  /// half as many as it has at most, and gives them the weight of the lightest of the others.
  mutating func moveTheLightest(
    _ share: Double, to batch: Matrix, _ random: inout NumPyRandom
  ) {
    let limit = share * (weights.max() ?? 0)
    var light = weights.indices.filter { weights[$0] < limit }
    let most = batch.rows / 2
    if 2 * light.count > batch.rows {
      light = Array(weights.indices.sorted { weights[$0] < weights[$1] }.prefix(most)).sorted()
        .filter { weights[$0] < limit }
    }
    guard !light.isEmpty else { return }
    let rows = random.permutation(batch.rows).prefix(light.count)
    for (center, row) in zip(light, rows) {
      for column in 0..<centers.columns { centers[center, column] = batch[row, column] }
    }
    let moved = Set(light)
    let least = weights.indices.filter { !moved.contains($0) }.map { weights[$0] }.min()
    for center in light { weights[center] = least ?? 0 }
  }
}

/// The mean distance of the batches, smoothed, and whether it still becomes less.
private struct SmoothedDistance {
  private let batch: Double
  private let newShare: Double
  private var isFirst = true
  private var smoothed: Double?
  private var least: Double?
  private var batchesSinceLess = 0

  init(rows: Int, batch: Int) {
    self.batch = Double(batch)
    newShare = min(1, Double(batch) * 2 / Double(rows + 1))
  }

  /// Takes in the distance of a batch; true once it has not become less for `patience` batches. The
  /// first batch is passed over: it shows how good the seeds were.
  mutating func isStalled(_ distance: Double, patience: Int) -> Bool {
    guard !isFirst else {
      isFirst = false
      return false
    }
    let mean = distance / batch
    let value = smoothed.map { $0 * (1 - newShare) + mean * newShare } ?? mean
    smoothed = value
    if least.map({ value < $0 }) ?? true {
      batchesSinceLess = 0
      least = value
    } else {
      batchesSinceLess += 1
    }
    return batchesSinceLess >= patience
  }
}
