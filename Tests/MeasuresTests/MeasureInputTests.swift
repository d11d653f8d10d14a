import Jobs
import Measures
import Tabular
import Testing

@Suite struct MeasureInputTests {
  private static func table(_ numbers: [Double], _ words: [String?]) throws -> Dataset {
    let levels = Set(words.compactMap(\.self)).sorted()
    let codes = words.map { word in
      word.flatMap { levels.firstIndex(of: $0) }.map { Int32($0) } ?? -1
    }
    return try Dataset(
      schema: Schema([.feature, .feature]),
      columns: [
        Column(name: "age", kind: .integer, values: .numeric(numbers)),
        Column(name: "job", kind: .category, values: .categorical(codes: codes, levels: levels)),
      ])
  }

  @Test func distancesAreGowersWithTheRangesOfTheTrainingRows() throws {
    let input = try MeasureInput(
      training: try Self.table([0, 10], ["a", nil]),
      synthetic: try Self.table([5, 40], ["b", nil]))
    let found = try #require(
      try input.distances.nearest(
        from: .synthetic, to: .training, in: RunContext<Fraction>.unattended()))
    // (0.5 + 1) / 2 to either row; (1 + 0) / 2 to the second row, whose job is missing too.
    #expect(found.nearest == [0.75, 0.5])
    #expect(found.indices[2] == 1)
    let own = try #require(
      try input.distances.nearest(
        from: .training, to: .training, in: RunContext<Fraction>.unattended()))
    #expect(own.nearest == [1, 1])
    #expect(own.second == [.infinity, .infinity])
  }

  @Test func tablesOfOtherColumnsAreRefused() throws {
    let table = try Self.table([1, 2], ["a", "b"])
    let narrow = try Dataset(schema: Schema([.feature]), columns: [table.columns[0]])
    #expect(throws: MeasureError.columns(table: "synthetic", missing: ["job"], unexpected: [])) {
      try MeasureInput(training: table, synthetic: narrow)
    }
    #expect(throws: MeasureError.unknownColumn("zip", known: ["age", "job"])) {
      try MeasureInput(training: table, synthetic: table, sensitive: ["zip"])
    }
    #expect(
      throws: MeasureError.tooFewRows(
        measure: "measures", table: "holdout", found: 0, needed: 1)
    ) {
      try MeasureInput(training: table, synthetic: table, holdout: table.rows([]))
    }
  }
}
