import Attacks
import Experiments
import Measures

/// What decides the figures about a release: two equal keys give equal figures.
package struct ReleaseKey: Sendable, Equatable {
  /// Without the attacks, which change nothing about the release.
  package var plan: ExperimentPlan
  package let preparation: Preparation
  package let released: ThreatModel.Released
  package let targets: ThreatModel.Targets
  package private(set) var known: [String]
  package private(set) var columns: KnownColumns
  package private(set) var secret: [String]

  init(_ plan: ExperimentPlan, _ preparation: Preparation, _ session: Session) {
    var bare = plan
    bare.attacks = []
    bare.triedSeeds = []
    bare.release = .auto
    self.plan = bare
    self.preparation = preparation
    released = session.threatModel.released
    targets = session.threat.targets
    known = session.threat.easilyKnown
    columns = session.threat.columns
    secret = session.threat.secret
  }

  /// What of it decides the results of attacks on people: how measures choose columns never does,
  /// and which columns are known or a secret only where something about somebody is asked.
  func told(to question: PersonQuestion) -> ReleaseKey {
    var key = self
    key.columns = .named
    guard question != .risk else { return key }
    key.known = []
    key.secret = []
    return key
  }
}

extension Session {
  /// Of the release that is there; nil unless it is the one that the settings on screen ask for.
  package var releaseKey: ReleaseKey? {
    guard picture.publication != nil, let made = picture.plan, let preparedPicture,
      preparedPicture.data.preparation == wantedPreparation
    else { return nil }
    let there = ReleaseKey(made, preparedPicture.data.preparation, self)
    return there == ReleaseKey(plan, wantedPreparation, self) ? there : nil
  }

  /// What work on the release is told; nil if there is none.
  package var releaseRequest: ReleaseRequest? {
    guard let publication = picture.publication, let data = preparedPicture?.data else {
      return nil
    }
    return ReleaseRequest(
      publication: publication, data: data, model: threatModel, known: threat.easilyKnown,
      columns: threat.columns, secret: threat.secret, plan: picture.plan ?? plan)
  }
}

/// A release, what it was made from, and who is asked about.
package struct ReleaseRequest: Sendable {
  package let publication: Publication
  package let data: PreparedData
  package let model: ThreatModel
  /// Columns of the dataset that are easily known of a person.
  package let known: [String]
  /// How measures choose what is easily known.
  package let columns: KnownColumns
  /// Columns of the dataset that are a secret.
  package let secret: [String]
  /// What the release was made with.
  package var plan: ExperimentPlan

  package init(
    publication: Publication, data: PreparedData, model: ThreatModel, known: [String] = [],
    columns: KnownColumns = .suggested, secret: [String] = [], plan: ExperimentPlan
  ) {
    self.publication = publication
    self.data = data
    self.model = model
    self.known = known
    self.columns = columns
    self.secret = secret
    self.plan = plan
  }
}
