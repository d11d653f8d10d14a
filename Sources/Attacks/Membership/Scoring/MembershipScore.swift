import Numeric

/// The share of members found while few others are accused.
public struct RateAtFalsePositives: Sendable, Equatable {
  /// Share of the non-members that may be accused, such as 0.01.
  public let falsePositiveRate: Double
  /// Share of the members found; nil if it cannot be measured with so few non-members.
  public let rate: Double?
  /// Clopper-Pearson at 95 %; nil where there is no rate.
  public let interval: Interval?

  /// - Parameter rate: nil below `1 / falsePositiveRate` non-members.
  public init(falsePositiveRate: Double, rate: Double?, interval: Interval?) {
    self.falsePositiveRate = falsePositiveRate
    self.rate = rate
    self.interval = interval
  }
}

/// A lower bound on the ε of differential privacy that an attack shows: what made the release cannot
/// be more private than this.
public struct EpsilonBound: Sendable, Equatable {
  /// How it was worked out.
  public enum Method: String, Sendable, CaseIterable {
    /// From a true and a false positive rate by Clopper-Pearson.
    case clopperPearson = "clopper_pearson"
    /// By the trade-off curve of a Gaussian mechanism.
    case gaussian
    /// From many canaries in one run (Steinke, Nasr, Jagielski, 2023).
    case oneRun = "one_run"
  }

  /// How it was worked out.
  public let method: Method
  /// With 95 % confidence ε is not below this; 0 shows nothing.
  public let value: Double
  /// What the bound would be if the attack made no mistake: no more can be shown with so few trials.
  public let largest: Double
  /// The δ of differential privacy that the bound is for.
  public let delta: Double

  /// - Parameters:
  ///   - largest: shown first, so that a small bound is not taken for safety.
  ///   - delta: 0 for pure differential privacy.
  public init(_ method: Method, value: Double, largest: Double, delta: Double = 0) {
    self.method = method
    self.value = value
    self.largest = largest
    self.delta = delta
  }
}

/// How a membership attack fares.
public struct MembershipScore: Sendable, Equatable {
  /// The area under the curve, with its interval and the numbers of members and others.
  public let ranking: Ranking
  /// At 1 % and at 0.1 % false positives.
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
