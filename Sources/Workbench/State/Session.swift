import Attacks
import Experiments
import Jobs
import Oversampling
import Projection
import Tabular

/// A dataset as it was opened.
package struct OpenDataset: Sendable {
  package let path: String
  /// The last part of the path.
  package let name: String
  package let dataset: Dataset
  package let profile: DatasetProfile
  /// What the reader noticed, one sentence each.
  package let warnings: [String]
  /// Nobody real is in it: values need no mask.
  package let isPublic: Bool
  /// It was kept apart as a holdout or for testing: nothing is made of it.
  package let isTestPart: Bool

  package init(
    path: String, name: String, dataset: Dataset, profile: DatasetProfile, warnings: [String],
    isPublic: Bool, isTestPart: Bool = false
  ) {
    self.path = path
    self.name = name
    self.dataset = dataset
    self.profile = profile
    self.warnings = warnings
    self.isPublic = isPublic
    self.isTestPart = isTestPart
  }
}

/// A dataset encoded and scaled, with its map to the plane.
package struct PreparedPicture: Sendable {
  package let data: PreparedData
  package let map: PlaneMap
  /// Places of the minority and of all other rows as x, y, x, y, …
  package let minorityPlaces: [Double]
  package let otherPlaces: [Double]

  package init(
    data: PreparedData, map: PlaneMap, minorityPlaces: [Double], otherPlaces: [Double]
  ) {
    self.data = data
    self.map = map
    self.minorityPlaces = minorityPlaces
    self.otherPlaces = otherPlaces
  }
}

/// What is known of a run: grows while it goes on.
package struct RunPicture: Sendable {
  /// How much of the rows is made; such a picture shows nothing else.
  package var making: Fraction?
  /// The settings it was made with.
  package var plan: ExperimentPlan?
  /// What the attacker was said to know.
  package var knows: Set<ThreatModel.Insight>?
  /// Who was asked about; nil likewise.
  package var targets: ThreatModel.Targets?
  package var publication: Publication?
  /// Places of the synthetic rows of all classes, by number, as x, y, x, y, …
  package var syntheticPlaces: [Double] = []
  /// Places of those of the minority class: they are what is attacked, and drawn.
  package var minoritySyntheticPlaces: [Double] = []
  package var attacks: [AttackPicture] = []
  /// What the user should know of the release, each beside the setting that causes it.
  package var warnings: [RunWarning] = []
  /// What a look at the synthetic rows found; nil until that is done.
  package var findings: ReleaseFindings?

  package init() {}

  /// The real records and what scales their columns: the same for both kinds of release, apart from
  /// which row is which record.
  package var truth: GroundTruth? { publication?.truth(.augmented) }
}

/// One attack of a run.
package struct AttackPicture: Sendable {
  package enum State: Sendable, Equatable {
    case waiting
    case running
    case done
    case stopped
    case failed(String)
    /// The release has nothing for it; the reason.
    case doesNotApply(String)
    /// The threat model does not grant what it needs.
    case notRun(String)
  }

  package let name: String
  package let title: String
  package var state: State = .waiting
  package var stage = ""
  package var fraction = Fraction(0)
  package var score: AttackScore?
  package var estimate = SettingsEstimate()
  package var claims: [ScoredClaim] = []
  /// What it had to say, in sentences.
  package var remarks: [String] = []
  package var seconds = 0.0

  package init(name: String, title: String) {
    self.name = name
    self.title = title
  }
}

/// The state of a piece of background work and what came of it.
package enum JobState<Progress: Sendable, Output: Sendable>: Sendable {
  case idle
  case running(JobID, Progress)
  case finished(Output)
  case failed(String)
}

/// A file on its way.
package struct Opening: Sendable, Equatable {
  package let job: JobID
  package let path: String
  package var fraction: Fraction

  package init(job: JobID, path: String, fraction: Fraction = Fraction(0)) {
    self.job = job
    self.path = path
    self.fraction = fraction
  }
}

/// How the newest run stands.
package enum RunState: Sendable, Equatable {
  case idle
  /// Settings have changed; the run starts when they have been left alone for a moment.
  case settling
  case running(JobID)
  case finished
  /// Stopped by the user; the picture is partial.
  case stopped
  case failed(String)
}

