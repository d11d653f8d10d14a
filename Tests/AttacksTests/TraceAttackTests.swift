import Attacks
import Experiments
import Jobs
import Numeric
import Oversampling
import Parameters
import TestSupport
import Testing

/// The attacks on what a file shows beside its geometry: formats of values, order of rows.
@Suite struct TraceAttackTests {
  private static let attacks: [any Attack.Type] = [FormatFingerprint.self, AppendedRows.self]

  @Test(arguments: attacks) func shortValuesTellEveryRow(_ attack: any Attack.Type) throws {
    for rows in [
      RandomRows.normal(60, 5), Self.inLargeAndSmallUnits,
      RandomRows.normal(60, 3, decimals: 9),
    ] {
      let score = try AttackTrial(minority: rows).report(attack).score
      #expect(score.precision == 1)
      #expect(score.recall == 1)
      #expect(score.ranking?.auc == 1)
    }
  }

  /// Copies of a real row are as short as it is; one claim stands for all of them.
  @Test func equalRowsAreClaimedOnce() throws {
    let once = RandomRows.grid(40, 3, levels: 9)
    let rows = once.stacked(on: once.rows([0, 0, 0, 1, 1]))
    let report = try AttackTrial(minority: rows).report(FormatFingerprint.self)
    #expect(report.score.precision == 1)
    #expect(report.score.recall == 1)
    #expect(report.claims.count == report.score.records)
  }

  @Test func withoutShortValuesTheFormatSaysNothing() throws {
    for rows in [RandomRows.normal(60, 4, decimals: 17), RandomRows.normal(60, 4)] {
      let trial = try AttackTrial(minority: rows, scaling: .minmax)
      #expect(throws: AttackError.self) { _ = try trial.report(FormatFingerprint.self) }
    }
  }

  @Test func roundedRowsHaveOneFormat() throws {
    var release = try AttackTrial(minority: RandomRows.normal(60, 4)).publication()
      .release(.augmented)
    var rounded = release.minority
    for place in rounded.storage.indices {
      rounded.storage[place] = (rounded.storage[place] * 1000).rounded() / 1000
    }
    release = release.replacing(rounded)
    #expect(try Self.claims(FormatFingerprint.self, on: release) == nil)
  }

  @Test func aLimitCanBeGiven() throws {
    var trial = try AttackTrial(minority: RandomRows.normal(60, 1, decimals: 3))
    trial.settings = ["digits": "5"]
    #expect(try trial.report(FormatFingerprint.self).score.recall == 1)
    trial.settings = ["digits": "3"]
    #expect(try trial.report(FormatFingerprint.self).score.recall < 1)
  }

  /// Scaled values are long everywhere: lines tell, and the order with them.
  @Test(arguments: [1.0, 5, 20]) func theOrderTellsScaledRows(ratio: Double) throws {
    var trial = try AttackTrial(minority: RandomRows.normal(60, 4), scaling: .minmax)
    trial.goal = .ratio(ratio)
    let report = try trial.report(AppendedRows.self)
    #expect(report.score.precision == 1)
    #expect(report.score.recall > 0.99)
  }

  @Test func noiseOnAllRowsHidesThePlace() throws {
    let release = try AttackTrial(minority: RandomRows.normal(200, 6)).publication()
      .release(.augmented)
    var noisy = release.minority
    var random = NumPyRandom(seed: 3)
    for place in noisy.storage.indices { noisy.storage[place] += random.uniform(-0.001, 0.001) }
    #expect(try Self.claims(AppendedRows.self, on: release.replacing(noisy)) == nil)
  }

  @Test(arguments: 0..<10) func aShuffledFileHasNoPlaceWhereRowsBegin(seed: Int) throws {
    var trial = try AttackTrial(
      minority: RandomRows.normal(60, 4), scaling: seed % 2 == 0 ? .none : .minmax)
    trial.goal = .ratio([1.0, 5][seed % 2])
    let release = try trial.publication().release(.augmented)
    var random = NumPyRandom(seed: UInt32(seed))
    let shuffled = release.replacing(
      release.minority.rows(random.permutation(release.minority.rows)))
    #expect(try Self.claims(AppendedRows.self, on: shuffled) == nil)
  }

  /// The first column in millions, the second in millionths, with few digits all the same.
  private static var inLargeAndSmallUnits: Matrix {
    var rows = RandomRows.normal(60, 4)
    for row in 0..<rows.rows {
      rows[row, 0] = (rows[row, 0] * 1e7).rounded() / 10
      rows[row, 1] = (rows[row, 1] * 1000).rounded() / 1e9
    }
    return rows
  }

  /// Nil if the attack does not apply.
  private static func claims(_ type: any Attack.Type, on release: Release) throws -> [Guess]? {
    let found = Locked<[Guess]>([])
    let context = RunContext<AttackUpdate>(threads: 2, isCancelled: { false }) { update in
      if case .guesses(let guesses) = update { found.withLock { $0 += guesses } }
    }
    do {
      _ = try type.init(ParameterValues(type.parameters))
        .run(on: AttackerView(release: release), in: context)
    } catch AttackError.notApplicable {
      #expect(found.withLock { $0.isEmpty })
      return nil
    }
    return found.withLock { $0 }
  }
}
