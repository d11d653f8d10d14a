import Attacks
import Parameters

/// What an attack needs, and what a threat model does not grant of it.
public struct ThreatNeeds: Sendable, Equatable {
  /// What has to be handed out; nil if either will do.
  public let released: ThreatModel.Released?
  /// What has to be known beside it.
  public let knows: Set<ThreatModel.Insight>
  /// Whether it can only ask about the minority, the class that rows are made of.
  public let isAboutMinority: Bool

  /// - Parameters:
  ///   - released: nil if either will do.
  ///   - knows: empty for an attack that gets by with the release.
  ///   - isAboutMinority: whether it can ask about nobody else.
  public init(
    released: ThreatModel.Released? = nil, knows: Set<ThreatModel.Insight> = [],
    isAboutMinority: Bool = false
  ) {
    self.released = released
    self.knows = knows
    self.isAboutMinority = isAboutMinority
  }

  /// Of an attack on a release. What a data dictionary says of a column is known to everybody.
  public init(_ attack: any Attack.Type, _ values: ParameterValues) {
    let needs = (try? attack.init(values))?.needs ?? []
    var knows: Set<ThreatModel.Insight> = []
    if needs.contains(.oversamplingSettings) || needs.contains(.seeds) { knows.insert(.generator) }
    // Where all rows are handed out, those of the other classes are among them.
    if needs.contains(.otherRows), attack.releaseKind == .synthetic { knows.insert(.population) }
    self.init(
      released: attack.releaseKind.handedOut, knows: knows,
      isAboutMinority: true)
  }

  /// Of an attack that tells who was in: it asks about whole records.
  public init(_ attack: any MembershipAttack.Type) {
    var knows: Set<ThreatModel.Insight> = [.records]
    if attack.needs.contains(.reference) { knows.insert(.population) }
    if attack.needs.contains(.generator) { knows.insert(.generator) }
    self.init(knows: knows, isAboutMinority: true)
  }

  /// Of an attack that guesses about people. The program makes rows of the minority alone.
  public init(_ attack: any RiskAttack.Type) {
    self.init(knows: attack.knows, isAboutMinority: attack.knows.contains(.generator))
  }

  /// Of the attack that is shown half of the rows with what they are.
  public static let naiveDistinguishing = ThreatNeeds(
    knows: [.otherRecords], isAboutMinority: true)

  /// What a model does not grant, as the end of "needs …"; nil if it grants all.
  ///
  /// - Parameters:
  ///   - given: what the attacker knows; whole records hold the easily known columns.
  ///   - handedOut: nil if each attack gets the release that it is made for.
  ///   - targets: who is asked about.
  public func missing(
    from given: Set<ThreatModel.Insight>, handedOut: ThreatModel.Released?,
    targets: ThreatModel.Targets = .minority
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
    if isAboutMinority, targets != .minority {
      words.append("the minority to be who is asked about: rows are made of it")
    }
    return words.isEmpty ? nil : words.joined(separator: ", and ")
  }
}
