import Jobs
import Measures
import Numeric
import Parameters
import Tabular
import Testing

@Suite struct AnonymityTests {
  private static func illness(zip: String, ill: String) throws -> Dataset {
    try ToyTables.table(["zip": ToyTables.words(zip), "ill": ToyTables.words(ill)])
  }

  /// Zips A, A, A, B, B with flu, flu, cold, cold, cold.
  private static func clinic(
    training: Dataset? = nil, holdout: Dataset? = nil
  ) throws -> MeasureInput {
    let release = try illness(zip: "AAABB", ill: "ffccc")
    return try MeasureInput(
      training: training ?? release, synthetic: release, holdout: holdout,
      quasiIdentifiers: ["zip"], sensitive: ["ill"])
  }

  @Test func theSmallestClassIsK() throws {
    let found = try KAnonymity.taken(on: try Self.clinic())
    #expect(found.value == 2)
    #expect(found.interval == nil)
    #expect(found.part("classes released") == 2)
    #expect(found.part("rows in them") == 5)
    #expect(found.verdict == .leak)
    // The class of two comes before the class of three.
    #expect(found.rows == [3, 4, 0, 1, 2])
    let large = try KAnonymity.taken(on: try Self.clinic(), ["k": "2"])
    #expect(large.verdict == .clean)
    #expect(large.rows.isEmpty)
  }

  @Test func classesThatMeetStrangersAsOftenAreUnclear() throws {
    let strangers = try Self.illness(zip: "AAABB", ill: "ffccc")
    let found = try KAnonymity.taken(on: try Self.clinic(holdout: strangers))
    #expect(found.reference == 2)
    #expect(found.verdict == .unclear)
    #expect(found.part("people exposed, training less holdout") == 0)
    let nobody = try Self.illness(zip: "CCCDD", ill: "ffccc")
    let elsewhere = try KAnonymity.taken(on: try Self.clinic(training: nobody))
    #expect(elsewhere.value == 2)
    #expect(elsewhere.verdict == .clean)
  }

  @Test func theLeastDiverseCombinationIsL() throws {
    let found = try LDiversity.taken(on: try Self.clinic())
    #expect(found.value == 1)
    #expect(found.rows == [3, 4])
    #expect(found.verdict == .leak)
    // Zips A, A, A alone: 2/3 flu, 1/3 cold.
    let one = try Self.illness(zip: "AAA", ill: "ffc")
    let input = try MeasureInput(
      training: one, synthetic: one, quasiIdentifiers: ["zip"], sensitive: ["ill"])
    #expect(try LDiversity.taken(on: input).value == 2)
    let entropy = try #require(try LDiversity.taken(on: input, ["kind": "entropy"]).value)
    #expect(abs(entropy - 1.889881574842309) < 1e-12)
  }

  @Test func equalSharesHaveTheEntropyOfTheirNumber() throws {
    let table = try Self.illness(zip: "AAAAAA", ill: "ffccgg")
    let input = try MeasureInput(
      training: table, synthetic: table, quasiIdentifiers: ["zip"], sensitive: ["ill"])
    let found = try LDiversity.taken(on: input, ["kind": "entropy", "l": "3"])
    #expect(abs(try #require(found.value) - 3) < 1e-12)
    #expect(found.verdict == .clean)
  }

  @Test func someoneWhoseSecretIsNotReleasedIsNotExposed() throws {
    let training = try Self.illness(zip: "AABB", ill: "fcfc")
    let found = try LDiversity.taken(on: try Self.clinic(training: training))
    // Class B is released with colds only: row 2 has the flu.
    #expect(found.rows == [3])
  }

  @Test func theFurthestCombinationIsT() throws {
    // A: ½ (|2/3 − 2/5| + |1/3 − 3/5|) = 4/15; B: ½ (2/5 + 2/5).
    let found = try TCloseness.taken(on: try Self.clinic())
    #expect(abs(try #require(found.value) - 0.4) < 1e-12)
    #expect(found.part("combinations beyond t") == 2)
    let loose = try TCloseness.taken(on: try Self.clinic(), ["t": "0.3"])
    #expect(loose.part("combinations beyond t") == 1)
    #expect(loose.rows == [3, 4])
  }

