import Attacks
import Jobs

/// Shadow runs among the attacks on people: how many, which are kept, and going on with them.
extension Session {
  /// Whether an attack has made as many shadow runs as are wanted now, if it makes any.
  func isOfPlan(_ attack: PersonPicture) -> Bool {
    guard case .shadow(_, let made)? = attack.result else { return true }
    var wanted = people.shadowPlan
    wanted.seed = made.seed
    return made == wanted
  }

  /// Goes on with the attacks on people that were stopped or failed: shadow runs where they were.
  mutating func resumePeople() -> [Effect] {
    guard people.key == releaseKey, releaseKey != nil, run == .finished else {
      say(.plain, "the settings have changed since: r runs everything again")
      return []
    }
    guard people.state.job == nil, people.attacks.contains(where: \.isUnfinished) else { return [] }
    for index in people.attacks.indices where people.attacks[index].isUnfinished {
      people.attacks[index].state = .waiting
    }
    let job = newJob()
    people.state = .running(job)
    return [.people(job)]
  }

  /// Keeps shadow runs, whether anybody still waits for them or not.
  mutating func keepShadows(of attacks: [PersonPicture]) {
    for attack in attacks { if let runs = attack.shadows { people.kept[attack.entry.name] = runs } }
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
