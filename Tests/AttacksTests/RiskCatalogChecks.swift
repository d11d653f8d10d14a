import Attacks
import Jobs
import Numeric
import Parameters
import Tabular
import Testing

/// What every attack that guesses about people has to do.
@Suite struct RiskCatalogChecks {
  @Test func namesAreUniqueAmongAllAttacks() {
    let names =
      RiskCatalog.all.map { $0.name } + AttackCatalog.all.map { $0.name }
      + MembershipCatalog.all.map { $0.name } + [NaiveDistinguishing.name]
    #expect(Set(names).count == names.count)
    #expect(
      RiskCatalog.all.map { $0.name } == [
        "singling-out", "linkability", "attribute-inference", "attribute-model", "record-linkage",
        "property-inference", "aggregates-differencing", "aggregates-reconstruction",
      ])
    #expect(RiskCatalog.all.allSatisfy { RiskCatalog.named($0.name) == $0 })
    #expect(RiskCatalog.named("nothing") == nil)
  }

  @Test(arguments: RiskCatalog.all) func theSourceIsNamed(_ type: any RiskAttack.Type) throws {
    #expect(!type.source.text.isEmpty)
    #expect(type.source.link.hasPrefix("https://"))
    #expect(!type.summary.isEmpty && !type.title.isEmpty)
    _ = try type.init(ParameterValues(type.parameters))
  }

  @Test(arguments: RiskCatalog.all)
  func neitherThreadsNorChanceChangeTheOutcome(_ type: any RiskAttack.Type) throws {
    let one = try type.outcome(of: RiskTables.copied(80), threads: 1)
    let many = try type.outcome(of: RiskTables.copied(80), threads: 7)
    #expect(one == many)
    #expect(one.attack.trials > 0)
  }

  @Test(arguments: RiskCatalog.all)
  func theControlIsTheHoldout(_ type: any RiskAttack.Type) throws {
    let game = try RiskTables.copied(60)
    let alone = RiskGame(
      training: game.training, release: game.release, seed: 0, generator: game.generator)
    let outcome = try type.outcome(of: alone)
    #expect(outcome.control == nil)
    #expect(outcome.conclusion.residual == nil)
    #expect(outcome.searched.allSatisfy { $0.control == nil })
    // A property is one of all people together: it has no control.
    guard type != PropertyInference.self else {
      #expect(outcome.conclusion == .aboutEverybody)
      return
    }
    #expect(outcome.remarks.contains { $0.contains("no residual risk") })
    let compared = try type.outcome(of: game)
    #expect(compared.control != nil)
    #expect(compared.attack == outcome.attack || compared.searched.count > 1)
    #expect(compared.remarks.allSatisfy { !$0.contains("no holdout") })
  }

  @Test(arguments: RiskCatalog.all)
  func unfitTablesAreRefused(_ type: any RiskAttack.Type) throws {
    let people = try RiskTables.people(20, seed: 1)
    let narrow = try RiskTables.table([("age", [1, 2, 3])])
    let games = [
      ("the release has no rows", RiskGame(training: people, release: people.rows([]))),
      (
        "column 'weight' of the training table is not in the release",
        RiskGame(training: people, release: narrow)
      ),
      (
        "there is no column 'zip'; the columns are age",
        RiskGame(training: people, release: people, known: ["zip"])
      ),
    ]
    for (text, game) in games {
      let error = #expect(throws: AttackError.self) { _ = try type.outcome(of: game) }
      #expect(error?.description.contains(text) == true)
      #expect(error?.description.hasPrefix(type.title) == true)
    }
  }

  /// Other work on the machine can delay anything for a moment, so one of a few tries has to do.
  @Test(arguments: RiskCatalog.all) func aCancelIsHeardWithin100Milliseconds(
    _ type: any RiskAttack.Type
  ) throws {
    let game = try RiskTables.copied(8000)
    var best = Duration.seconds(1000)
    for _ in 0..<5 where best >= .milliseconds(100) {
      best = min(best, try delayOfCancel(type, game))
    }
    #expect(best < .milliseconds(100))
  }

  private func delayOfCancel(_ type: any RiskAttack.Type, _ game: RiskGame) throws -> Duration {
    let raised = Locked<ContinuousClock.Instant?>(nil)
    let started = ContinuousClock.now
    let context = RunContext<Fraction>(
      threads: 2,
      isCancelled: {
        guard ContinuousClock.now - started > .milliseconds(4) else { return false }
        raised.withLock { $0 = $0 ?? ContinuousClock.now }
        return true
      }, report: { _ in })
    #expect(throws: CancellationError.self) {
      _ = try type.init(ParameterValues(type.parameters)).outcome(of: game, in: context)
    }
    return try ContinuousClock.now - #require(raised.withLock { $0 })
  }
}
