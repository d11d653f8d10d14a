import Numeric

/// A random forest of classification trees, grown by XGBoost.
///
/// Every leaf answers with the share of its training rows that are positive, and the forest with the
/// mean of its trees. Splits minimize the squared error of a 0 / 1 target, which for two classes is
/// the Gini impurity. Each tree sees a random share of the rows, drawn without replacement, and each
/// split a random share of the columns.
///
/// Source: Breiman, Random Forests, Machine Learning 45, 2001; the defaults follow scikit-learn's
/// `RandomForestClassifier` (100 trees of full depth, the root of the columns at each split) as far
/// as XGBoost can: 0.632 of the rows stand in for a bootstrap sample.
public struct RandomForest: Sendable, Equatable {
  /// Number of trees, 1 or more.
  public var trees = 100
  /// Levels of a tree below its root, 1 or more; by default as many as trees of any use take.
  public var depth = 64
  /// Share of the columns that a split chooses from, above 0 and at most 1; nil for the square root
  /// of their number.
  public var columnShare: Double?
  /// Share of the rows that a tree is grown on.
  public var rowShare = 0.632
  /// Least rows in a leaf.
  public var leastRows = 1
  /// Equal seeds give equal forests.
  public var seed: UInt32 = 0

  /// The defaults of scikit-learn, as far as they carry over.
  public init() {}

  /// The share of trees' votes for "positive", in 0...1, for each row of `queries`.
  ///
  /// - Parameters:
  ///   - queries: as wide as `rows`.
  ///   - rows: what the forest is grown on; NaN is missing.
  ///   - isPositive: one per row.
  /// - Throws: `LearnerError.oneClass` unless there are rows of both classes.
  /// - Complexity: about O(trees × rows log(rows) × √columns), on the calling thread.
  public func probabilities(
    of queries: Matrix, grownOn rows: Matrix, isPositive: [Bool]
  ) throws(LearnerError) -> [Double] {
    guard isPositive.contains(true), isPositive.contains(false) else {
      throw .oneClass(rows: rows.rows)
    }
    let booster = try Booster(
      rows, targets: isPositive.map { $0 ? 1 : 0 },
      settings: settings(columns: rows.columns, trees: trees, seed: seed))
    try booster.train(rounds: 1)
    return try booster.predictions(for: queries).map { min(max($0, 0), 1) }
  }

  /// The settings of a part of the forest, as XGBoost knows them.
  func settings(columns: Int, trees: Int, seed: UInt32) -> [(String, String)] {
    let share = columnShare ?? Double(max(1, columns)).squareRoot() / Double(columns)
    return [
      ("objective", "reg:squarederror"), ("base_score", "0"), ("learning_rate", "1"),
      ("num_parallel_tree", "\(trees)"), ("max_depth", "\(depth)"),
      ("tree_method", "exact"), ("subsample", "\(rowShare)"), ("colsample_bynode", "\(share)"),
      ("reg_lambda", "0"), ("min_child_weight", "\(leastRows)"), ("seed", "\(seed)"),
    ]
  }
}
