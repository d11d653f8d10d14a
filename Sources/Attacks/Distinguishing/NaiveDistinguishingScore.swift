import Numeric

/// How well a classifier told real from synthetic rows in one split.
public struct NaiveSplitScore: Sendable, Equatable {
  /// How many rows are called what they are; "positive" is real.
  public let counts: ConfusionCounts
  /// By the forest's votes: below one half where real rows look less real than synthetic ones.
  public let ranking: Ranking?
  /// How many real rows the votes find while few synthetic ones are called real.
  public let points: OperatingPoints?

  /// - Parameters:
  ///   - chances: of being real; above one half a row is called real.
  ///   - isReal: one per chance.
  public init(chances: [Double], isReal: [Bool]) {
    counts = ConfusionCounts(isCalled: chances.map { $0 > 0.5 }, isPositive: isReal)
    ranking = Ranking(scores: chances, isReal: isReal)
    points = OperatingPoints(scores: chances, isPositive: isReal)
  }

  /// Of the rows called real, the share that is; 0 if none is called real.
  public var precision: Double { counts.precision }
  /// Of the real rows, the share that is called real.
  public var recall: Double { counts.recall }
  /// Harmonic mean of precision and recall; 0 where both are.
  public var f1: Double { counts.f1 }
  /// Mean of the shares of real and of synthetic rows that are called what they are.
  public var balancedAccuracy: Double { counts.balancedAccuracy }
  /// Geometric mean of the same shares; 0 where all rows are called the same.
  public var geometricMean: Double { counts.geometricMean }
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
  /// At 95 %, as wide to either side as the interval of one split on average; see `aucInterval`.
  public var balancedAccuracyInterval: Interval {
    interval(\.balancedAccuracy, \.counts.balancedAccuracyInterval)
  }
  /// Mean G-mean, the square root of recall times specificity: 0 where all rows are called
  /// synthetic, one half by tossing a coin for each.
  public var geometricMean: Double { mean(\.geometricMean) }
  /// At 95 % at least, likewise.
  public var geometricMeanInterval: Interval {
    interval(\.geometricMean, \.counts.geometricMeanInterval)
  }
  /// Mean area under the curve; one half is chance, and either side of it is information.
  public var auc: Double { mean { $0.ranking?.auc ?? 0.5 } }
  /// At 95 %, as wide as the interval of one split on average: splits share their rows, so more of
  /// them do not count as more data.
  public var aucInterval: Interval {
    let half = mean { split in
      split.ranking.map { ($0.interval.high - $0.interval.low) / 2 } ?? 0.5
    }
    return Interval(low: max(0, auc - half), high: min(1, auc + half))
  }
  /// Mean rates at few false positives and mean advantage, with intervals as wide as those of one
  /// split on average; nil without a split with rows of both kinds.
  public var points: OperatingPoints? { OperatingPoints(meanOf: splits.compactMap(\.points)) }
  /// Standard deviation of F1 over the splits; 0 for one.
  public var f1Deviation: Double {
    let center = f1
    return mean { ($0.f1 - center) * ($0.f1 - center) }.squareRoot()
  }

  private func interval(
    _ value: (NaiveSplitScore) -> Double, _ bounds: (NaiveSplitScore) -> Interval
  ) -> Interval {
    let center = mean(value)
    let below = mean { value($0) - bounds($0).low }
    let above = mean { bounds($0).high - value($0) }
    return Interval(low: max(0, center - below), high: min(1, center + above))
  }

  private func mean(_ value: (NaiveSplitScore) -> Double) -> Double {
    splits.isEmpty ? 0 : splits.reduce(0) { $0 + value($1) } / Double(splits.count)
  }
}
