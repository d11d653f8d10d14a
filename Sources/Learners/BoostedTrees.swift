import Numeric

/// Gradient boosted trees for two classes or for a number, grown by XGBoost.
///
/// Source: Chen and Guestrin, XGBoost: A Scalable Tree Boosting System, KDD 2016.
public struct BoostedTrees: Sendable, Equatable {
  /// Rounds of boosting, 1 or more.
  public var rounds = 100
  /// Levels of a tree below its root, 1 or more.
  public var depth = 6
  /// Share of each tree's answer that is added, above 0 and at most 1.
  public var learningRate = 0.3
  /// Equal seeds give equal trees.
  public var seed: UInt32 = 0

  /// The defaults of XGBoost.
  public init() {}

  /// The chance of "positive", in 0...1, for each row of `queries`.
  ///
  /// - Parameters:
  ///   - queries: as wide as `rows`.
  ///   - rows: what the trees are grown on; NaN is missing.
  ///   - isPositive: one per row.
  /// - Throws: `LearnerError.oneClass` unless there are rows of both classes.
  public func probabilities(
    of queries: Matrix, grownOn rows: Matrix, isPositive: [Bool]
  ) throws(LearnerError) -> [Double] {
    guard isPositive.contains(true), isPositive.contains(false) else {
      throw .oneClass(rows: rows.rows)
    }
    return try answers(
      to: queries, rows, isPositive.map { $0 ? 1 : 0 }, objective: "binary:logistic")
  }

  /// The expected number for each row of `queries`, by least squares.
  ///
  /// - Parameter targets: one per row of `rows`.
  public func numbers(
    of queries: Matrix, grownOn rows: Matrix, targets: [Double]
  ) throws(LearnerError) -> [Double] {
    guard rows.rows > 0 else { throw .oneClass(rows: 0) }
    return try answers(
      to: queries, rows, targets.map { Float($0) }, objective: "reg:squarederror")
  }

  private func answers(
    to queries: Matrix, _ rows: Matrix, _ targets: [Float], objective: String
  ) throws(LearnerError) -> [Double] {
    let booster = try Booster(
      rows, targets: targets,
      settings: [
        ("objective", objective), ("max_depth", "\(depth)"), ("eta", "\(learningRate)"),
        ("tree_method", "hist"), ("seed", "\(seed)"),
      ])
    try booster.train(rounds: rounds)
    return try booster.predictions(for: queries)
  }
}
