import Experiments
import Jobs

func reduceDataset(_ session: inout Session, _ action: DatasetAction) -> [Effect] {
  switch action {
  case .open(let path): open(path, in: &session)
  case .loading(let job, let event): loading(job, event, in: &session)
  case .preparing(let job, let event): preparing(job, event, in: &session)
  case .advising(let job, let event): advising(job, event, in: &session)
  case .browse(let folder): browse(folder, in: &session)
  case .browsing(let job, let event): browsing(job, event, in: &session)
  }
}

// MARK: - Opening

/// The open dataset stays until the new one is there: a file that cannot be read costs nothing.
private func open(_ path: String, in session: inout Session) -> [Effect] {
  let old = session.opening.map { [Effect.cancel($0.job)] } ?? []
  let job = session.newJob()
  session.opening = Opening(job: job, path: path)
  if session.openDataset == nil { session.dataset = .running(job, Fraction(0)) }
  return old + [.load(job, path: path)]
}

private func loading(
  _ job: JobID, _ event: JobEvent<Fraction, OpenDataset>, in session: inout Session
) -> [Effect] {
  guard session.opening?.job == job else { return [] }
  switch event {
  case .updated(let fraction):
    session.opening?.fraction = fraction
    if case .running = session.dataset { session.dataset = .running(job, fraction) }
    return []
  case .finished(let dataset):
    session.opening = nil
    return begin(with: dataset, in: &session)
  case .failed(let message):
    session.opening = nil
    if session.openDataset == nil { session.dataset = .failed(message) }
    session.say(.error, message)
    return []
  case .cancelled:
    session.opening = nil
    if case .running = session.dataset { session.dataset = .idle }
    return []
  }
}

/// Nothing of the dataset before has a meaning for the new one, apart from the settings.
private func begin(with dataset: OpenDataset, in session: inout Session) -> [Effect] {
  let jobs = [
    session.activeRun, session.preparing, session.advising, session.audit.job,
    session.exposure.state.job, session.measures.state.job, session.people.state.job,
  ].compactMap(\.self)
  let old = jobs.map { Effect.cancel($0) }
  session.activeRun = nil
  session.advising = nil
  session.advice = []
  session.audit = AuditSession()
  session.exposure = ExposureSession()
  session.measures = MeasureSession()
  session.forgetPeople()
  session.dataset = .finished(dataset)
  session.prepared = .idle
  session.run = .idle
  session.changeCount += 1
  session.show(RunPicture())
  if let first = dataset.warnings.first {
    let rest = dataset.warnings.count - 1
    session.say(.warning, rest > 0 ? "\(first) (and \(rest) more, see Dataset)" : first)
  }
  if dataset.isTestPart { session.say(.warning, dataset.testPartRefusal) }
  return old + session.prepare(thenRun: session.runsByItself && !dataset.isTestPart)
}

// MARK: - Preparing

private func preparing(
  _ job: JobID, _ event: JobEvent<Fraction, PreparedPicture>, in session: inout Session
) -> [Effect] {
  guard session.preparing == job else { return [] }
  if case .updated(let fraction) = event {
    if session.preparedPicture == nil { session.prepared = .running(job, fraction) }
    return []
  }
  session.preparing = nil
  switch event {
  case .updated: return []
  case .finished(let picture):
    session.prepared = .finished(picture)
    // Values of a picture are in the units of the preparation it was made from.
    session.show(RunPicture())
    // The run first: the adviser may have to search for a while.
    let run = session.runsWhenPrepared ? session.startRun() : []
    return run + session.advise()
  case .failed(let reason):
    let message = session.hasGaps ? reason + "; the setting impute does that" : reason
    session.prepared = .failed(message)
    session.run = .failed(message)
    session.say(.error, message)
    return []
  case .cancelled:
    if case .running = session.prepared { session.prepared = .idle }
    if session.run == .settling { session.run = .stopped }
    return []
  }
}

/// News of an older search for advice is dropped.
private func advising(
  _ job: JobID, _ event: JobEvent<Fraction, [MethodAdvice]>, in session: inout Session
) -> [Effect] {
  guard session.advising == job else { return [] }
  switch event {
  case .updated: break
  case .finished(let advice):
    session.advice = advice
    session.advising = nil
  case .failed, .cancelled: session.advising = nil
  }
  return []
}

// MARK: - Choosing a file

private func browse(_ folder: String, in session: inout Session) -> [Effect] {
  var effects: [Effect] = []
  if case .running(let job, _) = session.browsing { effects.append(.cancel(job)) }
  let job = session.newJob()
  session.browsing = .running(job, Fraction(0))
  return effects + [.list(job, folder: folder)]
}

private func browsing(
  _ job: JobID, _ event: JobEvent<Fraction, FolderListing>, in session: inout Session
) -> [Effect] {
  guard case .running(job, _) = session.browsing else { return [] }
  switch event {
  case .updated(let fraction): session.browsing = .running(job, fraction)
  case .finished(let listing): session.browsing = .finished(listing)
  case .failed(let message): session.browsing = .failed(message)
  case .cancelled: session.browsing = .idle
  }
  return []
}
