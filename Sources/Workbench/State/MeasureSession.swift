import Experiments
import Jobs
import Measures
import Parameters

/// What is said of a measure wherever it is listed.
package struct MeasureEntry: Sendable, Equatable {
  package let name: String
  package let title: String
  package let summary: String
  package let group: MeasureGroup
  package let direction: Direction
  package let needs: Set<MeasureNeed>
  package let canBeClean: Bool
  package let isCount: Bool
  package let rules: MeasureRules
  package let source: Citation

  package init(
    name: String, title: String, summary: String, group: MeasureGroup, direction: Direction,
    needs: Set<MeasureNeed> = [], canBeClean: Bool = true, isCount: Bool = false,
    rules: MeasureRules, source: Citation
  ) {
    self.name = name
    self.title = title
    self.summary = summary
    self.group = group
    self.direction = direction
    self.needs = needs
    self.canBeClean = canBeClean
    self.isCount = isCount
    self.rules = rules
    self.source = source
  }

  package init(_ measure: any Measure.Type) {
    self.init(
      name: measure.name, title: measure.title, summary: measure.summary, group: measure.group,
      direction: measure.direction, needs: measure.needs, canBeClean: measure.canBeClean,
      isCount: measure.isCount,
      rules: measure.rules,
      source: measure.source)
  }

  /// Whether it says anything about privacy that could be put to the test.
  package var isTested: Bool { group != .fidelity && direction != .none }
}

/// A measure with what is known of it so far: on the release, and on the two tests of itself.
package struct MeasureLine: Sendable, Equatable {
  package let entry: MeasureEntry
  package var reports: [HonestyTrial: MeasureReport]

  package init(_ entry: MeasureEntry, _ reports: [HonestyTrial: MeasureReport] = [:]) {
    self.entry = entry
    self.reports = reports
  }

  package var release: MeasureReport? { reports[.release] }

  /// Beside the tests of itself; nil as long as there is none.
  package var honesty: HonestyRow? {
    guard let release, let copy = reports[.copy] else { return nil }
    return HonestyRow(
      release: release, copy: copy, fresh: reports[.fresh], isAboutPrivacy: entry.isTested,
      direction: entry.direction, canBeClean: entry.canBeClean)
  }

  /// Why it is not to be believed on this data, as far as that is known.
  package var failure: String? { honesty?.failure }

  /// Whether it notices what attacks have proved, as far as is known.
  package func sight(isProved: Bool) -> MeasureSight {
    MeasureSight(
      release?.measurement?.verdict, isBelieved: entry.isTested && failure == nil,
      isProved: isProved)
  }

  /// Why it was not taken on the release.
  package var refusal: String? {
    if case .refused(let reason) = release?.outcome { reason } else { nil }
  }
}

/// All measures on one release, grows while they are taken.
package struct MeasurePicture: Sendable, Equatable {
  /// In the order of the catalogue.
  package var lines: [MeasureLine] = []
  /// Rows compared: real, released, kept apart.
  package var training = 0
  package var synthetic = 0
  package var holdout = 0
  /// The row of the file, from 0, that each real row stands in.
  package var fileRows: [Int] = []
  /// What is being done.
  package var stage = ""
  package var fraction = 0.0

  package init() {}
}

/// The measures on the newest release that was measured.
package struct MeasureSession: Sendable {
  package var state = LookState.idle
  /// What it was measured on.
  package var key: ReleaseKey?
  package var picture = MeasurePicture()

  package init() {}
}

extension Session {
  /// Takes all measures on the release on screen, in place of a run of measures that goes on;
  /// without one, makes it first.
  mutating func startMeasures() -> [Effect] {
    guard openDataset != nil else {
      say(.warning, "there is nothing to measure: press o to open a file")
      return []
    }
    guard let releaseKey else {
      // Measures follow the release as soon as it is there.
      return activeRun == nil && preparing == nil ? startRun() : []
    }
    let old = measures.state.job.map { [Effect.cancel($0)] } ?? []
    let job = newJob()
    measures.state = .running(job)
    if measures.key != releaseKey { measures.picture = MeasurePicture() }
    measures.key = releaseKey
    return old + [.measure(job)]
  }

  /// While the measures are looked at, they are those of the release on screen.
  mutating func followMeasures() -> [Effect] {
    guard let releaseKey, measures.key != releaseKey else { return [] }
    return startMeasures()
  }

  /// Whether the measures are of other rows than the settings on screen ask for.
  package var areMeasuresStale: Bool {
    guard let key = measures.key else { return false }
    return key != releaseKey
  }
}

func reduceMeasures(_ session: inout Session, _ action: MeasureAction) -> [Effect] {
  switch action {
  case .start: return session.startMeasures()
  case .event(let job, let event):
    guard session.measures.state == .running(job) else { return [] }
    switch event {
    case .updated(let picture): session.measures.picture = picture
    case .finished(let picture):
      session.measures.picture = picture
      session.measures.state = .finished
    case .failed(let message):
      session.measures.state = .failed(message)
      session.say(.error, message)
    case .cancelled: session.measures.state = .stopped
    }
    return []
  }
}
