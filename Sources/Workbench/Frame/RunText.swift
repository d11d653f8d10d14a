import Attacks
import Experiments
import Jobs
import Oversampling
import Parameters

/// Short texts about the run and its settings.
package enum RunText {
  /// `SMOTE k=5 ratio 24.7 seed 0 +round +shuffle`, shorter `SMOTE k=5 r=24.7 +round+1`.
  package static func settings(_ session: Session, short: Bool) -> String {
    let plan = session.plan
    let method = OversamplerCatalog.named(plan.method)?.title ?? plan.method
    let values = plan.parameters.specs.prefix(2).map { spec in
      "\(spec.name)=\(plan.parameters[spec.name]?.description ?? "")"
    }
    let amount = amount(session)
    let parts = [method] + values
    let defences = defences(plan, short: short)
    if short { return (parts + ["r=" + amount] + defences).joined(separator: " ") }
    return (parts + ["ratio " + amount, "seed \(plan.seed)"] + defences).joined(separator: " ")
  }

  /// Each by name; where room is short, the first one and how many more.
  private static func defences(_ plan: ExperimentPlan, short: Bool) -> [String] {
    let names = plan.defences.map { "+" + $0.name }
    guard short, names.count > 1 else { return names }
    return ["\(names[0])+\(names.count - 1)"]
  }

  /// How the newest run stands: a sign and a word.
  package static func state(_ session: Session) -> String {
    if let opening = session.opening { return "● reading " + progress(opening.fraction) }
    if session.audit.job != nil { return "● auditing" }
    if session.exposure.state.job != nil { return "● studying" }
    if session.measures.state.job != nil { return "● measuring" }
    switch session.run {
    case .idle: return session.preparing == nil ? "" : "● preparing"
    case .settling: return session.preparing == nil ? "○ waiting" : "● preparing"
    case .running: return "● running"
    case .finished where session.people.state.job != nil: return "● running"
    case .finished where session.isStale: return "~ stale"
    case .finished: return session.interruption == nil ? "■ done" : "✗ stopped"
    case .stopped: return "✗ stopped"
    case .failed: return "! failed"
    }
  }

  /// `ReconSMOTE done 44 of 45  precision 1.00`, in less room `ReconSMOTE 44/45`.
  package static func attack(_ attack: AttackPicture, width: Int) -> String {
    let state: String
    switch attack.state {
    case .waiting: return attack.title + " waiting"
    case .failed(let message): return attack.title + " failed: " + message
    case .doesNotApply(let reason): return reason
    case .notRun(let reason): return attack.title + " not run: " + reason
    case .running: state = progress(attack.fraction)
    case .done: state = "done"
    case .stopped: state = "stopped"
    }
    guard let score = attack.score else { return attack.title + " " + state }
    let found = "\(score.trueClaims) of \(score.bound)"
    let precision = score.claims > 0 ? NumberFormat.share(score.precision) : NumberFormat.none
    let texts = [
      "\(attack.title) \(state) \(found)  precision \(precision)",
      "\(attack.title) \(state) \(found)", "\(attack.title) \(found)",
    ]
    return texts.first { $0.count <= width } ?? "\(attack.title.prefix(6)) \(found)"
  }

  static func progress(_ fraction: Fraction) -> String { NumberFormat.progress(fraction.value) }

  private static func amount(_ session: Session) -> String {
    if let ratio = session.effectiveRatio { return NumberFormat.significant(ratio) }
    guard let number = session.plan.goal.number else { return session.plan.goal.description }
    return NumberFormat.significant(number) + (session.plan.goal.isRatio ? "" : " of majority")
  }
}
