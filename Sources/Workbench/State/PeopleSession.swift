import Attacks
import Experiments
import Jobs
import Parameters

/// What an attack on people tries to find out.
package enum PersonQuestion: Sendable, Equatable, CaseIterable {
  /// Whether somebody's record was used.
  case membership
  /// Something about somebody.
  case risk
  /// Whether somebody's record was used, learned from many releases with it and without.
  case shadow
}

/// An attack on people, as it is listed.
package struct PersonEntry: Sendable, Equatable {
  package let question: PersonQuestion
  package let name: String
  package let title: String
  package let summary: String
  package let source: Citation
  package let needs: ThreatNeeds
  /// Its settings, as they are at first.
  package let values: ParameterValues

  package init(
    question: PersonQuestion, name: String, title: String, summary: String, source: Citation,
    needs: ThreatNeeds, values: ParameterValues = ParameterValues([])
  ) {
    self.question = question
    self.name = name
    self.title = title
    self.summary = summary
    self.source = source
    self.needs = needs
    self.values = values
  }

  init(_ attack: any MembershipAttack.Type) {
    self.init(
      question: .membership, name: attack.name, title: attack.title, summary: attack.summary,
      source: attack.source, needs: ThreatNeeds(attack), values: ParameterValues(attack.parameters))
  }

  init(_ attack: any RiskAttack.Type) {
    self.init(
      question: .risk, name: attack.name, title: attack.title, summary: attack.summary,
      source: attack.source, needs: ThreatNeeds(attack), values: ParameterValues(attack.parameters))
  }

  init(_ attack: any ShadowAttack.Type) {
    self.init(
      question: .shadow, name: attack.name, title: attack.title, summary: attack.summary,
      source: attack.source, needs: ThreatNeeds(attack), values: ParameterValues(attack.parameters))
  }

  /// All there are, in menu order: those that take longest come last.
  package static var all: [PersonEntry] {
    MembershipCatalog.all.map { PersonEntry($0) } + RiskCatalog.all.map { PersonEntry($0) }
      + ShadowCatalog.all.map { PersonEntry($0) }
  }
}

/// What came of an attack on people.
package enum PersonResult: Sendable, Equatable {
  case membership(MembershipScore)
  case risk(RiskOutcome)
  case shadow(ShadowFinding, ShadowPlan)
}

/// An attack on people, chosen, under way or done.
package struct PersonPicture: Sendable, Equatable {
  package let entry: PersonEntry
  /// What it is carried out on; nil for one that is not.
  package var subject: PersonSubject?
  package var state = AttackPicture.State.waiting
  package var fraction = Fraction(0)
  package var result: PersonResult?
  package var seconds = 0.0
  /// How long it will go on; nil where nothing can be said.
  package var secondsLeft: Double?
  /// Shadow runs that are done, with which it goes on after a stop.
  package var shadows: ShadowState?

  package init(_ entry: PersonEntry, on subject: PersonSubject? = nil) {
    self.entry = entry
    self.subject = subject
  }
}

/// The attacks on people: which there are, which are chosen, and what came of them.
package struct PeopleSession: Sendable {
  /// What there is to choose from.
  package var offered = PersonEntry.all
  /// Names of those chosen, in the order offered.
  package var chosen: [String] = []
  package var state = LookState.idle
  /// One entry for each that was chosen when the newest of them were started.
  package var attacks: [PersonPicture] = []
  /// The one that is gone on with before all others.
  package var first: String?
  /// A run has been asked for, though none starts by itself.
  package var isDue = false
  /// How many shadow runs are made about whom.
  package var shadowPlan = ShadowPlan.quick
  /// What came of all attacks so far.
  var memory = PersonMemory()

  package init() {}

  /// The shadow runs of each attack on what it is carried out on, by its name, for going on with.
  package var kept: [String: ShadowState] {
    attacks.reduce(into: [:]) { kept, attack in
      let name = attack.entry.name
      kept[name] = memory.picture(of: name, on: attack.subject)?.shadows
    }
  }
}

extension Session {
  /// Switches an attack on people on or off.
  mutating func togglePerson(_ name: String) {
    let isOn = people.chosen.contains(name)
    let wanted = isOn ? people.chosen.filter { $0 != name } : people.chosen + [name]
    people.chosen = people.offered.map(\.name).filter { wanted.contains($0) }
  }

