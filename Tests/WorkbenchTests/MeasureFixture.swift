import Attacks
import Experiments
import Jobs
import Measures
import Numeric
import Parameters
import Workbench

/// Measures with figures made by hand: every verdict, every way to fail, and a refusal.
enum MeasureFixture {
  /// As the workbench calls it: one picture after every measure.
  static let run: WorkbenchServices.Measure = { request, context in
    let finished = picture(holdout: request.data.holdout.labels.isEmpty ? 0 : 4)
    for done in 0..<finished.lines.count {
      try context.checkCancellation()
      context.report(partial(finished, done: done))
    }
    return finished
  }

  /// What is known while the measure after the first `done` is taken on the release.
  static func partial(_ finished: MeasurePicture, done: Int) -> MeasurePicture {
    var picture = finished
    for number in picture.lines.indices {
      let release = number < done ? picture.lines[number].reports[.release] : nil
      picture.lines[number].reports = [:]
      picture.lines[number].reports[.release] = release
    }
    picture.stage = picture.lines[done].entry.title
    picture.fraction = Double(done) / Double(3 * picture.lines.count)
    return picture
  }

  /// Seven measures on 28 rows made from 12.
  static func picture(holdout: Int) -> MeasurePicture {
    var picture = MeasurePicture()
    picture.training = 12
    picture.synthetic = 28
    picture.holdout = holdout
    picture.fileRows = (0..<12).map { 1 + 4 * $0 }
    picture.fraction = 1
    let has = holdout > 0
    picture.lines = [
      line(
        "dcr-median", "Median distance to the closest record", .distance, .higherIsSafer,
        release: found(0.0412, 0.03, 0.061, reference: nil, .clean), copy: .leak,
        fresh: has ? .clean : nil),
      line(
        "dcr-share", "Share nearer to the training rows", .distance, .lowerIsSafer,
        needs: [.holdout],
        release: has ? found(0.62, 0.48, 0.74, reference: 0.5, .unclear) : nil,
        copy: has ? .leak : nil, fresh: has ? .unclear : nil),
      line(
        "nndr", "Nearest neighbor distance ratio", .distance, .higherIsSafer,
        release: found(0.71, 0.6, 0.8, reference: nil, .clean), copy: .clean,
        fresh: has ? .clean : nil),
      line(
        "ims", "Identical matches", .copies, .lowerIsSafer,
        release: found(0, 0, 0.11, reference: 0, .clean), copy: .leak, fresh: has ? .clean : nil),
      line(
        "epsilon-identifiability", "Epsilon-identifiability", .disclosure, .lowerIsSafer,
        release: found(0.83, 0.55, 0.95, reference: 0.05, .leak, rows: [2, 5, 7]), copy: .leak,
        fresh: has ? .leak : nil),
      line(
        "uniqueness", "Unique by what is easily known", .anonymity, .lowerIsSafer,
        needs: [.quasiIdentifiers], release: nil, copy: nil, fresh: nil),
      line(
        "ks", "Kolmogorov-Smirnov complement", .fidelity, .none,
        release: found(0.91, nil, nil, reference: nil, .unclear), copy: .unclear,
        fresh: has ? .unclear : nil),
    ]
    return picture
  }

  static let rules = MeasureRules(
    scaling: "Each number by its range in the training rows, each category 0 or 1.",
    ties: "Equal distances count half.",
    degenerate: "Without two different rows it is not defined, and says so.",
    interval: "Bootstrap over the real rows, 200 times.",
    threshold: "0.5, what unseen people would give; from the definition by its authors.")

  static func entry(
    _ name: String, _ title: String, _ group: MeasureGroup, _ direction: Direction,
    needs: Set<MeasureNeed> = []
  ) -> MeasureEntry {
    MeasureEntry(
      name: name, title: title, summary: "How near synthetic rows come to real ones.",
      group: group, direction: direction, needs: needs, rules: rules,
      source: Citation("Somebody: Measures, Journal 1, 2020", link: "https://example.org"))
  }

