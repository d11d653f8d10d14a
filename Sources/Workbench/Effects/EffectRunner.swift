import Experiments
import Jobs

/// Turns effects into jobs, and what the jobs tell into actions.
@MainActor package final class EffectRunner {
  private let jobs: JobQueue
  private let services: WorkbenchServices
  /// Actions that have come from jobs and have not been reduced yet, in order.
  private let arrived = Locked<[Action]>([])

  package init(jobs: JobQueue, services: WorkbenchServices) {
    self.jobs = jobs
    self.services = services
  }

  /// Starts or cancels the work that `effect` names; others are not its business.
  package func perform(_ effect: Effect, seeing session: Session) {
    switch effect {
    case .load(let job, let path): load(job, path)
    case .list(let job, let folder): list(job, folder)
    case .prepare(let job, _, let preparation):
      guard let dataset = session.openDataset?.dataset else { return }
      let work = PrepareJob(dataset: dataset, preparation: preparation)
      start(job, work.picture) { .dataset(.preparing(job, $0)) }
    case .advise(let job):
      guard let data = session.preparedPicture?.data else { return }
      start(job, AdviceJob(data: data).advice) { .dataset(.advising(job, $0)) }
    case .run(let job, let plan):
      guard let prepared = session.preparedPicture else { return }
      let work = RunJob(
        plan: plan, prepared: prepared, knows: session.threat.knows,
        targets: session.threat.targets)
      start(job, work.picture) { .attack(.event(job, $0)) }
    case .audit(let job):
      guard let dataset = session.openDataset else { return }
      let audit = services.audit
      start(job, { try audit(dataset, $0) }, as: { .audit(.event(job, $0)) })
    case .exposure(let job, let plan):
      guard let data = session.preparedPicture?.data else { return }
      let seeds = ExposureStudy.seeds(plan, count: ExposureSession.seeds)
      start(job, { try ExposureStudy.run(plan, on: data, seeds: seeds, in: $0) }) {
        .exposure(.event(job, $0))
      }
    case .measure(let job):
      guard let request = session.releaseRequest else { return }
      let measure = services.measure
      start(job, { try measure(request, $0) }, as: { .measures(.event(job, $0)) })
    case .people(let job):
      guard let request = session.releaseRequest else { return }
      let work = PeopleJob(
        attacks: session.people.attacks, request: request, shadowPlan: session.people.shadowPlan,
        kept: session.people.kept, first: session.people.first, attack: services.personAttack)
      start(job, work.pictures) { .people(.event(job, $0)) }
    case .cancel(let job): jobs.cancel(job)
    case .settle, .suspend, .redraw, .quit: break
    }
  }

  /// The actions that have come from jobs since the last time.
  package func takeArrived() -> [Action] {
    arrived.withLock { actions in
      defer { actions = [] }
      return actions
    }
  }

  private func load(_ job: JobID, _ path: String) {
    let load = services.load
    start(job, { try load(path, $0) }, as: { .dataset(.loading(job, $0)) })
  }

  private func list(_ job: JobID, _ folder: String) {
    let listFolder = services.listFolder
    start(
      job, { (_: RunContext<Fraction>) in try listFolder(folder) },
      as: { .dataset(.browsing(job, $0)) })
  }

  private func start<Update: Sendable, Output: Sendable>(
    _ job: JobID, _ body: @escaping @Sendable (RunContext<Update>) throws -> Output,
    as action: @escaping @Sendable (JobEvent<Update, Output>) -> Action
  ) {
    jobs.start(job, body: body) { [arrived] event in
      arrived.withLock { $0.append(action(event)) }
    }
  }
}
