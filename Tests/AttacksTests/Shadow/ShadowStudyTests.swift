import Attacks
import Jobs
import Numeric
import Parameters
import TestSupport
import Testing

/// Programs whose leak is known.
private enum Programs {
  static func population(
    _ members: Matrix, rows: Int = 120, _ make: @escaping @Sendable (Matrix, UInt32) -> Matrix
  ) -> ShadowPopulation {
    ShadowPopulation(
      members: members, others: RandomRows.normal(120, members.columns, seed: 8),
      releases: ProgramReleases(
        GeneratorAccess(make), members: members, leastRows: rows, identity: "test"))
  }

  /// Looks at nobody's data.
  static func noise(_ members: Matrix) -> ShadowPopulation {
    population(members) { training, seed in
      var random = NumPyRandom(seed: seed)
      return Matrix(
        rows: 120, columns: training.columns,
        storage: (0..<120 * training.columns).map { _ in random.normal() })
    }
  }

  /// Hands out all that it was given, in turn, a little cut.
  static func copy(_ members: Matrix) -> ShadowPopulation {
    population(members, rows: members.rows - 1) { training, _ in training }
  }

  static func smote(_ members: Matrix, majority: Int = 200) throws -> ShadowPopulation {
    ShadowPopulation(
      members: members, others: RandomRows.normal(majority, members.columns, seed: 8),
      releases: try SMOTEReleases(
        members: members, k: 5, rowsWith: majority - members.rows,
        rowsWithout: majority - members.rows + 1, in: RunContext<Fraction>.unattended()))
  }
}

@Suite struct ShadowStudyTests {
  private static func plan(_ training: Int, _ test: Int, targets: Int = 100) -> ShadowPlan {
    var plan = ShadowPlan()
    plan.trainingRuns = training
    plan.testRuns = test
    plan.targets = targets
    plan.seed = 3
    return plan
  }

  private static func study(
    _ attack: any ShadowAttack.Type, on population: ShadowPopulation, _ plan: ShadowPlan
  ) throws -> ShadowStudy {
    try ShadowStudy(attack, ParameterValues(attack.parameters), on: population, plan)
  }

  private static let releaseAttacks: [any ShadowAttack.Type] = [
    ShadowGenerator.self, ShadowQueries.self,
  ]

