import Attacks
import Jobs
import Numeric
import Parameters
import Testing

/// What every attack that scores candidates has to do.
@Suite struct MembershipCatalogChecks {
  @Test func namesAreUniqueAmongAllAttacks() {
    let names =
      MembershipCatalog.all.map { $0.name } + AttackCatalog.all.map { $0.name }
      + RiskCatalog.all.map { $0.name }
    #expect(Set(names).count == names.count)
    #expect(MembershipCatalog.all.allSatisfy { MembershipCatalog.named($0.name) != nil })
    #expect(MembershipCatalog.named("nothing") == nil)
  }

  @Test func theAttacksAreThere() {
    let names = MembershipCatalog.all.map { $0.name }
    let expected = [
      "mia-distance", "mia-monte-carlo", "mia-neighborhood", "mia-dpi", "mia-density-ratio",
      "mia-classifier", "mia-likelihood-gain", "mia-on-segment",
    ]
    #expect(expected.allSatisfy { names.contains($0) })
  }

  @Test(arguments: MembershipCatalog.all)
  func theSourceIsNamed(_ type: any MembershipAttack.Type) {
    #expect(!type.source.text.isEmpty && !type.title.isEmpty)
    #expect(type.source.link.hasPrefix("https://"))
    #expect(type.summary.hasSuffix("."))
  }

  @Test(arguments: MembershipCatalog.all)
  func defaultsAreAccepted(_ type: any MembershipAttack.Type) throws {
    let attack = try type.init(ParameterValues(type.parameters))
    #expect(attack.told == type.needs)
  }

  /// Attacks that can do with a release alone, or with other people beside it.
  private static let passive = MembershipCatalog.all.filter { !$0.needs.contains(.generator) }

  private func scores(
    _ type: any MembershipAttack.Type, _ view: MembershipView, threads: Int = 2
  ) throws -> [Double] {
    try type.init(ParameterValues(type.parameters))
      .scores(on: view, in: .unattended(threads: threads))
  }

  /// A release that is the members themselves.
  @Test(arguments: passive) func aCopyGivesEverybodyAway(
    _ type: any MembershipAttack.Type
  ) throws {
    // In so many columns nobody is near anybody else, however wide the kernels of a density are.
    let table = MembershipTable(200, columns: 60, seed: 1)
    let score = try #require(table.score(scores(type, table.view(of: table.members))))
    #expect(score.ranking.auc == 1)
    #expect(score.rates[0].rate == 1)
    #expect(score.epsilon.count == 3)
    for bound in score.epsilon { #expect(bound.value == bound.largest, "\(bound.method)") }
  }

  /// A release of the same population that nobody asked about is in.
  @Test(arguments: passive) func anIndependentReleaseGivesNobodyAway(
    _ type: any MembershipAttack.Type
  ) throws {
    let tables = (10..<16 as Range<UInt32>).map { MembershipTable(100, columns: 4, seed: $0) }
    let found = try tables.enumerated().map { place, table in
      let release = MembershipTable.uniform(150, 4, seed: 200 + UInt32(place))
      return try #require(table.score(scores(type, table.view(of: release)))).ranking
    }
    // One of six intervals at 95 % may miss.
    #expect(found.count { $0.interval.low <= 0.5 && 0.5 <= $0.interval.high } >= 5)
    #expect(abs(found.map(\.auc).reduce(0, +) / 6 - 0.5) < 0.05)
  }

  @Test(arguments: passive) func threadsDoNotChangeTheScores(
    _ type: any MembershipAttack.Type
  ) throws {
    let table = MembershipTable(40, columns: 5, seed: 2)
    let view = table.view(of: MembershipTable.uniform(120, 5, seed: 77), seed: 3)
    #expect(try scores(type, view, threads: 1) == scores(type, view, threads: 7))
  }

  @Test(arguments: passive) func theOrderOfTheCandidatesDoesNotMatter(
    _ type: any MembershipAttack.Type
  ) throws {
    let table = MembershipTable(30, columns: 4, seed: 4)
    let view = table.view(of: table.members)
    let order = Array((0..<60).reversed())
    let turned = MembershipView(
      release: view.release, candidates: view.candidates.rows(order), reference: view.reference)
    let straight = try scores(type, view)
    #expect(try scores(type, turned) == order.map { straight[$0] })
  }

  @Test(arguments: passive) func anEmptyReleaseIsRefused(
    _ type: any MembershipAttack.Type
  ) throws {
    let table = MembershipTable(5, columns: 3, seed: 5)
    let error = #expect(throws: AttackError.self) {
      _ = try scores(type, table.view(of: table.members.rows([])))
    }
    #expect(error?.description.contains("the release has no rows") == true)
  }

  @Test(arguments: passive.filter { $0.needs.contains(.reference) })
  func otherPeopleAreAskedFor(_ type: any MembershipAttack.Type) throws {
    let table = MembershipTable(5, columns: 3, seed: 5)
    let view = MembershipView(release: table.members, candidates: table.others)
    let error = #expect(throws: AttackError.self) { _ = try scores(type, view) }
    #expect(error?.description.contains("keep a holdout") == true)
  }

  /// Other work on the machine can delay anything for a moment, so one of a few tries has to do.
  @Test(arguments: passive) func aCancelIsHeardWithin100Milliseconds(
    _ type: any MembershipAttack.Type
  ) throws {
    let table = MembershipTable(3000, columns: 20, seed: 6)
    let view = table.view(of: MembershipTable.uniform(4000, 20, seed: 7))
    var best = Duration.seconds(1000)
    for _ in 0..<5 where best >= .milliseconds(100) {
      best = min(best, try delayOfCancel(type, view))
    }
    #expect(best < .milliseconds(100))
  }

  /// From asking for a stop, soon after the start, to the end.
  private func delayOfCancel(
    _ type: any MembershipAttack.Type, _ view: MembershipView
  ) throws -> Duration {
    let raised = Locked<ContinuousClock.Instant?>(nil)
    let started = ContinuousClock.now
    let context = RunContext<Fraction>(
      threads: 2,
      isCancelled: {
        guard ContinuousClock.now - started > .milliseconds(3) else { return false }
        raised.withLock { $0 = $0 ?? ContinuousClock.now }
        return true
      }, report: { _ in })
    #expect(throws: CancellationError.self) {
      _ = try type.init(ParameterValues(type.parameters)).scores(on: view, in: context)
    }
    return try ContinuousClock.now - #require(raised.withLock { $0 })
  }
}
