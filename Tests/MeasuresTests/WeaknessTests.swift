import Jobs
import Measures
import Numeric
import Parameters
import Tabular
import Testing

/// What every measure of anonymity, disclosure and rarity has to do on made-up people: call a copy a
/// leak, and independent rows hardly ever.
@Suite struct WeaknessTests {
  private static let all: [any Measure.Type] = [
    KAnonymity.self, LDiversity.self, TCloseness.self, KMap.self, Uniqueness.self,
    SpecialUniques.self, CAP.self, ZeroCAP.self, GeneralizedCAP.self, RareValues.self,
    RangeExtending.self,
  ]

  private static func input(
    training: Dataset, release: Dataset, holdout: Dataset?, seed: UInt32 = 0
  ) throws -> MeasureInput {
    try MeasureInput(
      training: training, synthetic: release, holdout: holdout,
      quasiIdentifiers: ["age", "zip", "job"], sensitive: ["ill"], seed: seed)
  }

  /// Six columns of numbers for ends of ranges, people for the rest.
  private static func tables(
    _ measure: any Measure.Type, seed: UInt32
  ) throws -> (training: Dataset, fresh: Dataset, holdout: Dataset) {
    let rows = [250, 220, 200]
    let tables = try rows.indices.map { index in
      let own = seed * 3 + UInt32(index)
      return measure == RangeExtending.self
        ? try ToyTables.numbers(rows[index], columns: 6, seed: own)
        : try ToyTables.people(rows[index], seed: own)
    }
    return (tables[0], tables[1], tables[2])
  }

  private static func prepared(
    _ measure: any Measure.Type, _ tables: (training: Dataset, release: Dataset, holdout: Dataset?)
  ) throws -> MeasureInput {
    if measure == RangeExtending.self {
      return try MeasureInput(
        training: tables.training, synthetic: tables.release, holdout: tables.holdout)
    }
    return try input(
      training: tables.training, release: tables.release, holdout: tables.holdout)
  }

  @Test(arguments: all) func aCopyIsALeak(measure: any Measure.Type) throws {
    let tables = try Self.tables(measure, seed: 1)
    let input = try Self.prepared(measure, (tables.training, tables.training, tables.holdout))
    let found = try measure.taken(on: input, threads: 2)
    #expect(found.verdict == .leak)
    #expect(!found.rows.isEmpty)
    #expect(found.rows.allSatisfy { 0..<tables.training.rowCount ~= $0 })
    guard !measure.needs.contains(.holdout) else { return }
    let alone = try Self.prepared(measure, (tables.training, tables.training, nil))
    #expect(try measure.taken(on: alone).verdict == .leak)
  }

  /// No other release gets a worse value than the copy; measures of the table released alone do not
  /// compare it with anything.
  @Test(arguments: all.filter { $0.group != .anonymity || $0 == SpecialUniques.self })
  func aCopyIsTheWorstOfAll(measure: any Measure.Type) throws {
    let tables = try Self.tables(measure, seed: 2)
    func value(_ release: Dataset) throws -> Double {
      let input = try Self.prepared(measure, (tables.training, release, tables.holdout))
      return try #require(try measure.taken(on: input).value)
    }
    let copy = try value(tables.training)
    let half = try value(
      tables.fresh.rows(Array(0..<110)))
    let fresh = try value(tables.fresh)
    for other in [half, fresh] {
      #expect(measure.direction == .higherIsSafer ? copy <= other : copy >= other)
    }
  }

  /// Two-sided 95 % is one-sided 2.5 %: more than 3 of 20 would happen once in 700 times.
  @Test(arguments: all) func freshRowsAreHardlyEverALeak(measure: any Measure.Type) throws {
    let leaks = try (0..<20).count { seed in
      let tables = try Self.tables(measure, seed: UInt32(seed) + 10)
      let input = try Self.prepared(measure, (tables.training, tables.fresh, tables.holdout))
      return try measure.taken(on: input, threads: 2).verdict == .leak
    }
    #expect(leaks <= 3)
  }

  @Test(arguments: all) func threadsChangeNothing(measure: any Measure.Type) throws {
    let tables = try Self.tables(measure, seed: 3)
    let input = try Self.prepared(measure, (tables.training, tables.fresh, tables.holdout))
    let found = try measure.taken(on: input)
    #expect(try measure.taken(on: input, threads: 4) == found)
    #expect(!found.sentence.isEmpty)
    #expect(!found.parts.isEmpty)
    if let value = found.value, let interval = found.interval {
      #expect(interval.low <= value && value <= interval.high)
    }
  }

  @Test(arguments: all) func aCancelIsHeard(measure: any Measure.Type) throws {
    let tables = try Self.tables(measure, seed: 3)
    let input = try Self.prepared(measure, (tables.training, tables.fresh, tables.holdout))
    let stopped = RunContext<Fraction>(threads: 2, isCancelled: { true }, report: { _ in })
    let taken = try measure.init(ParameterValues(measure.parameters))
    #expect(throws: CancellationError.self) { try taken.measure(input, in: stopped) }
  }
}
