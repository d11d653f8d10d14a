import Jobs

func reduceAttack(_ session: inout Session, _ action: AttackAction) -> [Effect] {
  switch action {
  case .event(let job, let event):
    take(event, of: job, in: &session)
    return []
  case .cancel:
    return cancel(in: &session)
  case .select(let attack, let claim):
    select(attack: attack, claim: claim, in: &session)
    return []
  case .toggleReveal:
    toggleReveal(in: &session)
    return []
  case .hideValues:
    session.revealedClaim = nil
    session.audit.revealed = nil
    return []
  }
}

/// Takes news of the run on screen; those of any other are late and dropped.
private func take(
  _ event: JobEvent<RunPicture, RunPicture>, of job: JobID, in session: inout Session
) {
  if case .updated = event {} else if session.activeRun == job { session.activeRun = nil }
  guard session.run == .running(job) else { return }
  session.making = nil
  switch event {
  case .updated(let picture) where picture.making != nil: session.making = picture.making
  case .updated(let picture): session.show(picture)
  case .finished(let picture):
    session.show(picture)
    session.run = .finished
    session.people.isDue = true
    // Asked for again, what was stopped or has failed is tried again.
    session.people.attacks.removeAll { $0.isUnfinished }
  case .failed(let message):
    session.run = .failed(message)
    session.picture.stop()
    session.say(.error, message)
  case .cancelled:
    session.run = .stopped
    session.picture.stop()
  }
}

/// Stops at once as far as the screen is concerned: what was found until now stays.
private func cancel(in session: inout Session) -> [Effect] {
  let jobs = [
    session.activeRun, session.preparing, session.opening?.job, session.advising,
    session.audit.job, session.exposure.state.job, session.measures.state.job,
    session.people.state.job,
  ].compactMap(\.self)
  guard !jobs.isEmpty || session.run == .settling else {
    session.say(.plain, "nothing is running; q quits")
    return []
  }
  session.changeCount += 1
  session.runsWhenPrepared = false
  if session.audit.job != nil { session.audit.state = .stopped }
  if session.exposure.state.job != nil { session.exposure.state = .stopped }
  if session.measures.state.job != nil { session.measures.state = .stopped }
  if session.people.state.job != nil { session.stopPeople(.stopped) }
  switch session.run {
  case .running, .settling:
    session.run = .stopped
    session.picture.stop()
  default: break
  }
  return jobs.map { .cancel($0) }
}

private func select(attack: Int, claim: Int, in session: inout Session) {
  let attacks = session.picture.attacks
  let place = max(0, min(attack, session.listedAttacks - 1))
  let claims = attacks.indices.contains(place) ? attacks[place].claims.count : 0
  let number = max(0, min(claim, claims - 1))
  if place != session.selectedAttack || number != session.selectedClaim {
    session.revealedClaim = nil
  }
  session.selectedAttack = place
  session.selectedClaim = number
}

private func toggleReveal(in session: inout Session) {
  let attacks = session.picture.attacks
  guard attacks.indices.contains(session.selectedAttack),
    attacks[session.selectedAttack].claims.indices.contains(session.selectedClaim)
  else {
    session.say(.plain, "no claim is selected")
    return
  }
  if session.openDataset?.isPublic == true {
    session.say(.plain, "this dataset is public: its values are always shown")
    return
  }
  session.revealedClaim = session.revealedClaim == nil ? session.selectedClaim : nil
}

extension RunPicture {
  /// Marks attacks that have not ended as stopped.
  fileprivate mutating func stop() {
    for index in attacks.indices {
      switch attacks[index].state {
      case .waiting, .running: attacks[index].state = .stopped
      case .done, .stopped, .failed, .doesNotApply, .notRun: break
      }
    }
  }
}
