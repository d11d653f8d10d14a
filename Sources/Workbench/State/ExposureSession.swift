import Experiments
import Jobs

/// How a look at the open file stands that is taken beside the runs.
package enum LookState: Sendable, Equatable {
  case idle
  case running(JobID)
  case finished
  /// Stopped by the user: what is known stays.
  case stopped
  case failed(String)

  package var job: JobID? { if case .running(let job) = self { job } else { nil } }
}

/// How exposed each real record is over several seeds.
package struct ExposureSession: Sendable {
  package var state = LookState.idle
  /// What it was made with.
  package var plan: ExperimentPlan?
  package var report: ExposureReport?
  package var stage = ""
  package var fraction = 0.0

  /// Releases that are made and attacked.
  package static let seeds = 5

  package init() {}

  /// A study that has just begun.
  init(_ job: JobID, _ plan: ExperimentPlan) {
    state = .running(job)
    self.plan = plan
  }
}

extension Session {
  /// Studies the present settings, in place of a study that goes on.
  mutating func startExposure() -> [Effect] {
    guard let openDataset, let preparedPicture,
      preparedPicture.data.preparation == wantedPreparation
    else {
      if case .failed(let reason) = prepared {
        say(.warning, reason)
      } else {
        say(.warning, "the rows are not prepared yet: try again when they are")
      }
      return []
    }
    guard !openDataset.isTestPart else {
      say(.warning, openDataset.testPartRefusal)
      return []
    }
    var effects: [Effect] = []
    if let old = exposure.state.job { effects.append(.cancel(old)) }
    let job = newJob()
    exposure = ExposureSession(job, plan)
    effects.append(.exposure(job, plan))
    return effects
  }

  /// Whether the study was made with other settings than those on screen.
  package var isExposureStale: Bool { exposure.plan.map { $0 != plan } ?? false }
}

/// Takes news of the study on screen; those of an older one are dropped.
func reduceExposure(_ session: inout Session, _ action: ExposureAction) -> [Effect] {
  switch action {
  case .start: return session.startExposure()
  case .event(let job, let event):
    guard session.exposure.state == .running(job) else { return [] }
    switch event {
    case .updated(let progress):
      session.exposure.stage = progress.stage
      session.exposure.fraction = progress.fraction
      session.exposure.report = progress.report ?? session.exposure.report
    case .finished(let report):
      session.exposure.report = report
      session.exposure.state = .finished
    case .failed(let message):
      session.exposure.state = .failed(message)
      session.say(.error, message)
    case .cancelled: session.exposure.state = .stopped
    }
    return []
  }
}
