import Attacks
import Experiments
import Parameters

func reduceSampling(_ session: inout Session, _ action: SamplingAction) -> [Effect] {
  switch action {
  case .step(let field, let amount):
    return change(&session) { session in
      if let reason = session.step(field, by: amount) { session.say(.plain, reason) }
    }
  case .set(let field, let text):
    return change(&session) { session in
      do {
        try session.set(field, text: text)
      } catch {
        session.say(.error, "\(error)")
      }
    }
  case .defence(let defence):
    return change(&session) { session in
      do {
        if let reason = try session.change(defence) { session.say(.plain, reason) }
      } catch {
        session.say(.error, "\(error)")
      }
    }
  case .threat(let threat):
    return change(&session) { $0.change(threat) }
  case .reset(let field):
    return change(&session) { $0.reset(field) }
  case .toggleHoldout:
    return change(&session) { session in
      if let reason = session.toggleHoldout() { session.say(.plain, reason) }
    }
  case .toggleAttack(let name):
    return change(&session) { session in
      if let reason = session.toggleAttack(name) { session.say(.plain, reason) }
    }
  case .usualAttacks:
    return change(&session) {
      $0.people.chosen = []
      $0.plan.attacks = AttackCatalog.standard.map { Selection($0) }
    }
  case .settled(let number):
    guard session.run == .settling, session.changeCount == number else { return [] }
    return session.startRun()
  case .runNow:
    guard session.openDataset != nil else {
      session.say(.warning, "there is nothing to run on: press o to open a file")
      return []
    }
    return session.startRun()
  }
}

/// Changes settings and, if that made a difference to the run, waits for quiet.
private func change(_ session: inout Session, _ body: (inout Session) -> Void) -> [Effect] {
  let plan = session.plan
  let preparation = session.wantedPreparation
  let (knows, targets) = (session.threat.knows, session.threat.targets)
  let ranByItself = session.runsByItself
  body(&session)
  let isSame =
    plan == session.plan && preparation == session.wantedPreparation
    && knows == session.threat.knows && targets == session.threat.targets
  session.noteStaleness()
  let isDue = !isSame || (session.runsByItself && !ranByItself && session.isStale)
  guard isDue, session.runsByItself, session.openDataset?.isTestPart == false else { return [] }
  session.changeCount += 1
  session.run = .settling
  session.runsWhenPrepared = false
  return [.settle(change: session.changeCount, milliseconds: session.settlingTime)]
}

extension Session {
  /// Attacks run in the order of the catalogue.
  ///
  /// - Returns: why nothing has changed, if nothing has.
  fileprivate mutating func toggleAttack(_ name: String) -> String? {
    if people.offered.contains(where: { $0.name == name }) {
      togglePerson(name)
      return nil
    }
    guard let type = AttackCatalog.named(name) else { return "there is no attack '\(name)'" }
    var chosen = plan.attacks
    if chosen.contains(where: { $0.name == name }) {
      guard chosen.count > 1 else { return "one attack at least is run" }
      chosen.removeAll { $0.name == name }
    } else {
      chosen.append(Selection(type))
    }
    plan.attacks = AttackCatalog.all.compactMap { attack in
      chosen.first { $0.name == attack.name }
    }
    return nil
  }
}
