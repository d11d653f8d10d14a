import Attacks
import Parameters

/// What an attack needs, and what a threat model does not grant of it.
public struct ThreatNeeds: Sendable, Equatable {
  /// What has to be handed out; nil if either will do.
  public let released: ThreatModel.Released?
  /// What has to be known beside it.
  public let knows: Set<ThreatModel.Insight>

  /// - Parameters:
  ///   - released: nil if either will do.
  ///   - knows: empty for an attack that gets by with the release.
  public init(released: ThreatModel.Released? = nil, knows: Set<ThreatModel.Insight> = []) {
    self.released = released
    self.knows = knows
  }

  /// Of an attack on a release. What a data dictionary says of a column is known to everybody.
  public init(_ attack: any Attack.Type, _ values: ParameterValues) {
    let needs = (try? attack.init(values))?.needs ?? []
    var knows: Set<ThreatModel.Insight> = []
    if needs.contains(.oversamplingSettings) || needs.contains(.seeds) { knows.insert(.generator) }
    // Where all rows are handed out, those of the other classes are among them.
    if needs.contains(.otherRows), attack.releaseKind == .synthetic { knows.insert(.population) }
    self.init(
      released: attack.releaseKind == .augmented ? .augmented : nil, knows: knows)
  }

  /// Of an attack that tells who was in: it asks about whole records.
  public init(_ attack: any MembershipAttack.Type) {
    var knows: Set<ThreatModel.Insight> = [.records]
    if attack.needs.contains(.reference) { knows.insert(.population) }
    if attack.needs.contains(.generator) { knows.insert(.generator) }
    self.init(knows: knows)
  }

  /// Of an attack that guesses about people from what is easily known of them.
  public init(_ attack: any RiskAttack.Type) {
    self.init(knows: [.quasiIdentifiers])
  }

  /// What a model does not grant, as the end of "needs …"; nil if it grants all.
  ///
  /// - Parameters:
  ///   - given: what the attacker knows; whole records hold the easily known columns.
  ///   - handedOut: nil if each attack gets the release that it is made for.
  public func missing(
    from given: Set<ThreatModel.Insight>, handedOut: ThreatModel.Released?
  ) -> String? {
    var known = given
    if given.contains(.records) { known.insert(.quasiIdentifiers) }
    var words = ThreatModel.Insight.allCases.filter { knows.contains($0) && !known.contains($0) }
      .map(\.text)
    if let released, let handedOut, released != handedOut {
      words.insert(
        released == .augmented
          ? "real and synthetic rows released together" : "the synthetic rows by themselves", at: 0)
    }
    return words.isEmpty ? nil : words.joined(separator: ", and ")
  }
}
