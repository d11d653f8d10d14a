import Attacks
import Experiments
import Oversampling
import Parameters

extension Session {
  /// What the most successful attack says of the release that was measured, in a clause such as
  /// "ReconSMOTE rebuilds 12 of 12 real records"; nil if none has succeeded, or if the measures are
  /// of another release. Where the synthetic rows were measured, only attacks on those count.
  package var provedLeak: String? {
    guard !areMeasuresStale, threat.targets == .minority else { return nil }
    let claims = picture.attacks.compactMap { attack -> (share: Double, text: String)? in
      let isAlone = attack.kind == .synthetic
      guard let score = attack.score, isAlone || threatModel.released == .augmented,
        score.isProof(realShare: isAlone ? 0 : picture.publication?.realShare ?? 0)
      else { return nil }
      let deed = isAlone ? "rebuilds" : "picks out"
      return (
        score.recall,
        "\(attack.title) \(deed) \(score.trueClaims) of \(score.records) real records"
      )
    }
    let best = claims.max { $0.share < $1.share }?.text
    return best ?? people.attacks.lazy.filter { isCurrent($0) }.compactMap(\.success).first
  }
}

extension Session {
  /// What made the release that was measured, as it is called in the column about proved leaks.
  package var measuredMethod: String {
    let name = measures.key?.plan.method ?? SMOTE.name
    return OversamplerCatalog.named(name)?.title ?? name
  }
}
