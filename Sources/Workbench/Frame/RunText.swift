import Attacks
import Experiments
import Jobs
import Oversampling
import Parameters

/// Short texts about the run and its settings.
package enum RunText {
  /// `SMOTE k=5 ratio 24.7 seed 0`, shorter `SMOTE k=5 r=24.7`.
  package static func settings(_ session: Session, short: Bool) -> String {
    let plan = session.plan
    let method = OversamplerCatalog.named(plan.method)?.title ?? plan.method
    let values = plan.parameters.specs.prefix(2).map { spec in
      "\(spec.name)=\(plan.parameters[spec.name]?.description ?? "")"
    }
    let amount = amount(session)
    let parts = [method] + values
    if short { return (parts + ["r=" + amount]).joined(separator: " ") }
    return (parts + ["ratio " + amount, "seed \(plan.seed)"]).joined(separator: " ")
  }

  /// How the newest run stands: a sign and a word.
  package static func state(_ session: Session) -> String {
    if let opening = session.opening { return "● reading " + progress(opening.fraction) }
    switch session.run {
    case .idle: return session.preparing == nil ? "" : "● preparing"
    case .settling: return session.preparing == nil ? "○ waiting" : "● preparing"
    case .running: return "● running"
    case .finished: return session.isStale ? "~ stale" : "■ done"
    case .stopped: return "✗ stopped"
    case .failed: return "! failed"
    }
  }

  /// `ReconSMOTE done 44 of 45  precision 1.00`.
  package static func attack(_ attack: AttackPicture) -> String {
    var text = attack.title + " "
    switch attack.state {
    case .waiting: return text + "waiting"
    case .failed(let message): return text + "failed: " + message
    case .running: text += progress(attack.fraction)
    case .done: text += "done"
    case .stopped: text += "stopped"
    }
    guard let score = attack.score else { return text }
    return text + " \(score.trueClaims) of \(score.records)"
      + "  precision \(NumberFormat.share(score.precision))"
  }

  static func progress(_ fraction: Fraction) -> String { NumberFormat.progress(fraction.value) }

  private static func amount(_ session: Session) -> String {
    if let ratio = session.effectiveRatio { return NumberFormat.significant(ratio) }
    return NumberFormat.significant(session.plan.goal.value)
      + (session.plan.goal.isRatio ? "" : " of majority")
  }
}