  private static func line(
    _ name: String, _ title: String, _ group: MeasureGroup, _ direction: Direction,
    needs: Set<MeasureNeed> = [], release: Measurement?, copy: MeasureVerdict?,
    fresh: MeasureVerdict?
  ) -> MeasureLine {
    let entry = entry(name, title, group, direction, needs: needs)
    let refusal =
      needs.contains(.holdout)
      ? "\(title) needs a holdout: real rows that nothing was made from"
      : "\(title) needs quasi-identifiers: name the columns that are easily known of a person"
    func report(_ outcome: MeasureReport.Outcome) -> MeasureReport {
      MeasureReport(
        measure: name, parameters: ParameterValues([]), outcome: outcome, seconds: 0.01)
    }
    func trial(_ verdict: MeasureVerdict?, _ value: Double = 0.5) -> MeasureReport? {
      verdict.map { report(.measured(found(value, nil, nil, reference: nil, $0))) }
    }
    var reports: [HonestyTrial: MeasureReport] = [:]
    reports[.release] = report(release.map { .measured($0) } ?? .refused(refusal))
    // The worst value there is.
    reports[.copy] = trial(copy, direction == .lowerIsSafer ? 1 : 0)
    reports[.fresh] = trial(fresh)
    return MeasureLine(entry, reports)
  }

  private static func found(
    _ value: Double, _ low: Double?, _ high: Double?, reference: Double?,
    _ verdict: MeasureVerdict, rows: [Int] = []
  ) -> Measurement {
    var interval: Interval?
    if let low, let high { interval = Interval(low: low, high: high) }
    return Measurement(
      value, interval: interval, reference: reference, verdict: verdict,
      sentence: "In plain words: half of the synthetic rows come that near to somebody real.",
      parts: [MeasurePart("nearest, synthetic to training", value)], rows: rows,
      remarks: rows.isEmpty ? [] : ["12 rows are few: the interval is wide."])
  }
}

/// Attacks on people with outcomes made by hand.
enum PeopleFixture {
  static let offered = [
    PersonEntry(
      question: .membership, name: "mia-distance", title: "Membership by distance",
      summary: "says that somebody was in if a synthetic row is near", source: source,
      needs: ThreatNeeds(knows: [.records])),
    PersonEntry(
      question: .membership, name: "mia-shadow", title: "Shadow membership",
      summary: "learns from releases of its own what somebody changes", source: source,
      needs: ThreatNeeds(knows: [.records, .generator])),
    PersonEntry(
      question: .risk, name: "linkability", title: "Linkability",
      summary: "links two halves of a record through the release", source: source,
      needs: ThreatNeeds(knows: [.quasiIdentifiers])),
  ]

  private static let source = Citation("Somebody: Attacks, Journal 2, 2021", link: "")

  /// As the workbench calls it.
  static let carryOut: PersonAttack = { entry, _, order, context in
    context.report(PersonNews(Fraction(0.5), shadows: order.kept))
    try context.checkCancellation()
    return result(entry.question)
  }

  static func result(_ question: PersonQuestion) -> PersonResult {
    switch question {
    case .membership: .membership(membership)
    case .risk: .risk(risk)
    case .shadow: .shadow(shadow, .quick)
    }
  }

  /// 20 people, two thirds of the pairs told apart.
  static var shadow: ShadowFinding {
    let scores = (0..<20).map { row in
      ShadowScores(
        row: row, with: (0..<20).map { Float($0 % 3 == 0 ? 5 : 20 + $0) },
        without: (0..<20).map { Float(10 + ($0 + row) % 7) })
    }
    guard let finding = ShadowFinding(scores) else {
      preconditionFailure("twenty people are enough for a finding")
    }
    return finding
  }

  /// 12 people in and 10 not, all but one told apart.
  static var membership: MembershipScore {
    let scores = (0..<22).map { Double($0 == 12 ? 50 : 22 - $0) }
    let ranking = Ranking(scores: scores, isReal: (0..<22).map { $0 < 12 })
    return MembershipScore(
      ranking: ranking ?? other,
      rates: [
        RateAtFalsePositives(falsePositiveRate: 0.1, rate: 0.5, interval: .wilson(6, of: 12)),
        RateAtFalsePositives(falsePositiveRate: 0.01, rate: nil, interval: nil),
      ], advantage: 0.9,
      epsilon: [
        EpsilonBound(.clopperPearson, value: 0.42, largest: 1.17),
        EpsilonBound(.gaussian, value: 0, largest: 2.31),
      ])
  }

  /// Nobody can be told apart.
  private static var other: Ranking {
    guard let ranking = Ranking(scores: [1, 1], isReal: [true, false]) else {
      preconditionFailure("one of either is enough for a ranking")
    }
    return ranking
  }

  /// As in the vectors: 60 against 20 of 500.
  static let risk = RiskOutcome(
    attack: SuccessRate(60, of: 500), baseline: SuccessRate(10, of: 500),
    control: SuccessRate(20, of: 500),
    searched: [
      .init(columns: "age, bmi", attack: SuccessRate(60, of: 500), control: nil),
      .init(columns: "crp, ldh", attack: SuccessRate(30, of: 500), control: nil),
    ], remarks: ["Two sets of columns were tried."])
}