/// A sentence for the user, shown until the next key.
package struct Notice: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case plain
    case warning
    case error
  }

  package let kind: Kind
  package let text: String

  package init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }

  static let quitQuestion = Notice(.warning, "a run is going on: q again to quit")
}

/// Facts about the work: what is loaded, chosen, running, known. No layout.
package struct Session: Sendable {
  package var dataset: JobState<Fraction, OpenDataset> = .idle
  package var prepared: JobState<Fraction, PreparedPicture> = .idle
  /// A file that is being read; the open dataset stays until it is.
  package var opening: Opening?
  /// The newest preparation that has not ended; what was prepared before stays until it has.
  package var preparing: JobID?
  /// Whether a run starts when the preparation has ended.
  package var runsWhenPrepared = false
  /// What is in the folder that a file is chosen from.
  package var browsing: JobState<Fraction, FolderListing> = .idle
  package var plan = ExperimentPlan()
  /// As chosen; `wantedPreparation` is what is done.
  package var preparation = Preparation()
  /// The holdout that was kept before there was none any more.
  var holdoutBefore = 0.3
  /// Methods that suit the prepared data, the first choice first; empty until that is known.
  package var advice: [MethodAdvice] = []
  /// The search for them that goes on.
  package var advising: JobID?
  /// Whether a changed setting starts a run by itself.
  package var runsByItself = true
  package var run = RunState.idle
  /// The newest run that has been started and has not said that it has ended.
  package var activeRun: JobID?
  /// How much of the rows is made, where that takes long enough to be shown.
  package var making: Fraction?
  package var picture = RunPicture()
  /// The picture was made with other settings than those on screen.
  package var isStale = false
  /// The claim whose evidence is shown: which attack, which claim.
  package var selectedAttack = 0
  package var selectedClaim = 0
  /// Values of real and rebuilt records are shown though the dataset is not public: of this claim
  /// only.
  package var revealedClaim: Int?
  /// The open file as somebody's release.
  package var audit = AuditSession()
  package var exposure = ExposureSession()
  /// Who attacks what.
  package var threat = ThreatForm()
  package var measures = MeasureSession()
  package var people = PeopleSession()
  /// Shown until the next key; set it with `say`.
  package private(set) var notice: Notice?
  /// Counts notices, so that the same one said twice is told from an old one.
  package private(set) var noticeCount = 0
  /// Milliseconds of quiet after the last change before a run starts.
  package var settlingTime = 250
  /// Counts changes of settings: a timer for an older count has nothing to do.
  package var changeCount = 0
  package var nextJob = 1

  package init() {}

  package var openDataset: OpenDataset? {
    if case .finished(let dataset) = dataset { dataset } else { nil }
  }

  /// How the dataset is to be made ready. The seed of a run decides which rows are kept apart, as on
  /// the command line; where none are, another seed needs no new preparation.
  package var wantedPreparation: Preparation {
    var wanted = preparation
    wanted.splitSeed = preparation.holdout + preparation.test > 0 ? plan.seed : 0
    return wanted
  }

  package var preparedPicture: PreparedPicture? {
    if case .finished(let picture) = prepared { picture } else { nil }
  }

  /// Where the choice of a file begins: in the folder seen last, else in that of the open file,
  /// else in the one the program was started in.
  package var startFolder: String {
    if case .finished(let listing) = browsing { return listing.folder }
    return openDataset.map { PathCompletion($0.path).folder } ?? "."
  }

  /// True if values of real records, and of records rebuilt exactly, must not be drawn.
  package func isMasked(claim: Int) -> Bool {
    guard let openDataset else { return true }
    return !openDataset.isPublic && revealedClaim != claim
  }

  /// Shows a sentence until the next key.
  package mutating func say(_ kind: Notice.Kind, _ text: String) { say(Notice(kind, text)) }

  package mutating func say(_ notice: Notice) {
    self.notice = notice
    noticeCount += 1
  }

  package mutating func dismissNotice() { notice = nil }

  /// A name no job had before.
  package mutating func newJob() -> JobID {
    defer { nextJob += 1 }
    return JobID(nextJob)
  }
}
