import Numeric

/// How a membership attack fares.
public struct MembershipScore: Sendable, Equatable {
  /// The area under the curve, with its interval and the numbers of members and others.
  public let ranking: Ranking
  /// At 1 % and at 0.1 % of the non-members accused.
  public let rates: [RateAtFalsePositives]
  /// The largest difference between the true and the false positive rate, over all thresholds.
  public let advantage: Double
  /// Lower bounds on ε, from thresholds chosen on a part of the candidates that they are not
  /// measured on.
  public let epsilon: [EpsilonBound]

  /// - Parameters:
  ///   - rates: in falling order of the false positive rate.
  ///   - advantage: in 0...1.
  public init(
    ranking: Ranking, rates: [RateAtFalsePositives], advantage: Double, epsilon: [EpsilonBound]
  ) {
    self.ranking = ranking
    self.rates = rates
    self.advantage = advantage
    self.epsilon = epsilon
  }
}
