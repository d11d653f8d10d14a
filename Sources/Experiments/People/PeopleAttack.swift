import Attacks
import Jobs
import Parameters

/// What an attack on people tries to find out, and which catalogue it is listed in.
public enum PeopleFamily: String, Sendable, CaseIterable {
  /// Whether somebody's record was used.
  case membership
  /// Something about somebody: who they are, what belongs together, a secret.
  case risk
  /// Whether somebody's record was used, learned from many releases made with it and without.
  case shadow
  /// Which rows are real, by a classifier that is shown half of them.
  case classifier
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

  /// Its name and its settings, without where it is listed.
  var selection: Selection { Selection(name: name, values: values) }

  /// An attack with its default settings; nil if no attack on people has that name.
  public init?(named name: String) {
    if let type = MembershipCatalog.named(name) {
      self.init(.membership, name: name, values: ParameterValues(type.parameters))
    } else if let type = RiskCatalog.named(name) {
      self.init(.risk, name: name, values: ParameterValues(type.parameters))
    } else if let type = ShadowCatalog.named(name) {
      self.init(.shadow, name: name, values: ParameterValues(type.parameters))
    } else if name == NaiveDistinguishing.name {
      self.init(.classifier, name: name, values: ParameterValues(NaiveDistinguishing.parameters))
    } else {
      return nil
    }
  }

  /// All there are with their default settings, in menu order.
  public static var all: [PeopleSelection] {
    let names =
      [NaiveDistinguishing.name] + RiskCatalog.all.map { $0.name }
      + MembershipCatalog.all.map { $0.name } + ShadowCatalog.all.map { $0.name }
    return names.compactMap { PeopleSelection(named: $0) }
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
  /// How many shadow runs are made about whom.
  public var shadows = ShadowPlan()
  /// Shadow runs that are done already; nil to start anew.
  public var saved: ShadowState?

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
public enum PeopleOutcome: Sendable {
  /// How well it told who was in.
  case membership(MembershipScore)
  /// How often it was right about somebody.
  case risk(RiskOutcome)
  /// How well releases with and without each person were told apart.
  case shadow(ShadowReport)
  /// How well real rows were told from synthetic ones.
  case classifier(NaiveDistinguishingScore)
}

/// News from an attack on people.
public struct PeopleProgress: Sendable {
  /// How much is done.
  public let fraction: Fraction
  /// How long the rest will take if it goes on like this; nil where nothing can be said.
  public let secondsLeft: Double?
  /// Shadow runs that were just finished, each told once, to be kept for going on later.
  public let finished: [ShadowScores]

  init(_ fraction: Fraction, secondsLeft: Double? = nil, finished: [ShadowScores] = []) {
    self.fraction = fraction
    self.secondsLeft = secondsLeft
    self.finished = finished
  }
}

/// How one attack on people ended.
public struct PeopleReport: Sendable {
  /// Name of the attack.
  public let attack: String
  /// What it sees.
  public let released: ThreatModel.Released
  /// Its settings.
  public let parameters: ParameterValues
  /// Wall time.
  public let seconds: Double
  /// What came of it.
  public let outcome: PeopleOutcome
  /// What the user should know, in sentences.
  public let remarks: [String]
}
