import Jobs
import Measures
import Numeric
import Parameters
import Tabular
import Testing

@Suite struct RarityTests {
  /// Job s is rare alone; a in the south is rare as a pair.
  private static func jobs() throws -> Dataset {
    try ToyTables.table([
      "job": ToyTables.words("aaaabbbbs"), "ward": ToyTables.words("nnnsssssn"),
    ])
  }

  private static func input(_ release: Dataset, holdout: Dataset? = nil) throws -> MeasureInput {
    try MeasureInput(training: try jobs(), synthetic: release, holdout: holdout)
  }

  @Test func rareValuesAndPairsThatComeOutAreFound() throws {
    let found = try RareValues.taken(on: try Self.input(try Self.jobs()), ["people": "1"])
    #expect(found.part("rare values") == 1)
    #expect(found.part("rare pairs") == 1)
    #expect(found.part("rare pairs in the release") == 1)
    #expect(found.value == 2.0 / 9)
    #expect(found.interval == Interval.wilson(2, of: 9))
    // A value alone weighs more than a pair.
    #expect(found.rows == [8, 3])
    #expect(found.verdict == .leak)
    let single = try RareValues.taken(
      on: try Self.input(try Self.jobs()), ["people": "1", "pairs": "off"])
    #expect(single.rows == [8])
  }

  @Test func commonValuesOfOtherPairsAreNotRare() throws {
    let release = try ToyTables.table([
      "job": ToyTables.words("aabb"), "ward": ToyTables.words("nnss"),
    ])
    let found = try RareValues.taken(on: try Self.input(release), ["people": "1"])
    #expect(found.value == 0)
    #expect(found.verdict == .clean)
    #expect(found.rows.isEmpty)
    #expect(found.part("people with a rare value or pair") == 2.0 / 9)
  }

  @Test func aMissingValueIsNoRareValue() throws {
    let table = try ToyTables.table(["job": .words(["a", "a", "a", nil])])
    let input = try MeasureInput(training: table, synthetic: table)
    #expect(try RareValues.taken(on: input).part("rare values") == 0)
  }

  private static func ends(_ release: [Double], holdout: [Double]? = nil) throws -> Measurement {
    let input = try MeasureInput(
      training: try ToyTables.table(["x": .numbers([0, 4, 4, 4, 5, 10, .nan])]),
      synthetic: try ToyTables.table(["x": .numbers(release)]),
      holdout: try holdout.map { try ToyTables.table(["x": .numbers($0)]) })
    return try RangeExtending.taken(on: input)
  }

  @Test func anEndIsGivenAwayBetweenTheRunnerUpAndTheEnd() throws {
    let inside = try Self.ends([4, 5])
    #expect(inside.part("ends of ranges held by one person") == 2)
    #expect(inside.value == 0)
    #expect(inside.verdict == .clean)
    // Without 10 the range ends at 5, without 0 it begins at 4.
    let near = try Self.ends([4, 5.5])
    #expect(near.value == 0.5)
    #expect(near.part("given away to the exact value") == 0)
    let exact = try Self.ends([0, 10])
    #expect(exact.value == 1)
    #expect(exact.part("given away to the exact value") == 2)
    #expect(exact.verdict == .leak)
    let beyond = try Self.ends([-1, 5, 11])
    #expect(beyond.value == 0)
    #expect(beyond.part("passed by released values") == 2)
    // 10 − 5 of 10 hangs on row 5, 4 of 10 on row 0: the worst comes first, given away or not.
    #expect(inside.rows == [5, 0])
    #expect(inside.part("largest share of a range that hangs on one person") == 0.5)
  }

  @Test func twoPeopleAtAnEndHoldItTogether() throws {
    let table = try ToyTables.table(["x": .numbers([1, 1, 2, 3, 3])])
    let found = try RangeExtending.taken(on: try MeasureInput(training: table, synthetic: table))
    #expect(found.value == nil)
    #expect(found.verdict == .unclear)
    let constant = try ToyTables.table(["x": .numbers([1, 1])])
    let none = try RangeExtending.taken(
      on: try MeasureInput(training: constant, synthetic: constant))
    #expect(none.value == nil)
    let words = try Self.jobs()
    #expect(throws: MeasureError.self) {
      try RangeExtending.taken(on: try MeasureInput(training: words, synthetic: words))
    }
  }

  @Test func aPlantedOutlierRanksFirst() throws {
    let people = try ToyTables.numbers(300, columns: 4, seed: 5)
    let planted = 137
    let training = try Dataset(
      schema: people.schema,
      columns: people.columns.map { column in
        guard case .numeric(var numbers) = column.values else { return column }
        numbers[planted] = 40
        return Column(name: column.name, kind: column.kind, values: .numeric(numbers))
      })
    let release = try ToyTables.numbers(300, columns: 4, seed: 6)
    let input = try MeasureInput(training: training, synthetic: release)
    #expect(try RangeExtending.taken(on: input).rows.first == planted)
    // In whole numbers everybody but the outlier has common values.
    func rounded(_ table: Dataset) throws -> Dataset {
      try Dataset(
        schema: table.schema,
        columns: table.columns.map { column in
          guard case .numeric(let numbers) = column.values else { return column }
          let whole = numbers.map { $0 == 40 ? 40 : min(max($0.rounded(), -1), 1) }
          return Column(name: column.name, kind: column.kind, values: .numeric(whole))
        })
    }
    let coarse = try rounded(training)
    let copied = try RareValues.taken(on: try MeasureInput(training: coarse, synthetic: coarse))
    #expect(copied.rows.first == planted)
    let fresh = try RareValues.taken(
      on: try MeasureInput(training: coarse, synthetic: try rounded(release)))
    #expect(fresh.rows.isEmpty)
  }

  @Test func copiesAreMoreThanChance() throws {
    let training = try ToyTables.numbers(200, columns: 6, seed: 7)
    let holdout = try ToyTables.numbers(100, columns: 6, seed: 8)
    let copy = try MeasureInput(training: training, synthetic: training, holdout: holdout)
    let ends = try RangeExtending.taken(on: copy)
    #expect(ends.value == 1)
    #expect(ends.verdict == .leak)
    // Every end given away, one a person, at a chance of a quarter each.
    let chance = try #require(ends.part("chance of so much without knowing the training rows"))
    #expect(chance < 0.001)
    #expect(try RareValues.taken(on: copy).value == 1)
    #expect(try RareValues.taken(on: copy).verdict == .leak)
  }
}
