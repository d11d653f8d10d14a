import Jobs
import Measures
import Numeric
import Tabular
import Testing

@Suite struct QuasiIdentifierSearchTests {
  private static func input(
    copied: Bool, quasiIdentifiers: [String] = [], withHoldout: Bool = true
  ) throws -> MeasureInput {
    let training = try ToyTables.people(300, seed: 1)
    return try MeasureInput(
      training: training, synthetic: copied ? training : try ToyTables.people(300, seed: 2),
      holdout: withHoldout ? try ToyTables.people(300, seed: 3) : nil,
      quasiIdentifiers: quasiIdentifiers, sensitive: ["ill"])
  }

  @Test func columnsAreSuggestedByTheirDistinctValues() throws {
    let input = try Self.input(copied: false)
    let found = try input.suggestedColumns(in: .unattended())
    // The measured numbers are known of nobody to the last digit; the illness is the secret.
    #expect(found.map(\.name) == ["age", "zip", "job"])
    #expect(found.map(\.distinct) == [40, 30, 4])
    #expect(found[2].rowsPerValue == 75)
    let grouped = try input.suggestedColumns(bins: 10, in: .unattended())
    #expect(grouped.map(\.name) == ["zip", "age", "crp", "ldh", "job"])
  }

  @Test func allSetsAreTriedWithinTheBudget() throws {
    let input = try Self.input(copied: true)
    let found = try QuasiIdentifierSearch().run(on: input, in: .unattended())
    #expect(found.possible == 7)
    #expect(Set(found.searched.map(\.columns)).count == 7)
    #expect(try #require(found.worst).columns == ["age", "zip", "job"])
    #expect(found.searched.map(\.uniqueness) == found.searched.map(\.uniqueness).sorted(by: >))
    #expect(found.median == found.searched[3])
    #expect(found.smallestClasses?.worst == 1)
    #expect(
      try QuasiIdentifierSearch().run(on: input, in: .unattended(threads: 3)) == found)
    // Each set is what the measures say of it alone.
    let alone = try MeasureInput(
      training: input.training, synthetic: input.synthetic, holdout: input.holdout,
      quasiIdentifiers: try #require(found.worst).columns)
    let uniqueness = try Uniqueness.taken(on: alone)
    #expect(uniqueness.part("lone rows, training") == found.worst?.uniqueness)
    #expect(uniqueness.part("people exposed, training") == found.worst?.exposedTraining)
    #expect(uniqueness.part("people exposed, holdout") == found.worst?.exposedHoldout)
  }

  @Test func manyLooksWidenTheIntervals() throws {
    let names = ["age", "zip", "job"]
    let input = try Self.input(copied: true, quasiIdentifiers: names)
    let all = try QuasiIdentifierSearch().run(on: input, in: .unattended())
    let alone = try Uniqueness.taken(on: input)
    let wide = try #require(all.worst?.difference)
    #expect(wide.low < (try #require(alone.part("the same, least at 95 %"))))
    #expect(wide.high > (try #require(alone.part("the same, most at 95 %"))))
    #expect(wide.low > 0)
    #expect(all.leaking.first?.columns == names)
    #expect(all.sentences.contains { $0.contains("7 looks allowed for") })
  }

  @Test func freshRowsAreNoLeakAfterAllLooks() throws {
    let leaks = try (0..<10).count { seed in
      let first = UInt32(seed) * 3 + 50
      let input = try MeasureInput(
        training: try ToyTables.people(200, seed: first),
        synthetic: try ToyTables.people(200, seed: first + 1),
        holdout: try ToyTables.people(200, seed: first + 2))
      return try !QuasiIdentifierSearch().run(on: input, in: .unattended()).leaking.isEmpty
    }
    #expect(leaks <= 2)
  }

  @Test func aSmallBudgetDrawsSetsBySeed() throws {
    let input = try Self.input(copied: false)
    let search = QuasiIdentifierSearch(budget: 5, largest: 3, bins: 10)
    let found = try search.run(on: input, in: .unattended())
    #expect(found.possible == 25)
    #expect(found.searched.count == 5)
    #expect(Set(found.searched.map(\.columns)).count == 5)
    #expect(found.sentences.contains { $0.contains("5 of 25") })
    #expect(try search.run(on: input, in: .unattended(threads: 2)) == found)
    let none = try Self.input(copied: false, withHoldout: false)
    #expect(
      try search.run(on: none, in: .unattended()).sentences
        .contains { $0.hasPrefix("Without a holdout") })
  }

  @Test func tablesWithoutSuchColumnsHaveNothingToSearch() throws {
    let table = try ToyTables.numbers(20, columns: 2, seed: 1)
    let found = try QuasiIdentifierSearch().run(
      on: try MeasureInput(training: table, synthetic: table), in: .unattended())
    #expect(found.searched.isEmpty)
    #expect(found.worst == nil)
    #expect(found.sentences.count == 1)
  }
}