  /// Carries out what is chosen and not done yet, once the release on screen has been attacked in
  /// the usual ways. What was done before on the same release is there at once.
  mutating func followPeople() -> [Effect] {
    let isAsked = runsByItself || people.isDue
    guard run == .finished, releaseKey != nil else { return [] }
    people.isDue = false
    guard isAsked, !people.chosen.isEmpty || !people.attacks.isEmpty else { return [] }
    let wanted = people.offered.filter { people.chosen.contains($0.name) }
    let stand =
      people.attacks.map(\.entry.name) == wanted.map(\.name)
      && people.attacks.allSatisfy(stands)
    guard !stand else { return [] }
    let old = people.state.job.map { [Effect.cancel($0)] } ?? []
    people.attacks = wanted.map(picture)
    people.first = nil
    clampSelection()
    guard people.attacks.contains(where: { $0.state == .waiting }) else {
      people.state = people.attacks.isEmpty ? .idle : .finished
      return old
    }
    let job = newJob()
    people.state = .running(job)
    return old + [.people(job)]
  }

  /// Whether there is nothing to be changed about an attack.
  private func stands(_ attack: PersonPicture) -> Bool {
    if case .notRun = attack.state { return missing(for: attack.entry.needs) != nil }
    return missing(for: attack.entry.needs) == nil && isCurrent(attack)
  }

  /// An attack with what is known of it, or waiting.
  private func picture(of entry: PersonEntry) -> PersonPicture {
    if let obstacle = missing(for: entry.needs) { return .notRun(entry, obstacle) }
    let subject = subject(of: entry)
    let listed = people.attacks.first { $0.entry.name == entry.name && $0.subject == subject }
    if let listed, listed.isSettled { return listed }
    let known = people.memory.picture(of: entry.name, on: subject)
    if let known, known.state == .done { return known }
    return PersonPicture(entry, on: subject)
  }

  /// The attack on people that is selected in the list of attacks, where they come last.
  package var selectedPerson: PersonPicture? {
    let place = selectedAttack - picture.attacks.count
    return people.attacks.indices.contains(place) ? people.attacks[place] : nil
  }

  /// Attacks in the list: those on the release, then those on people.
  package var listedAttacks: Int {
    picture.attacks.isEmpty ? 0 : picture.attacks.count + people.attacks.count
  }

  /// The attack in the list that is being carried out.
  var runningAttack: Int? {
    picture.attacks.firstIndex { $0.state == .running }
      ?? people.attacks.firstIndex { $0.state == .running }.map { $0 + picture.attacks.count }
  }

  mutating func clampSelection() {
    selectedAttack = max(0, min(selectedAttack, listedAttacks - 1))
  }
}

extension PersonPicture {
  /// Whether it was begun and has no result.
  package var isUnfinished: Bool {
    switch state {
    case .stopped, .failed: true
    case .waiting, .running, .done, .doesNotApply, .notRun: false
    }
  }

  /// Whether it was stopped with nothing done that is kept.
  var isUntouched: Bool { state == .stopped && fraction.value == 0 }

  /// Whether it has ended, by itself or because it was stopped.
  var isSettled: Bool { state == .done || state == .stopped }

  static func notRun(_ entry: PersonEntry, _ reason: String) -> PersonPicture {
    var picture = PersonPicture(entry)
    picture.state = .notRun("needs " + reason)
    return picture
  }
}

func reducePeople(_ session: inout Session, _ action: PeopleAction) -> [Effect] {
  let (job, event): (JobID, JobEvent<[PersonPicture], [PersonPicture]>)
  switch action {
  case .resume(let name): return session.resumePeople(beginningWith: name)
  case .toggleThoroughness:
    session.people.shadowPlan =
      session.people.shadowPlan == .quick ? ShadowPlan() : .quick
    return []
  case .event(let source, let news): (job, event) = (source, news)
  }
  // What a job did before it heard of the stop is not lost.
  if case .updated(let attacks) = event { session.keep(attacks) }
  guard session.people.state == .running(job) else { return [] }
  switch event {
  case .updated(let attacks): session.people.attacks = attacks
  case .finished(let attacks):
    session.keep(attacks)
    session.people.attacks = attacks
    session.people.state = .finished
  case .failed(let message):
    session.stopPeople(.failed(message))
    session.say(.error, message)
  case .cancelled: session.stopPeople(.stopped)
  }
  return []
}

extension Session {
  /// Another dataset: the choice of attacks stays, what came of them and its columns go.
  mutating func forgetPeople() {
    people.state = .idle
    people.attacks = []
    people.memory = PersonMemory()
    threat.known = []
    threat.searchesColumns = false
    threat.secret = []
  }

  /// What was found stays; what has not ended is marked as stopped.
  mutating func stopPeople(_ state: LookState) {
    people.state = state
    for index in people.attacks.indices {
      switch people.attacks[index].state {
      case .waiting, .running:
        people.attacks[index].state = .stopped
        people.attacks[index].fraction = keptShare(of: people.attacks[index])
      case .done, .stopped, .failed, .doesNotApply, .notRun: break
      }
    }
  }
}
