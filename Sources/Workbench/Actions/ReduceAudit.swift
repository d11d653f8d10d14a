import Jobs

func reduceAudit(_ session: inout Session, _ action: AuditAction) -> [Effect] {
  switch action {
  case .start: return session.startAudit()
  case .event(let job, let event): take(event, of: job, in: &session)
  case .select(let claim):
    let wanted = max(0, min(claim, session.audit.claims.count - 1))
    if wanted != session.audit.selected { session.audit.revealed = nil }
    session.audit.selected = wanted
  case .toggleReveal: toggleReveal(in: &session)
  }
  return []
}

/// News of an older audit is dropped.
private func take(
  _ event: JobEvent<AuditWork, AuditWork>, of job: JobID, in session: inout Session
) {
  guard session.audit.state == .running(job) else { return }
  switch event {
  case .updated(let work): session.audit.work = work
  case .finished(let work):
    session.audit.work = work
    session.audit.state = .finished
  case .failed(let message):
    session.audit.state = .failed(message)
    session.say(.error, message)
  case .cancelled: session.audit.state = .stopped
  }
}

private func toggleReveal(in session: inout Session) {
  guard session.audit.claim != nil else {
    session.say(.plain, "no claim is selected")
    return
  }
  guard session.openDataset?.isPublic != true else {
    session.say(.plain, "this file is public: its values are always shown")
    return
  }
  session.audit.revealed = session.audit.revealed == nil ? session.audit.selected : nil
}
