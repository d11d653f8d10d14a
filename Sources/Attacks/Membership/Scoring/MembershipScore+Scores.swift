import Numeric

extension MembershipScore {
  /// δ of the bounds on ε: below one over the number of people of most tables.
  public static let usualDelta = 1e-5

  /// How scores fare; nil without members or without others.
  ///
  /// Bounds on ε are measured on candidates that their threshold was not chosen on: 10 % of the
  /// members and of the others are drawn to choose it, at least ten of each and at most half. Where
  /// there are fewer than two of either the bounds are 0. Each bound says what it holds for.
  ///
  /// - Parameters:
  ///   - scores: higher is more a member; NaN counts as lowest.
  ///   - isMember: one per score.
  ///   - seed: decides which candidates a threshold is chosen on; equal seeds give equal bounds.
  ///   - delta: δ that the bounds on ε are for.
  ///   - trials: what the scores were given to.
  /// - Complexity: O(n log n) for the ranking and O(n √n) for the bounds.
  /// - Source: Houssiau et al., TAPAS, 2022, for the split.
  public init?(
    scores: [Double], isMember: [Bool], seed: UInt32 = 0, delta: Double = usualDelta,
    trials: EpsilonBound.Trials = .people
  ) {
    guard let ranking = Ranking(scores: scores, isReal: isMember),
      let curve = ROCCurve(scores: scores, isPositive: isMember)
    else { return nil }
    let points = OperatingPoints(curve)
    self.init(
      ranking: ranking, rates: points.rates, advantage: points.advantage,
      epsilon: Self.bounds(
        ScoredMembers(scores: scores, isMember: isMember),
        AuditSplit(isMember, seed: seed), seed: seed, delta: delta
      ).map { $0.measured(on: trials) })
  }

  private static func bounds(
    _ all: ScoredMembers, _ split: AuditSplit?, seed: UInt32, delta: Double
  ) -> [EpsilonBound] {
    guard let split else { return unsplit(all, seed: seed, delta: delta) }
    let choosing = all.selecting(split.choosing)
    let measuring = all.selecting(split.measuring)
    func measured(
      _ bound: (DecisionCounts, _ significance: Double) -> EpsilonBound?
    ) -> EpsilonBound? {
      let threshold = choosing.threshold { bound($0, $1)?.value ?? 0 }
      return bound(measuring.counts(atLeast: threshold), 0.05)
    }
    let share = choosing.guessShare(delta: delta, seed: seed)
    let bounds: [EpsilonBound?] = [
      measured { .clopperPearson($0, delta: delta, significance: $1) },
      measured { .gaussian($0, delta: delta, significance: $1) },
      .oneRun(measuring.guessed(share, delta: delta, seed: seed)),
    ]
    return bounds.compactMap(\.self)
  }

  /// Bounds that show nothing, with the largest there could be, as no threshold can be chosen.
  private static func unsplit(
    _ all: ScoredMembers, seed: UInt32, delta: Double
  ) -> [EpsilonBound] {
    let counts = all.counts(atLeast: .infinity)
    let bounds: [EpsilonBound?] = [
      .clopperPearson(counts, delta: delta), .gaussian(counts, delta: delta),
      .oneRun(all.guessed(1, delta: delta, seed: seed)),
    ]
    return bounds.compactMap(\.self).map {
      EpsilonBound($0.method, value: 0, largest: $0.largest, delta: delta)
    }
  }
}