  @Test func namesAreUniqueAndSourcesNamed() {
    let names = ShadowCatalog.all.map { $0.name }
    #expect(
      names == [
        "shadow-generator", "shadow-classifier-real", "shadow-classifier-augmented",
        "shadow-queries",
      ])
    #expect(Set(names).isDisjoint(with: AttackCatalog.all.map { $0.name }))
    for type in ShadowCatalog.all {
      #expect(type.source.link.hasPrefix("https://"))
      #expect(!type.summary.isEmpty && type.summary.hasSuffix("."))
    }
  }

  /// A program that looks at nobody's data: of eight intervals at 95 % two may miss; three would once in 170.
  @Test(arguments: releaseAttacks) func nothingLeaksFromAProgramThatLooksAtNobody(
    attack: any ShadowAttack.Type
  ) throws {
    let outcome = try Self.study(
      attack, on: Programs.noise(RandomRows.normal(20, 3)), Self.plan(40, 50, targets: 8)
    ).run(in: .unattended(threads: 2)).outcome
    #expect(outcome.targets.count == 8)
    let missed = outcome.targets.count {
      $0.all.interval.low > 0.5 || $0.all.interval.high < 0.5
    }
    #expect(missed <= 2)
    let mean = outcome.targets.map(\.all.auc).reduce(0, +) / 8
    #expect(abs(mean - 0.5) < 0.06)
  }

  @Test(arguments: releaseAttacks) func aCopyGivesEverybodyAway(
    attack: any ShadowAttack.Type
  ) throws {
    let outcome = try Self.study(
      attack, on: Programs.copy(RandomRows.normal(20, 3)), Self.plan(20, 10, targets: 6)
    ).run(in: .unattended(threads: 2)).outcome
    #expect(outcome.targets.allSatisfy { $0.all.auc == 1 })
    #expect(outcome.selectedMean() == 1)
    #expect(outcome.honestMean() == 1)
  }

  /// A record far from all others, which nothing else says a class of.
  @Test(
    arguments: [ShadowClassifierReal.self, ShadowClassifierAugmented.self]
      as [any ShadowAttack.Type])
  func aClassifierIsSurerOfThoseItHasSeen(attack: any ShadowAttack.Type) throws {
    let plan = Self.plan(1, 20, targets: 1)
    var members = RandomRows.normal(12, 4)
    let target = plan.rows(among: 12)[0]
    for column in 0..<4 { members[target, column] = -9 }
    var values = ParameterValues(attack.parameters)
    try values.set("passes", to: .integer(400))
    let study = try ShadowStudy(
      attack, values, on: Programs.smote(members, majority: 400), plan)
    let outcome = try study.run(in: .unattended(threads: 2)).outcome
    #expect(outcome.targets.map(\.row) == [target])
    #expect(outcome.selectedMean() > 0.75)
  }

  @Test(arguments: ShadowCatalog.all) func threadsDoNotChangeTheScores(
    attack: any ShadowAttack.Type
  ) throws {
    let study = try Self.study(
      attack, on: Programs.smote(RandomRows.normal(15, 3), majority: 60),
      Self.plan(8, 4, targets: 5))
    let one = try study.run(in: .unattended(threads: 1))
    let three = try study.run(in: .unattended(threads: 3))
    #expect(one.text == three.text)
    #expect(one.finished.map(\.row) == study.targets)
    #expect(study.targets.count == 5)
  }

  @Test func anotherSeedGivesOtherScores() throws {
    let population = try Programs.smote(RandomRows.normal(15, 3))
    var plan = Self.plan(8, 4, targets: 3)
    let first = try Self.study(ShadowGenerator.self, on: population, plan)
    plan.seed = 4
    let second = try Self.study(ShadowGenerator.self, on: population, plan)
    #expect(first.fingerprint != second.fingerprint)
    let texts = try [first, second].map { try $0.run(in: .unattended()).finished }
    #expect(texts[0] != texts[1])
  }

  /// After every person that is done, a study can be gone on with, and ends with equal bytes.
  @Test func anInterruptedStudyEndsWithEqualBytes() throws {
    let study = try Self.study(
      ShadowGenerator.self, on: Programs.smote(RandomRows.normal(15, 3)),
      Self.plan(8, 4, targets: 5))
    let whole = try study.run(in: .unattended(threads: 2))
    for done in 0...5 {
      let saved = whole.finished.prefix(done).reduce(into: whole.header) {
        $0 += ShadowState.line(for: $1)
      }
      let resumed = try study.run(
        resuming: ShadowState(text: saved), in: .unattended(threads: 2))
      #expect(resumed.text == whole.text)
    }
  }

  @Test func runsOfAnotherStudyAreRefused() throws {
    let study = try Self.study(
      ShadowGenerator.self, on: Programs.smote(RandomRows.normal(15, 3)),
      Self.plan(8, 4, targets: 2))
    #expect(throws: ShadowStateError.otherRuns) {
      try study.run(resuming: ShadowState(fingerprint: 1), in: .unattended())
    }
    let other = ShadowState(
      fingerprint: study.fingerprint, finished: [ShadowScores(row: 99, with: [1], without: [0])])
    #expect(throws: ShadowStateError.otherRuns) {
      try study.run(resuming: other, in: .unattended())
    }
  }

  /// What is told while it runs: a share that only grows, a time that is left, every person once.
  @Test func progressTellsTheTimeLeftAndEveryPersonOnce() throws {
    let study = try Self.study(
      ShadowGenerator.self, on: Programs.smote(RandomRows.normal(15, 3)),
      Self.plan(8, 4, targets: 5))
    let heard = Locked<[ShadowProgress]>([])
    let state = try study.run(
      in: RunContext(threads: 1, isCancelled: { false }) { update in
        heard.withLock { $0.append(update) }
      })
    let updates = heard.withLock { $0 }
    let shares = updates.map(\.fraction.value)
    #expect(shares == shares.sorted())
    #expect(shares.last == 1)
    #expect(updates.allSatisfy { ($0.secondsLeft ?? -1) >= 0 })
    #expect(updates.last?.secondsLeft == 0)
    #expect(updates.flatMap(\.finished) == state.finished)
  }

  @Test(arguments: ShadowCatalog.all) func aCancelIsHeardWithin100Milliseconds(
    attack: any ShadowAttack.Type
  ) throws {
    let study = try Self.study(
      attack, on: Programs.smote(RandomRows.normal(100, 12), majority: 3000), ShadowPlan())
    let raised = Locked<ContinuousClock.Instant?>(nil)
    let start = ContinuousClock.now
    let context = RunContext<ShadowProgress>(
      threads: 2,
      isCancelled: {
        guard ContinuousClock.now - start > .milliseconds(150) else { return false }
        raised.withLock { $0 = $0 ?? ContinuousClock.now }
        return true
      }, report: { _ in })
    #expect(throws: CancellationError.self) { try study.run(in: context) }
    let heard = ContinuousClock.now
    // From when it could have been heard, on a machine that may be busy with other things.
    #expect(heard - start < .milliseconds(150 + 600))
    #expect(raised.withLock { $0 } != nil)
  }

  /// Trap 9: the ten highest of many noisy areas are high by choice.
  @Test func choosingTheWorstAfterSeeingThemIsNotFinding() throws {
    let outcome = try Self.study(
      ShadowGenerator.self, on: Programs.noise(RandomRows.normal(60, 2)),
      Self.plan(10, 30, targets: 60)
    ).run(in: .unattended(threads: 2)).outcome
    #expect(outcome.selectedMean() > 0.58)
    #expect(abs(outcome.honestMean() - 0.5) < 0.07)
  }

  @Test func tooFewTestRunsAreRefused() throws {
    let population = try Programs.smote(RandomRows.normal(15, 3))
    #expect(throws: AttackError.self) {
      try Self.study(ShadowGenerator.self, on: population, Self.plan(8, 1))
    }
  }
}
