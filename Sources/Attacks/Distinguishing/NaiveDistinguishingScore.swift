import Numeric

/// How well a classifier told real from synthetic rows in one split.
public struct NaiveSplitScore: Sendable, Equatable {
  /// Of the rows called real, the share that is; 0 if none is called real.
  public let precision: Double
  /// Of the real rows, the share that is called real.
  public let recall: Double
  /// Mean of the shares of real and of synthetic rows that are called what they are.
  public let balancedAccuracy: Double
  /// By the forest's votes: below one half where real rows look less real than synthetic ones.
  public let ranking: Ranking?

  /// - Parameters:
  ///   - chances: of being real; above one half a row is called real.
  ///   - isReal: one per chance.
  public init(chances: [Double], isReal: [Bool]) {
    let called = zip(chances, isReal).filter { $0.0 > 0.5 }
    let right = called.count { $0.1 }
    let real = isReal.count(where: \.self)
    func share(_ part: Int, _ whole: Int) -> Double {
      whole == 0 ? 0 : Double(part) / Double(whole)
    }
    let others = isReal.count - real
    precision = share(right, called.count)
    recall = share(right, real)
    balancedAccuracy = (share(right, real) + share(others - called.count + right, others)) / 2
    ranking = Ranking(scores: chances, isReal: isReal)
  }

  /// Harmonic mean of precision and recall; 0 where both are.
  public var f1: Double {
    precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
  }
}

/// How well a classifier told real from synthetic rows, over several splits and releases.
public struct NaiveDistinguishingScore: Sendable, Equatable {
  /// One per split, in the order made.
  public let splits: [NaiveSplitScore]

  /// - Parameter splits: at least one.
  public init(_ splits: [NaiveSplitScore]) { self.splits = splits }

  /// Mean precision of "real".
  public var precision: Double { mean(\.precision) }
  /// Mean recall of "real".
  public var recall: Double { mean(\.recall) }
  /// Mean F1 of "real".
  public var f1: Double { mean(\.f1) }
  /// Mean balanced accuracy; one half is chance.
  public var balancedAccuracy: Double { mean(\.balancedAccuracy) }
  /// Mean area under the curve; one half is chance, and either side of it is information.
  public var auc: Double { mean { $0.ranking?.auc ?? 0.5 } }
  /// At 95 %, as wide as DeLong's interval of one split on average: splits share their rows, so
  /// more of them do not count as more data.
  public var aucInterval: Interval {
    let half = mean { split in
      split.ranking.map { ($0.interval.high - $0.interval.low) / 2 } ?? 0.5
    }
    return Interval(low: max(0, auc - half), high: min(1, auc + half))
  }
  /// Standard deviation of F1 over the splits; 0 for one.
  public var f1Deviation: Double {
    let center = f1
    return mean { ($0.f1 - center) * ($0.f1 - center) }.squareRoot()
  }

  private func mean(_ value: (NaiveSplitScore) -> Double) -> Double {
    splits.isEmpty ? 0 : splits.reduce(0) { $0 + value($1) } / Double(splits.count)
  }
}
