import DifferentialPrivacy
import Foundation
import Numeric

extension EpsilonBound {
  /// The least ε that fits the rates of an attack:
  ///
  ///     max{0, ln((TPR_lo − δ) / FPR_hi), ln((TNR_lo − δ) / FNR_hi)}
  ///
  /// with Clopper-Pearson bounds, each at half the significance. The threshold must not have been
  /// chosen on the rows counted here.
  ///
  /// - Parameters:
  ///   - delta: δ, in 0..<1.
  ///   - significance: chance that the bound is wrong.
  /// - Source: Jagielski, Ullman, Oprea, Auditing differentially private machine learning, NeurIPS
  ///   2020; Houssiau et al., TAPAS, 2022.
  public static func clopperPearson(
    _ counts: DecisionCounts, delta: Double = 0, significance: Double = 0.05
  ) -> EpsilonBound {
    func bound(_ counts: DecisionCounts) -> Double {
      let rates = counts.cautiousRates(significance: significance)
      let sides = [(rates.true, rates.false), (1 - rates.false, 1 - rates.true)]
      return sides.map { right, wrong in right > delta ? log((right - delta) / wrong) : 0 }
        .reduce(0, max)
    }
    return EpsilonBound(
      .clopperPearson, value: bound(counts), largest: bound(counts.flawless), delta: delta)
  }

  /// The ε at `delta` of the Gaussian mechanism that fits the rates:  μ = Φ⁻¹(TPR_lo) − Φ⁻¹(FPR_hi),
  /// with the same bounds on the rates. Much tighter than without assuming one, and a bound for
  /// Gaussian mechanisms only.
  ///
  /// - Parameters:
  ///   - delta: δ, in 0..<1; at 0 no Gaussian mechanism has a finite ε.
  /// - Returns: nil for a δ of 0.
  /// - Source: Dong, Roth, Su, Gaussian differential privacy, 2022; Nasr et al., Tight auditing of
  ///   differentially private machine learning, 2023.
  public static func gaussian(
    _ counts: DecisionCounts, delta: Double, significance: Double = 0.05
  ) -> EpsilonBound? {
    guard delta > 0 else { return nil }
    func bound(_ counts: DecisionCounts) -> Double {
      let rates = counts.cautiousRates(significance: significance)
      let mu =
        NormalDistribution.quantile(rates.true) - NormalDistribution.quantile(rates.false)
      return GaussianPrivacy(mu: mu).epsilon(delta: delta)
    }
    return EpsilonBound(
      .gaussian, value: bound(counts), largest: bound(counts.flawless), delta: delta)
  }

  /// The least ε that fits the guesses about canaries of one run, with the largest that as many
  /// canaries can show; see `OneRunAudit`. A bound for fair coins.
  public static func oneRun(_ audit: OneRunAudit, significance: Double = 0.05) -> EpsilonBound {
    EpsilonBound(
      .oneRun, value: audit.epsilon(significance: significance),
      largest: audit.largestEpsilon(significance: significance), delta: audit.delta)
  }
}
