import Attacks
import Experiments
import Jobs
import Numeric
import Oversampling
import Parameters
import TestSupport
import Testing

/// What every attack in the catalogue has to do.
@Suite struct AttackCatalogChecks {
  @Test func namesAreUnique() {
    let names = AttackCatalog.all.map { $0.name }
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { AttackCatalog.named($0) != nil })
    #expect(AttackCatalog.named("nothing") == nil)
  }

  @Test(arguments: AttackCatalog.all) func theSourceIsNamed(_ type: any Attack.Type) {
    #expect(!type.source.text.isEmpty)
    #expect(type.source.link.hasPrefix("https://"))
    #expect(!type.summary.isEmpty)
  }

  @Test(arguments: AttackCatalog.all) func defaultsAreAccepted(_ type: any Attack.Type) throws {
    _ = try type.init(ParameterValues(type.parameters))
  }

  @Test(arguments: AttackCatalog.all) func threadsDoNotChangeTheClaims(
    _ type: any Attack.Type
  ) throws {
    var trial = try AttackTrial(minority: RandomRows.normal(60, 5), majorityCount: 500)
    trial.threads = 1
    let one = try trial.report(type)
    trial.threads = 7
    let many = try trial.report(type)
    #expect(one.claims == many.claims)
    #expect(one.estimate == many.estimate)
    #expect(one.score.trueClaims > 0)
  }

  /// Other work on the machine can delay anything for a moment, so one of a few tries has to do.
  @Test(arguments: AttackCatalog.all) func aCancelIsHeardWithin100Milliseconds(
    _ type: any Attack.Type
  ) throws {
    var trial = try AttackTrial(minority: RandomRows.normal(2000, 10), majorityCount: 100)
    trial.goal = .ratio(5)
    let release = try trial.publication().release(type.releaseKind)
    var best = Duration.seconds(1000)
    for _ in 0..<5 where best >= .milliseconds(100) {
      best = min(best, try delayOfCancel(type, release))
    }
    #expect(best < .milliseconds(100))
  }

  /// When the stop is asked for: those that are done sooner than the others are stopped sooner.
  private static let stopAfter: [String: Duration] = [
    FormatFingerprint.name: .milliseconds(1), AppendedRows.name: .milliseconds(1),
  ]

  /// From asking for a stop, some time after the start, to the end.
  private func delayOfCancel(_ type: any Attack.Type, _ release: Release) throws -> Duration {
    let raised = Locked<ContinuousClock.Instant?>(nil)
    let started = ContinuousClock.now
    let wait = Self.stopAfter[type.name] ?? .milliseconds(60)
    let context = RunContext<AttackUpdate>(
      threads: 2,
      isCancelled: {
        guard ContinuousClock.now - started > wait else { return false }
        raised.withLock { $0 = $0 ?? ContinuousClock.now }
        return true
      }, report: { _ in })
    #expect(throws: CancellationError.self) {
      _ = try type.init(ParameterValues(type.parameters))
        .run(on: AttackerView(release: release), in: context)
    }
    return try ContinuousClock.now - #require(raised.withLock { $0 })
  }

  @Test(arguments: AttackCatalog.all) func aReleaseOfOneRowIsRefused(_ type: any Attack.Type) throws
  {
    let release = Release(
      kind: type.releaseKind, minority: Matrix([[1, 2, 3]]), others: Matrix(rows: 0, columns: 3),
      columnNames: ["a", "b", "c"])
    let error = #expect(throws: AttackError.self) {
      _ = try type.init(ParameterValues(type.parameters))
        .run(on: AttackerView(release: release), in: .unattended())
    }
    #expect(error?.description.contains("has 1 minority row,") == true)
  }

  @Test(arguments: AttackCatalog.all.filter { $0.parameters.contains { $0.name == "rule" } })
  func thePublishedRuleHasToBeToldTheSettings(_ type: any Attack.Type) throws {
    let attack = try type.init(ParameterValues(type.parameters, texts: ["rule": "paper"]))
    #expect(attack.needs == [.oversamplingSettings])
    let release = Release(
      kind: type.releaseKind, minority: RandomRows.normal(30, 3),
      others: Matrix(rows: 0, columns: 3), columnNames: ["a", "b", "c"])
    #expect(throws: AttackError.needsSettings(attack: type.title)) {
      _ = try attack.run(on: AttackerView(release: release), in: .unattended())
    }
  }
}
