import Attacks
import Experiments

/// The threat model in few words and in full.
enum ThreatText {
  /// `attacker has synthetic rows, knows all but who was in`; nothing is said of what is handed out
  /// where each attack gets its own.
  static func line(_ session: Session) -> String {
    let has = session.handedOut.map { "has \(released($0)), " } ?? ""
    return "attacker \(has)knows \(known(session.threat.knows))"
  }

  /// A sentence for figures about a release.
  static func sentence(_ session: Session, _ handedOut: ThreatModel.Released) -> String {
    let about = session.threat.targets == .minority ? "" : ", asks about the majority"
    return "Attacker has \(released(handedOut)), knows \(known(session.threat.knows))\(about) (t)."
  }

  private static func released(_ handedOut: ThreatModel.Released) -> String {
    handedOut == .synthetic ? "synthetic rows" : "real and synthetic rows"
  }

  private static func known(_ knows: Set<ThreatModel.Insight>) -> String {
    if knows.count == ThreatModel.Insight.allCases.count { return "all but who was in" }
    let words = ThreatModel.Insight.allCases.filter { knows.contains($0) }.map(word)
    return words.isEmpty ? "nothing else" : words.joined(separator: ", ")
  }

  /// What is known, in a word or two.
  static func word(_ insight: ThreatModel.Insight) -> String {
    switch insight {
    case .quasiIdentifiers: "easy columns"
    case .records: "records"
    case .population: "population"
    case .generator: "program"
    case .otherRecords: "all others"
    }
  }
}
