import Jobs
import Numeric

/// A random forest of classification trees, grown by XGBoost.
///
/// Every tree is grown to full depth on a bootstrap sample: as many rows as there are, drawn with
/// replacement. Splits minimize the squared error of a 0 / 1 target, which for two classes is the
/// Gini impurity, over some columns drawn at random. A leaf answers with the share of its training
/// rows that are positive, the forest with the mean of its trees.
///
/// XGBoost draws no rows twice, so the bootstrap sample is given as weights, a tree at a time. It ends
/// a branch if none of the columns drawn can be split, where scikit-learn draws further: among many
/// columns that hardly differ (a column per category) its trees are a little shallower.
///
/// Source: Breiman, Random Forests, Machine Learning 45, 2001, with the choices of scikit-learn's
/// `RandomForestClassifier`.
public struct RandomForest: Sendable, Equatable {
  /// Number of trees, 1 or more.
  public var trees = 100
  /// Levels of a tree below its root, 1 or more; by default as many as trees of any use take.
  public var depth = 64
  /// Columns that a split chooses from, 1 or more; nil for the square root of their number, rounded
  /// down.
  public var columnsTried: Int?
  /// Whether each tree has a bootstrap sample of its own; if not, every tree sees all rows.
  public var isBootstrapped = true
  /// Least rows in a leaf, each counted as often as it was drawn.
  public var leastRows = 1
  /// Equal seeds give equal forests.
  public var seed: UInt32 = 0

  /// The defaults of scikit-learn.
  public init() {}

  /// The chance of "positive", in 0...1, for each row of `queries`.
  ///
  /// Trees are grown one after the other on the calling thread; a cancel is heard between them.
  ///
  /// - Parameters:
  ///   - queries: as wide as `rows`.
  ///   - rows: what the forest is grown on; NaN is missing.
  ///   - isPositive: one per row.
  /// - Throws: `LearnerError.oneClass` unless there are rows of both classes; `CancellationError`.
  /// - Complexity: about O(trees × rows log(rows) × √columns).
  public func probabilities<Update>(
    of queries: Matrix, grownOn rows: Matrix, isPositive: [Bool], in context: RunContext<Update>
  ) throws -> [Double] {
    guard isPositive.contains(true), isPositive.contains(false) else {
      throw LearnerError.oneClass(rows: rows.rows)
    }
    guard queries.rows > 0 else { return [] }
    let table = try Booster.Table(rows, targets: isPositive.map { $0 ? 1 : 0 })
    let asked = try Booster.Table(queries)
    var seeds = NumPyRandom(seed: seed)
    var sums = [Double](repeating: 0, count: queries.rows)
    for _ in 0..<trees {
      try context.checkCancellation()
      var random = NumPyRandom(seed: seeds.bits())
      if isBootstrapped { try table.count(weights(rows.rows, &random)) }
      let tree = try Booster(on: table, settings: settings(rows.columns, seed: random.bits()))
      try tree.train(rounds: 1)
      let answers = try tree.predictions(for: asked, count: queries.rows)
      for row in sums.indices { sums[row] += answers[row] }
    }
    return sums.map { min(max($0 / Double(trees), 0), 1) }
  }

  /// How often each row was drawn.
  private func weights(_ rows: Int, _ random: inout NumPyRandom) -> [Float] {
    var weights = [Float](repeating: 0, count: rows)
    for _ in 0..<rows { weights[random.integer(below: rows)] += 1 }
    return weights
  }

  /// The settings of a tree, as XGBoost knows them.
  private func settings(_ columns: Int, seed: UInt32) -> [(String, String)] {
    let tried = max(1, min(columnsTried ?? Int(Double(columns).squareRoot()), columns))
    return [
      ("objective", "reg:squarederror"), ("base_score", "0"), ("learning_rate", "1"),
      ("max_depth", "\(depth)"), ("tree_method", "exact"),
      // A hair more than the share: XGBoost rounds the number of columns down.
      ("colsample_bynode", "\(min(1, (Double(tried) + 1e-3) / Double(max(1, columns))))"),
      ("reg_lambda", "0"), ("min_child_weight", "\(leastRows)"), ("seed", "\(seed & 0x7fff_ffff)"),
    ]
  }
}