  /// The salaries 3 to 11 of the paper: {3, 4, 5} is 0.375 away, {6, 8, 11} 0.167.
  @Test(arguments: [([0, 0, 0, 1, 2, 1, 2, 2, 1], 0.375), ([0, 0, 0, 1, 0, 1, 0, 0, 1], 1.0 / 6)])
  func salariesAreAsFarApartAsInThePaper(classes: [Double], expected: Double) throws {
    let table = try ToyTables.table([
      "class": .numbers(classes), "salary": .numbers((3...11).map { Double($0) }),
    ])
    let input = try MeasureInput(
      training: table, synthetic: table, quasiIdentifiers: ["class"], sensitive: ["salary"])
    let found = try TCloseness.taken(on: input)
    #expect(abs(try #require(found.value) - expected) < 1e-12)
  }

  @Test func aSecretWithOneValueIsClose() throws {
    let table = try Self.illness(zip: "AB", ill: "ff")
    let input = try MeasureInput(
      training: table, synthetic: table, quasiIdentifiers: ["zip"], sensitive: ["ill"])
    #expect(try TCloseness.taken(on: input).value == 0)
  }

  @Test func kMapCountsThePopulation() throws {
    let input = try MeasureInput(
      training: try Self.illness(zip: "AAB", ill: "fff"),
      synthetic: try Self.illness(zip: "ABC", ill: "fff"),
      holdout: try Self.illness(zip: "ABD", ill: "fff"), quasiIdentifiers: ["zip"])
    let found = try KMap.taken(on: input, ["k": "3"])
    #expect(found.value == 2)
    #expect(found.part("combinations that fit nobody") == 1)
    #expect(found.part("people in the population") == 6)
    #expect(found.rows == [2])
    #expect(found.verdict == .unclear)
    let elsewhere = try MeasureInput(
      training: try Self.illness(zip: "A", ill: "f"),
      synthetic: try Self.illness(zip: "C", ill: "f"),
      quasiIdentifiers: ["zip"])
    let nobody = try KMap.taken(on: elsewhere)
    #expect(nobody.value == nil)
    #expect(nobody.verdict == .clean)
    #expect(!nobody.remarks.isEmpty)
  }

  @Test func loneRowsAreCounted() throws {
    let input = try MeasureInput(
      training: try Self.illness(zip: "BBCD", ill: "ffff"),
      synthetic: try Self.illness(zip: "AABC", ill: "ffff"), quasiIdentifiers: ["zip"])
    let found = try Uniqueness.taken(on: input)
    #expect(found.value == 0.5)
    #expect(found.interval == Interval.wilson(2, of: 4))
    #expect(found.part("lone rows, training") == 0.5)
    // C is alone in both tables, B only in the release.
    #expect(found.rows == [2, 0, 1])
    #expect(found.part("combinations alone in the training rows and in the release") == 1)
  }

  @Test func numbersAreExactOrGrouped() throws {
    let table = try ToyTables.table(["age": .numbers([0, 1, 9, 10, .nan, .nan])])
    let input = try MeasureInput(training: table, synthetic: table, quasiIdentifiers: ["age"])
    #expect(try KAnonymity.taken(on: input).value == 1)
    // 0 and 1 are in one half, 9 and 10 in the other; the missing ones are equal.
    #expect(try KAnonymity.taken(on: input, ["bins": "2"]).value == 2)
  }

  @Test(
    arguments: [
      KAnonymity.self, LDiversity.self, TCloseness.self, KMap.self, Uniqueness.self,
      SpecialUniques.self, CAP.self,
    ] as [any Measure.Type])
  func withoutQuasiIdentifiersThereIsNoAnswer(measure: any Measure.Type) throws {
    let table = try Self.illness(zip: "AB", ill: "fc")
    let input = try MeasureInput(
      training: table, synthetic: table, holdout: table, sensitive: ["ill"])
    #expect(throws: MeasureError.needs(measure: measure.title, .quasiIdentifiers)) {
      try measure.taken(on: input)
    }
  }

  @Test func aSecretIsAskedForAndIsNoQuasiIdentifier() throws {
    let table = try Self.illness(zip: "AB", ill: "fc")
    let plain = try MeasureInput(training: table, synthetic: table, quasiIdentifiers: ["zip"])
    #expect(throws: MeasureError.needs(measure: LDiversity.title, .sensitive)) {
      try LDiversity.taken(on: plain)
    }
    let both = try MeasureInput(
      training: table, synthetic: table, quasiIdentifiers: ["zip"], sensitive: ["zip"])
    #expect(throws: MeasureError.self) { try TCloseness.taken(on: both) }
  }
}
