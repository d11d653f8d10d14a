import Foundation
import Numeric

/// The privacy of a mechanism that is as hard to attack as telling two normal distributions of
/// variance 1 apart.
///
/// Source: Dong, Roth, Su, Gaussian differential privacy, Journal of the Royal Statistical Society B
/// 84, 2022; corollary 1.
public struct GaussianPrivacy: Sendable, Equatable {
  /// Distance of the two means; 0 or less tells nothing.
  public let mu: Double

  private static let halvings = 100

  /// - Parameter mu: distance of the two means.
  public init(mu: Double) { self.mu = mu }

  /// The least δ at ε:  Φ(−ε/μ + μ/2) − e^ε Φ(−ε/μ − μ/2).
  public func delta(epsilon: Double) -> Double {
    guard mu > 0 else { return 0 }
    let first = NormalDistribution.logCumulative(-epsilon / mu + mu / 2)
    let second = epsilon + NormalDistribution.logCumulative(-epsilon / mu - mu / 2)
    // The difference of two nearly equal numbers keeps its digits this way.
    return exp(first) * -expm1(min(0, second - first))
  }

  /// The least ε at `delta`; infinite where that is 0.
  public func epsilon(delta: Double) -> Double {
    guard mu > 0, self.delta(epsilon: 0) > delta else { return 0 }
    guard delta > 0, mu < .infinity else { return .infinity }
    var high = 1.0
    while self.delta(epsilon: high) > delta { high *= 2 }
    var low = 0.0
    for _ in 0..<Self.halvings {
      let middle = low + (high - low) / 2
      if self.delta(epsilon: middle) > delta { low = middle } else { high = middle }
    }
    return low
  }
}
