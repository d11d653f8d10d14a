import Attacks
import Jobs

/// Shadow runs among the attacks on people: how many, which are kept, and going on with them.
extension Session {
  /// Goes on with the attacks on people that were stopped or failed, shadow runs where they were:
  /// with `name` first.
  mutating func resumePeople(beginningWith name: String) -> [Effect] {
    guard people.attacks.contains(where: \.isUnfinished) else { return [] }
    guard run == .finished, people.attacks.filter(\.isUnfinished).allSatisfy(isCurrent) else {
      say(.plain, "the settings have changed since: r runs everything again")
      return []
    }
    guard people.state.job == nil else { return [] }
    var titles: [String] = []
    for index in people.attacks.indices where people.attacks[index].isUnfinished {
      people.attacks[index].state = .waiting
      if people.attacks[index].entry.name != name {
        titles.append(people.attacks[index].entry.title)
      }
    }
    if !titles.isEmpty { say(.plain, "after it: " + titles.joined(separator: ", ")) }
    people.first = name
    let job = newJob()
    people.state = .running(job)
    return [.people(job)]
  }

  /// Keeps what came of attacks, whether anybody still waits for it or not.
  mutating func keep(_ attacks: [PersonPicture]) {
    people.memory.keep(attacks)
    for index in people.attacks.indices where people.attacks[index].state == .stopped {
      people.attacks[index].fraction = keptShare(of: people.attacks[index])
    }
  }

  /// How much of an attack need not be done again once it goes on: the runs about a person that are
  /// not all done are made again.
  func keptShare(of attack: PersonPicture) -> Fraction {
    let known = people.memory.picture(of: attack.entry.name, on: attack.subject)?.shadows
    let people = min(attack.subject?.shadows?.targets ?? 0, minorityCount ?? 0)
    return Fraction(known?.finished.count ?? 0, of: max(1, people))
  }
}

extension ShadowPlan {
  /// Runs that end in seconds on small data: enough for a first answer.
  package static var quick: ShadowPlan {
    var plan = ShadowPlan()
    plan.trainingRuns = 20
    plan.testRuns = 20
    plan.targets = 20
    return plan
  }

  /// Runs about one person, with and without.
  package var runsEach: Int { 2 * (trainingRuns + testRuns) }
}
