/// How many positives and negatives are called what they are, and the scores made of that.
///
/// A share of nothing is 0, as in scikit-learn and imbalanced-learn, so no count makes a score that
/// is no number.
public struct ConfusionCounts: Sendable, Equatable {
  /// Positives called positive.
  public let truePositives: Int
  /// Negatives called positive.
  public let falsePositives: Int
  /// Negatives called negative.
  public let trueNegatives: Int
  /// Positives called negative.
  public let falseNegatives: Int

  /// - Parameters:
  ///   - isCalled: whether each row is called positive.
  ///   - isPositive: whether it is; as many.
  public init(isCalled: [Bool], isPositive: [Bool]) {
    let pairs = zip(isCalled, isPositive)
    truePositives = pairs.count { $0 && $1 }
    falsePositives = pairs.count { $0 && !$1 }
    trueNegatives = pairs.count { !$0 && !$1 }
    falseNegatives = pairs.count { !$0 && $1 }
  }

  /// All positives.
  public var positives: Int { truePositives + falseNegatives }
  /// All negatives.
  public var negatives: Int { trueNegatives + falsePositives }

  /// Of the positives, the share called positive; also known as sensitivity.
  public var recall: Double { Self.share(truePositives, positives) }
  /// Of the negatives, the share called negative.
  public var specificity: Double { Self.share(trueNegatives, negatives) }
  /// Of those called positive, the share that is.
  public var precision: Double { Self.share(truePositives, truePositives + falsePositives) }

  /// Harmonic mean of precision and recall; 0 without true positives.
  public var f1: Double {
    Self.share(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives)
  }

  /// √(recall · specificity): 0 for whoever calls everything the same.
  public var geometricMean: Double { (recall * specificity).squareRoot() }

  /// Mean of recall and specificity, one half for whoever calls everything the same. Of one of them
  /// alone where the other class is not there, as in scikit-learn.
  public var balancedAccuracy: Double {
    if negatives == 0 { return recall }
    return positives == 0 ? specificity : (recall + specificity) / 2
  }

  /// Matthews' correlation of what rows are called and what they are, −1...1; 0 where either is the
  /// same for all.
  public var matthewsCorrelation: Double {
    let sides = [
      truePositives + falsePositives, positives, negatives, trueNegatives + falseNegatives,
    ].map(Double.init)
    let whole = (sides[0] * sides[1]).squareRoot() * (sides[2] * sides[3]).squareRoot()
    guard whole > 0 else { return 0 }
    return
      (Double(truePositives) * Double(trueNegatives)
      - Double(falsePositives) * Double(falseNegatives)) / whole
  }

  /// (1 + α · dominance) · recall · specificity, with the dominance recall − specificity.
  ///
  /// - Parameter alpha: weight of the dominance.
  /// - Source: García, Mollineda, Sánchez: Index of Balanced Accuracy, IbPRIA 2009.
  public func indexOfBalancedAccuracy(alpha: Double = 0.1) -> Double {
    (1 + alpha * (recall - specificity)) * recall * specificity
  }

  private static func share(_ part: Int, _ whole: Int) -> Double {
    whole == 0 ? 0 : Double(part) / Double(whole)
  }
}
