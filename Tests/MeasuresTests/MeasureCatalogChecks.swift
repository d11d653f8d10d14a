import Jobs
import Measures
import Numeric
import Parameters
import Tabular
import TestSupport
import Testing

/// What every measure in the catalogue has to do.
@Suite struct MeasureCatalogChecks {
  private static let folder = Fixture.sharedFolder(#filePath)
  private static let names = [
    "ecoli", "yeast_me2", "solar_flare_m0", "abalone", "car_eval_34", "car_eval_4", "mammography",
    "abalone_19",
  ]
  private static let privacy = MeasureCatalog.all.filter {
    $0.group == .distance || $0.group == .copies
  }

  /// People, as many unseen ones, and a release of half copies and half strangers.
  private static func input(
    holdout: Bool = true, quasiIdentifiers: [String] = ["age", "sex"],
    sensitive: [String] = ["smoker"]
  ) throws -> MeasureInput {
    let training = try MeasureTables.people(80, seed: 1)
    return try MeasureInput(
      training: training,
      synthetic: MeasureTables.joined(
        training.rows(Array(0..<40)), MeasureTables.people(40, seed: 2)),
      holdout: holdout ? MeasureTables.people(80, seed: 3) : nil,
      quasiIdentifiers: quasiIdentifiers, sensitive: sensitive, seed: 5)
  }

  /// Three tables of people who have nothing to do with each other.
  private static func strangers(
    _ training: Int, _ synthetic: Int, _ holdout: Int
  ) throws -> MeasureInput {
    try MeasureInput(
      training: MeasureTables.people(training, seed: 1),
      synthetic: MeasureTables.people(synthetic, seed: 2),
      holdout: MeasureTables.people(holdout, seed: 3), quasiIdentifiers: ["age", "sex"],
      sensitive: ["smoker"])
  }

  @Test func namesAreUnique() {
    let names = MeasureCatalog.all.map { $0.name }
    #expect(Set(names).count == names.count)
    #expect(Set(MeasureCatalog.all.map { $0.title }).count == names.count)
    #expect(names.allSatisfy { MeasureCatalog.named($0) != nil })
    #expect(MeasureCatalog.named("nothing") == nil)
  }

  @Test(arguments: MeasureCatalog.all) func theEntryIsComplete(_ type: any Measure.Type) {
    let rules = type.rules
    let texts = [
      type.title, type.summary, type.source.text, rules.scaling, rules.ties, rules.degenerate,
      rules.interval, rules.threshold,
    ]
    #expect(texts.allSatisfy { !$0.isEmpty && !$0.contains("\n") })
    #expect(type.source.link.hasPrefix("https://"))
    #expect(type.summary.count <= 100)
    let isAboutPrivacy = type.group == .distance || type.group == .copies
    if isAboutPrivacy { #expect(type.direction != .none) }
  }

  @Test(arguments: MeasureCatalog.all) func defaultsAreAccepted(_ type: any Measure.Type) throws {
    _ = try type.init(ParameterValues(type.parameters))
  }

  @Test(arguments: MeasureCatalog.all) func theAnswerIsWhole(_ type: any Measure.Type) throws {
    let found = try type.taken(Self.input())
    #expect(found.sentence.hasSuffix("."))
    #expect(found.value?.isFinite != false)
    #expect(found.value != nil || !found.remarks.isEmpty)
    #expect(found.parts.allSatisfy { $0.value.isFinite && !$0.name.isEmpty })
    if let interval = found.interval { #expect(interval.low <= interval.high) }
    #expect(found.rows.allSatisfy { (0..<80).contains($0) })
    #expect(Set(found.rows).count == found.rows.count)
  }

  @Test(arguments: MeasureCatalog.all) func threadsDoNotChangeTheAnswer(
    _ type: any Measure.Type
  ) throws {
    let one = try type.taken(Self.input(), threads: 1)
    #expect(try type.taken(Self.input(), threads: 7) == one)
    #expect(try type.taken(Self.input(), threads: 1) == one)
  }

  @Test(arguments: MeasureCatalog.all.filter { !$0.needs.isEmpty })
  func whatIsNeededIsAskedFor(_ type: any Measure.Type) throws {
    for need in type.needs {
      let input = try Self.input(
        holdout: need != .holdout, quasiIdentifiers: need == .quasiIdentifiers ? [] : ["age"],
        sensitive: need == .sensitive ? [] : ["smoker"])
      #expect(throws: MeasureError.needs(measure: type.title, need)) { try type.taken(input) }
    }
  }

  /// On one thread, where no two workers tell their progress at once.
  @Test(arguments: MeasureCatalog.all) func progressIsToldAndNeverGoesBack(
    _ type: any Measure.Type
  ) throws {
    let input = try Self.strangers(300, 200, 100)
    let told = Locked<[Double]>([])
    let context = RunContext<Fraction>(threads: 1, isCancelled: { false }) { fraction in
      told.withLock { $0.append(fraction.value) }
    }
    _ = try type.init(ParameterValues(type.parameters)).measure(input, in: context)
    let fractions = told.withLock { $0 }
    #expect(zip(fractions, fractions.dropFirst()).allSatisfy { $0 <= $1 }, "\(fractions)")
    if type.group == .distance || type.group == .copies { #expect(Set(fractions).count > 1) }
  }

  /// Other work on the machine can delay anything for a moment, so one of a few tries has to do. A
  /// measure that is done sooner has nothing to hear.
  @Test(.serialized, arguments: MeasureCatalog.all) func aCancelIsHeardWithin100Milliseconds(
    _ type: any Measure.Type
  ) throws {
    let input = try Self.strangers(5000, 5000, 5000)
    var best = Duration.seconds(1000)
    for _ in 0..<4 where best >= .milliseconds(100) {
      best = min(best, try delayOfCancel(type, input))
    }
    #expect(best < .milliseconds(100))
  }

  /// From asking for a stop, some time after the start, to the end.
  private func delayOfCancel(_ type: any Measure.Type, _ input: MeasureInput) throws -> Duration {
    let started = ContinuousClock.now
    let deadline = started + .milliseconds(15)
    let context = RunContext<Fraction>(
      threads: 2, isCancelled: { ContinuousClock.now > deadline }, report: { _ in })
    do {
      _ = try type.init(ParameterValues(type.parameters)).measure(input, in: context)
    } catch is CancellationError {}
    return max(.zero, ContinuousClock.now - deadline)
  }

  // MARK: The two tests that a privacy measure has to pass

  /// Trap 1 for every measure of privacy.
  @Test(arguments: privacy) func aCopyIsALeak(_ type: any Measure.Type) throws {
    for seed in UInt32(0)..<3 {
      let training = try MeasureTables.people(30 + 40 * Int(seed), seed: seed)
      try expectLeak(type, training, MeasureTables.people(50, seed: 100 + seed))
      // Rows that were recorded twice, and all rows twice.
      let doubled = training.rows(Array(0..<10) + Array(0..<training.rowCount))
      try expectLeak(type, doubled, MeasureTables.people(50, seed: 100 + seed))
      try expectLeak(
        type, MeasureTables.joined(training, training), MeasureTables.people(50, seed: 100 + seed))
    }
  }

  @Test(arguments: privacy) func aCopyOfFewRowsIsALeak(_ type: any Measure.Type) throws {
    try expectLeak(
      type, MeasureTables.people(5, seed: 1), MeasureTables.people(4, seed: 2))
  }

  @Test(arguments: privacy) func freshPeopleAreNoLeak(_ type: any Measure.Type) throws {
    for (seed, sizes) in [(80, 40, 40), (40, 40, 40), (30, 100, 60), (300, 15, 20), (60, 6, 7)]
      .enumerated()
    {
      let base = UInt32(10 * seed)
      try expectNoLeak(
        type, MeasureTables.people(sizes.0, seed: base),
        MeasureTables.people(sizes.1, seed: base + 1),
        MeasureTables.people(sizes.2, seed: base + 2))
    }
  }

  /// Where people have few values, rows of strangers equal training rows as well.
  @Test(arguments: privacy, MeasureTables.Coarseness.allCases)
  func strangersWhoLookLikeEverybodyAreNoLeak(
    _ type: any Measure.Type, _ kind: MeasureTables.Coarseness
  ) throws {
    let sizes = [(200, 200, 200), (120, 60, 60), (60, 120, 40), (40, 40, 160), (24, 24, 12)]
    for seed in UInt32(0)..<20 {
      let (people, others, fresh) = sizes[Int(seed) % sizes.count]
      let input = try MeasureInput(
        training: MeasureTables.common(people, kind, seed: 100 + 3 * seed),
        synthetic: MeasureTables.common(fresh, kind, seed: 101 + 3 * seed),
        holdout: MeasureTables.common(others, kind, seed: 102 + 3 * seed), seed: seed)
      let found = try type.taken(input)
      #expect(found.verdict != .leak, "seed \(seed): \(found.sentence) \(found.remarks)")
    }
  }

  /// All but one or two rows of a copy: whoever has a single number for all rows must see that too.
  /// The farthest row of all is the one that is not a copy; and without a holdout a mean that is not
  /// 0, a rate that grows with the release and neighbors of neighbors have nothing to go by.
  @Test(arguments: privacy.filter { $0 != HausdorffDistance.self })
  func aCopyButForARowIsALeak(_ type: any Measure.Type) throws {
    let needsHoldout =
      type.needs.contains(.holdout) || type == MeanDistance.self || type == HittingRate.self
      || type == Authenticity.self
    for (people, others, strangers) in [(24, 11, 1), (60, 60, 2), (200, 40, 10)] {
      let training = try MeasureTables.people(people, seed: 1)
      let release = try MeasureTables.joined(
        training.rows(Array(strangers..<people)), MeasureTables.people(strangers, seed: 2))
      for holdout in [try MeasureTables.people(others, seed: 3), nil]
      where holdout != nil || !needsHoldout {
        let found = try type.taken(
          MeasureInput(training: training, synthetic: release, holdout: holdout))
        #expect(found.verdict == .leak, "\(found.sentence) \(found.remarks)")
      }
    }
  }

  /// What is told of a release of nothing but training rows is what unseen people's rows say.
  @Test(arguments: privacy.filter { $0.group == .copies })
  func theRemarkTellsOfUnseenPeople(_ type: any Measure.Type) throws {
    let training = try MeasureTables.people(20, seed: 1)
    func remarks(_ holdout: Dataset?) throws -> String {
      try type.taken(MeasureInput(training: training, synthetic: training, holdout: holdout))
        .remarks.joined(separator: " ")
    }
    #expect(try remarks(training).contains("of 20 rows of unseen people 20 "))
    #expect(
      try remarks(MeasureTables.people(20, seed: 2)).contains("of 20 rows of unseen people 0 "))
    #expect(try !remarks(nil).contains("unseen people"))
  }

  @Test(
    .enabled(if: folder != nil, "there is no folder ../shared/datasets"),
    arguments: privacy, names)
  func realMinoritiesAreLeakOrCleanAsTheyShould(_ type: any Measure.Type, _ name: String) throws {
    let table = try MeasureTables.minority(name, in: #require(Self.folder))
    #expect(table.rowCount > 30)
    let (training, holdout, fresh) = MeasureTables.parts(table, seed: 1)
    try expectLeak(type, training, holdout)
    try expectNoLeak(type, training, holdout, fresh)
    // And the other way round: the holdout is as fresh.
    try expectNoLeak(type, training, fresh, holdout)
  }

  private func expectLeak(
    _ type: any Measure.Type, _ training: Dataset, _ holdout: Dataset
  ) throws {
    let with = try type.taken(
      MeasureInput(training: training, synthetic: training, holdout: holdout))
    #expect(with.verdict == .leak)
    guard !type.needs.contains(.holdout) else { return }
    let without = try type.taken(MeasureInput(training: training, synthetic: training))
    #expect(without.verdict == .leak)
  }

  private func expectNoLeak(
    _ type: any Measure.Type, _ training: Dataset, _ holdout: Dataset, _ fresh: Dataset
  ) throws {
    let with = try type.taken(
      MeasureInput(training: training, synthetic: fresh, holdout: holdout))
    #expect(with.verdict != .leak, "\(with.sentence)")
    guard !type.needs.contains(.holdout) else { return }
    let without = try type.taken(MeasureInput(training: training, synthetic: fresh))
    #expect(without.verdict != .leak, "\(without.sentence)")
  }
}
