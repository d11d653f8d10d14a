import Numeric

/// What a shadow attack has shown, with how sure that is.
public struct ShadowFinding: Sendable, Equatable {
  /// People asked about.
  public let people: Int
  /// Those who are worst on the first half of the test runs: all figures but `selected` are about
  /// them, on the second half.
  public let worst: Int
  /// Runs of each side about one person that are reported.
  public let reportedRuns: Int
  /// Mean area of the worst.
  public let honest: Double
  /// Of `honest` at 95 %: Wilson's with a run of a side as a try, which is never too narrow, as the
  /// variance of an area A is at most A (1 − A) / min(m, n); it does not collapse at 1.
  public let interval: Interval
  /// Mean of as many highest areas on all test runs, chosen after seeing them: the paper's own
  /// selection.
  public let selected: Double
  /// Rates, advantage and bounds on ε, all runs about the worst in one; nil if there are too few.
  public let score: MembershipScore?

  /// People who are singled out as worst, as in the paper.
  public static let usualWorst = 10

  /// - Parameters:
  ///   - finished: the scores of all runs about each person.
  ///   - seed: decides which runs a threshold is chosen on.
  /// - Source: for the bound on the variance: Birnbaum and Klose 1957.
  public init?(_ finished: [ShadowScores], worst count: Int = usualWorst, seed: UInt32 = 0) {
    let asked = finished.compactMap { scores in scores.target.map { (scores, $0) } }
    guard !asked.isEmpty else { return nil }
    let outcome = ShadowOutcome(asked.map(\.1))
    let chosen = asked.sorted {
      ($1.1.ranking.auc, $0.0.row) < ($0.1.ranking.auc, $1.0.row)
    }.prefix(count)
    people = asked.count
    worst = chosen.count
    reportedRuns = chosen.map(\.1.reported.positives).min() ?? 0
    honest = outcome.honestMean(count)
    selected = outcome.selectedMean(count)
    let tries = Double(reportedRuns * chosen.count)
    interval = WilsonEstimate(honest * tries, of: tries).interval
    let with = chosen.flatMap { $0.0.with.dropFirst($0.0.with.count / 2) }
    let without = chosen.flatMap { $0.0.without.dropFirst($0.0.without.count / 2) }
    score = MembershipScore(
      scores: (with + without).map { Double($0) },
      isMember: with.map { _ in true } + without.map { _ in false }, seed: seed, trials: .runs)
  }
}

extension ShadowState {
  /// What the attack has shown about the people that are done; nil before any is.
  public func finding(seed: UInt32 = 0) -> ShadowFinding? { ShadowFinding(finished, seed: seed) }
}
