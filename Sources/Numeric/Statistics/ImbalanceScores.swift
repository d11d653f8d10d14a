/// How well scores tell a rare class from a frequent one, by measures that calling everything the
/// frequent class does not satisfy.
///
/// Degenerate inputs are scored as scikit-learn 1.9 and imbalanced-learn 0.14 score them (binary
/// averages), with these departures: without both classes there is no area under the curve (nil,
/// not NaN) and true negatives count for specificity also where no positive is there or called
/// (imbalanced-learn says 0 there, and their share as soon as one row is called positive); scores
/// that are no chances have no Brier score (nil, not an error); NaN counts as the lowest score (an
/// error there); a table without rows has no scores at all.
public struct ImbalanceScores: Sendable, Equatable {
  /// What is called positive at the threshold; recall, specificity, precision, F1, G-mean, balanced
  /// accuracy, Matthews' correlation and the index of balanced accuracy follow from it.
  public let counts: ConfusionCounts
  /// The area under precision over recall, in steps; 0 without positives, 1 without negatives.
  public let averagePrecision: Double
  /// The area under the ROC curve; nil without positives or without negatives.
  public let area: Double?
  /// Mean square of what the scores are off by, taken for chances of being positive; nil if a score
  /// is not in 0...1.
  public let brier: Double?

  private let curve: ROCCurve?

  /// The scores; nil without rows.
  ///
  /// - Parameters:
  ///   - scores: higher is more positive; above `threshold` a row is called positive.
  ///   - isPositive: one per score.
  ///   - threshold: one half, as a classifier's own that gives chances.
  /// - Complexity: O(n log n).
  public init?(scores: [Double], isPositive: [Bool], threshold: Double = 0.5) {
    guard !scores.isEmpty else { return nil }
    counts = ConfusionCounts(isCalled: scores.map { $0 > threshold }, isPositive: isPositive)
    curve = ROCCurve(scores: scores, isPositive: isPositive)
    area = curve?.area
    averagePrecision = curve?.averagePrecision ?? (counts.positives > 0 ? 1 : 0)
    let areChances = scores.allSatisfy { 0 <= $0 && $0 <= 1 }
    let squares = zip(scores, isPositive).map { score, isPositive in
      let error = score - (isPositive ? 1 : 0)
      return error * error
    }
    brier = areChances ? squares.reduce(0, +) / Double(scores.count) : nil
  }

  /// The largest recall at any threshold where precision is at least this; 0 where it never is, or
  /// without positives, and 1 without negatives.
  ///
  /// - Parameter least: above 0 and at most 1.
  public func recall(atPrecision least: Double) -> Double {
    curve?.recall(atPrecision: least) ?? (counts.positives > 0 ? 1 : 0)
  }
}
