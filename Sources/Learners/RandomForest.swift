import CKernels
import Jobs
import Numeric

/// A random forest of classification trees.
///
/// Every tree is grown to full depth on a bootstrap sample: as many rows as there are, drawn with
/// replacement. A split chooses the largest fall of the Gini impurity in some columns drawn at
/// random; columns in which the rows at hand do not differ are passed over as long as none differs.
/// A leaf answers with the share of its training rows that are positive, the forest with the mean of
/// its trees.
///
/// Own kernels and not XGBoost's forest mode, which draws rows without replacement and gives up on a
/// split if the columns drawn do not differ: with a column per category that makes other answers.
///
/// Source: Breiman, Random Forests, Machine Learning 45, 2001, with the choices of scikit-learn's
/// `RandomForestClassifier`. Status: agrees in distribution with scikit-learn 1.9.1.
public struct RandomForest: Sendable, Equatable {
  /// Number of trees, 1 or more.
  public var trees = 100
  /// Levels of a tree below its root, 1 or more; nil for as many as there are splits.
  public var depth: Int?
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
  ///   - rows: what the forest is grown on; NaN is missing and counts as larger than all numbers.
  ///   - isPositive: one per row.
  /// - Throws: `LearnerError.oneClass` unless there are rows of both classes; `CancellationError`.
  /// - Complexity: about O(trees × rows × √columns × log(rows)).
  public func probabilities<Update>(
    of queries: Matrix, grownOn rows: Matrix, isPositive: [Bool], in context: RunContext<Update>
  ) throws -> [Double] {
    guard isPositive.contains(true), isPositive.contains(false) else {
      throw LearnerError.oneClass(rows: rows.rows)
    }
    let table = ForestTable(rows, isPositive)
    let root = Int(Double(rows.columns).squareRoot())
    let tried = max(1, min(columnsTried ?? root, rows.columns))
    var seeds = NumPyRandom(seed: seed)
    var sums = [Double](repeating: 0, count: queries.rows)
    for _ in 0..<trees {
      try context.checkCancellation()
      var random = NumPyRandom(seed: seeds.bits())
      let growth = ck_tree_growth(
        columns_tried: Int32(tried), depth: Int32(clamping: depth ?? .max),
        least_weight: Int32(clamping: leastRows),
        seed: UInt64(random.bits()) << 32 | UInt64(random.bits()))
      table.addShares(of: queries, weights(rows.rows, &random), growth, to: &sums)
    }
    return sums.map { $0 / Double(trees) }
  }

  /// How often each row was drawn.
  private func weights(_ rows: Int, _ random: inout NumPyRandom) -> [Int32] {
    guard isBootstrapped else { return Array(repeating: 1, count: rows) }
    var weights = [Int32](repeating: 0, count: rows)
    for _ in 0..<rows { weights[random.integer(below: rows)] += 1 }
    return weights
  }
}
