import Numeric

/// How well a shadow attack tells releases made with a person from releases made without.
public struct ShadowTarget: Sendable, Equatable {
  /// Row of the person among the training rows of the class asked about.
  public let row: Int
  /// On all test runs: what the paper reports.
  public let all: Ranking
  /// On the first half of the test runs, by which worst targets are ranked.
  public let ranking: Ranking
  /// On the second half, which is reported for those ranked worst.
  public let reported: Ranking

  /// The outcome for one person.
  public init(row: Int, all: Ranking, ranking: Ranking, reported: Ranking) {
    self.row = row
    self.all = all
    self.ranking = ranking
    self.reported = reported
  }
}

/// What a shadow attack found out about all its targets.
public struct ShadowOutcome: Sendable, Equatable {
  /// One entry per target, in the order they were asked about.
  public let targets: [ShadowTarget]

  /// - Parameter targets: in the order they were asked about.
  public init(_ targets: [ShadowTarget]) { self.targets = targets }

  /// Mean of the `count` highest areas on all test runs: the paper's own selection. Choosing them
  /// after seeing them makes it larger than it is.
  public func selectedMean(_ count: Int = 10) -> Double {
    Self.mean(targets.map(\.all.auc).sorted(by: >).prefix(count))
  }

  /// Mean area on the second half of the test runs of the `count` targets that are worst on the
  /// first half.
  public func honestMean(_ count: Int = 10) -> Double {
    let worst = targets.sorted { ($1.ranking.auc, $0.row) < ($0.ranking.auc, $1.row) }
    return Self.mean(worst.prefix(count).map(\.reported.auc))
  }

  private static func mean(_ values: some Collection<Double>) -> Double {
    values.isEmpty ? 0.5 : values.reduce(0, +) / Double(values.count)
  }
}
