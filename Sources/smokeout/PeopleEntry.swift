import Attacks
import Experiments
import Numeric

/// The result of an attack on people, as it is printed.
struct PeopleEntry: Encodable {
  /// The share of members found while few others are accused.
  struct Rate: Encodable {
    let fpr: Double
    let tpr: OrNull<Double>
    let interval: OrNull<[Double]>
    let measurable: Bool
  }

  /// A lower bound on ε, the largest that could be shown first, and when it is one.
  struct Bound: Encodable {
    let method: String
    let largest: Double
    let value: Double
    let delta: Double
    let holdsFor: String
  }

  /// What came out for one set of columns.
  struct Search: Encodable {
    let columns: String
    let attackRate: Double
    let attackRateInterval: [Double]
    let attackTrials: Int
    let controlRate: OrNull<Double>
    let controlRateInterval: OrNull<[Double]>
    let controlTrials: OrNull<Int>
    let residualRisk: OrNull<Double>
    let residualRiskInterval: OrNull<[Double]>
  }

  /// One person of a shadow attack.
  struct Target: Encodable {
    /// In the file, from 1, the header not counted.
    let row: Int
    let auc: Double
    let aucInterval: [Double]
    /// On the half of the runs that targets are ranked by, and on the other half.
    let aucRanked: Double
    let aucReported: Double
  }

  let name: String
  let family: String
  let release: String
  let parameters: [String: JSONValue]
  let seconds: Double
  let threatModel: ThreatModelReport
  var remarks: [String]

  var precision: Double?
  var recall: Double?
  var f1: Double?
  var balancedAccuracy: Double?
  var balancedAccuracyInterval: [Double]?
  var gMean: Double?
  var gMeanInterval: [Double]?

  var auc: Double?
  var aucInterval: [Double]?
  var members: Int?
  var others: Int?
  var tprAtFpr: [Rate]?
  var advantage: Double?
  var epsilonLowerBounds: [Bound]?
  /// Why there are none where others have them.
  var noEpsilon: String?

  /// Of every interval of an attack that guesses about people, those of `searched` included.
  var confidence: Double?
  var attackRate: Double?
  var attackRateInterval: [Double]?
  var attackTrials: Int?
  var baselineRate: Double?
  var baselineRateInterval: [Double]?
  var controlRate: OrNull<Double>?
  var controlRateInterval: OrNull<[Double]>?
  /// Null where nothing follows; `conclusion` says why.
  var residualRisk: OrNull<Double>?
  var residualRiskInterval: OrNull<[Double]>?
  var conclusion: String?
  /// Of answers that were paid for: how many, and ε for all of them.
  var answers: Int?
  var answersEpsilon: Double?
  var searched: [Search]?
  var worst: Search?
  var median: Search?

  /// Mean of the ten highest areas, chosen after seeing them as in the paper, and of the ten worst
  /// by one half of the runs on the other half.
  var aucSelected: Double?
  var aucHonest: Double?
  var aucHonestInterval: [Double]?
  var targets: [Target]?

  init(_ report: PeopleReport, family: PeopleFamily, _ model: ThreatModel) {
    name = report.attack
    self.family = family.rawValue
    release = report.released.rawValue
    parameters = JSONValue.object(report.parameters)
    seconds = report.seconds
    threatModel = ThreatModelReport(model, handingOut: report.released)
    remarks = report.remarks
    switch report.outcome {
    case .membership(let score): take(score)
    case .risk(let outcome): take(outcome)
    case .shadow(let shadow): take(shadow)
    case .classifier(let score): take(score)
    }
  }

  static func bounds(_ interval: Interval) -> [Double] { [interval.low, interval.high] }

  private mutating func take(_ ranking: Ranking) {
    auc = ranking.auc
    aucInterval = Self.bounds(ranking.interval)
    members = ranking.positives
    others = ranking.negatives
  }

