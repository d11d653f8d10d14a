import Attacks
import Experiments
import Measures
import Numeric

/// Whether a measure notices a leak that attacks have proved on the same release.
package enum LeakSight: Sendable, Equatable {
  /// It calls a leak what attacks have shown to be one.
  case sees
  /// It calls clean what attacks have shown to leak.
  case blind
  /// It does not decide.
  case unsure
  /// No attack has succeeded on this release, so nothing is known.
  case unproved
  /// It was not taken, or says nothing about privacy.
  case none

  /// - Parameter isProved: whether an attack has succeeded on the release that was measured.
  package init(_ line: MeasureLine, isProved: Bool) {
    guard line.entry.isTested, let verdict = line.release?.measurement?.verdict else {
      self = .none
      return
    }
    guard isProved else {
      self = .unproved
      return
    }
    self =
      switch verdict {
      case .leak: .sees
      case .clean: .blind
      case .unclear: .unsure
      }
  }
}

extension Session {
  /// What the most successful attack says of the release that was measured, in a clause such as
  /// "ReconSMOTE rebuilds 12 of 12 real records"; nil if none has succeeded, or if the measures are
  /// of another release. Where the synthetic rows were measured, only attacks on those count.
  package var provedLeak: String? {
    guard !areMeasuresStale, threat.targets == .minority else { return nil }
    let claims = picture.attacks.compactMap { attack -> (share: Double, text: String)? in
      guard let score = attack.score, score.trueClaims > 0, score.precisionInterval.low > 0.5,
        attack.kind == .synthetic || threatModel.released == .augmented
      else { return nil }
      let deed = attack.kind == .synthetic ? "rebuilds" : "picks out"
      return (
        score.recall,
        "\(attack.title) \(deed) \(score.trueClaims) of \(score.records) real records"
      )
    }
    let best = claims.max { $0.share < $1.share }?.text
    guard best == nil, people.key == releaseKey else { return best }
    return people.attacks.lazy.compactMap(\.success).first
  }
}
