import Attacks
import Parameters

/// What an attack on people tries to find out, and which catalogue it is listed in.
public enum PeopleFamily: String, Sendable, CaseIterable {
  /// Whether somebody's record was used.
  case membership
  /// Something about somebody: who they are, what belongs together, a secret.
  case risk
}

/// An attack on people and its settings.
public struct PeopleSelection: Sendable, Equatable {
  /// Where it is listed.
  public let family: PeopleFamily
  /// As the attack is named on the command line.
  public let name: String
  /// Its settings, checked against the attack's own list.
  public var values: ParameterValues

  /// - Parameter name: looked up when the attack is run.
  public init(_ family: PeopleFamily, name: String, values: ParameterValues) {
    self.family = family
    self.name = name
    self.values = values
  }

  /// An attack with its default settings; nil if no attack on people has that name.
  public init?(named name: String) {
    if let type = MembershipCatalog.named(name) {
      self.init(.membership, name: name, values: ParameterValues(type.parameters))
    } else if let type = RiskCatalog.named(name) {
      self.init(.risk, name: name, values: ParameterValues(type.parameters))
    } else {
      return nil
    }
  }

  /// All there are with their default settings, in menu order.
  public static var all: [PeopleSelection] {
    (MembershipCatalog.all.map { $0.name } + RiskCatalog.all.map { $0.name })
      .compactMap { PeopleSelection(named: $0) }
  }
}

/// A release, who is asked about, and what an attacker knows of them.
public struct PeopleGame: Sendable {
  /// What is attacked.
  public let publication: Publication
  /// What it was made from, with the holdout beside it.
  public let data: PreparedData
  /// What it was made with.
  public let plan: ExperimentPlan
  /// Who knows what.
  public let model: ThreatModel
  /// Features of the file that the attacker knows of a person; empty for each attack's own choice.
  public let known: [String]
  /// Features of the file that the attacker wants to know; empty likewise.
  public let secret: [String]

  /// - Parameter plan: its seed decides every random choice of the attacks too.
  public init(
    _ publication: Publication, _ data: PreparedData, _ plan: ExperimentPlan, model: ThreatModel,
    known: [String] = [], secret: [String] = []
  ) {
    self.publication = publication
    self.data = data
    self.plan = plan
    self.model = model
    self.known = known
    self.secret = secret
  }
}

/// What came of an attack on people.
public enum PeopleOutcome: Sendable, Equatable {
  /// How well it told who was in.
  case membership(MembershipScore)
  /// How often it was right about somebody.
  case risk(RiskOutcome)
}

/// How one attack on people ended.
public struct PeopleReport: Sendable, Equatable {
  /// Name of the attack.
  public let attack: String
  /// Its settings.
  public let parameters: ParameterValues
  /// Wall time.
  public let seconds: Double
  /// What came of it.
  public let outcome: PeopleOutcome
  /// What the user should know, in sentences.
  public let remarks: [String]
}