  private mutating func take(_ score: MembershipScore) {
    take(score.ranking)
    takeRates(score)
  }

  /// Of shadow runs, all runs about the ten worst in one.
  private mutating func takeRates(_ score: MembershipScore) {
    tprAtFpr = score.rates.map(Rate.init)
    advantage = score.advantage
    epsilonLowerBounds = score.epsilon.map {
      Bound(
        method: $0.method.rawValue, largest: $0.largest, value: $0.value, delta: $0.delta,
        holdsFor: $0.holdsFor)
    }
  }

  private mutating func take(_ outcome: RiskOutcome) {
    let residual = outcome.conclusion.residual
    attackRate = outcome.attack.rate
    confidence = outcome.confidence
    attackRateInterval = Self.bounds(outcome.interval(of: outcome.attack))
    attackTrials = outcome.attack.trials
    baselineRate = outcome.baseline.rate
    baselineRateInterval = Self.bounds(outcome.interval(of: outcome.baseline))
    controlRate = OrNull(outcome.control?.rate)
    controlRateInterval = OrNull(
      outcome.control.map { Self.bounds(outcome.interval(of: $0)) })
    residualRisk = OrNull(residual?.value)
    residualRiskInterval = OrNull(residual.map { Self.bounds($0.interval) })
    conclusion = outcome.conclusionText
    answers = outcome.payment?.answers
    answersEpsilon = outcome.payment?.epsilon
    searched = outcome.searched.map { Self.search($0, of: outcome) }
    worst = outcome.worst.map { Self.search($0, of: outcome) }
    median = outcome.median.map { Self.search($0, of: outcome) }
  }

  private static func search(
    _ search: RiskOutcome.ColumnSearch, of outcome: RiskOutcome
  ) -> Search {
    let risk = outcome.residual(of: search)
    return Search(
      columns: search.columns, attackRate: search.attack.rate,
      attackRateInterval: bounds(outcome.interval(of: search.attack)),
      attackTrials: search.attack.trials, controlRate: OrNull(search.control?.rate),
      controlRateInterval: OrNull(search.control.map { bounds(outcome.interval(of: $0)) }),
      controlTrials: OrNull(search.control?.trials),
      residualRisk: OrNull(risk?.value),
      residualRiskInterval: OrNull(risk.map { bounds($0.interval) }))
  }

  private mutating func take(_ shadow: ShadowReport) {
    let outcome = shadow.outcome
    aucSelected = outcome.selectedMean()
    aucHonest = outcome.honestMean()
    if let finding = shadow.finding {
      aucHonestInterval = Self.bounds(finding.interval)
      if let score = finding.score { takeRates(score) }
    }
    targets = zip(outcome.targets, shadow.sourceRows).map { target, row in
      Target(
        row: row + 1, auc: target.all.auc, aucInterval: Self.bounds(target.all.interval),
        aucRanked: target.ranking.auc, aucReported: target.reported.auc)
    }
  }

  private mutating func take(_ score: NaiveDistinguishingScore) {
    precision = score.precision
    recall = score.recall
    f1 = score.f1
    balancedAccuracy = score.balancedAccuracy
    balancedAccuracyInterval = Self.bounds(score.balancedAccuracyInterval)
    gMean = score.geometricMean
    gMeanInterval = Self.bounds(score.geometricMeanInterval)
    auc = score.auc
    aucInterval = Self.bounds(score.aucInterval)
    tprAtFpr = score.points?.rates.map(Rate.init)
    advantage = score.points?.advantage
    noEpsilon = OperatingPoints.noEpsilonForRows
  }
}

extension PeopleEntry.Rate {
  init(_ rate: RateAtFalsePositives) {
    self.init(
      fpr: rate.falsePositiveRate, tpr: OrNull(rate.rate),
      interval: OrNull(rate.interval.map(PeopleEntry.bounds)), measurable: rate.rate != nil)
  }
}
