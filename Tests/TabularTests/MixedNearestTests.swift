import Jobs
import Numeric
import Tabular
import Testing

/// The nearest rows are those of the slow definition, bit for bit.
@Suite struct MixedNearestTests {
  /// Every pair by `MixedRows.distance`, sorted.
  private static func definition(
    _ count: Int, of rows: MixedRows, to queries: MixedRows, isSelf: Bool
  ) -> [(index: Int32, distance: Double)] {
    (0..<queries.count).flatMap { query in
      let near = (0..<rows.count).filter { !(isSelf && $0 == query) }
        .map { (index: Int32($0), distance: queries.distance(query, to: $0, of: rows)) }
        .filter { !$0.distance.isNaN }
        .sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }
        .prefix(count)
      return near
        + Array(repeating: (index: -1, distance: .infinity), count: count - near.count)
    }
  }

  private static func expectEqual(
    _ count: Int, of rows: MixedRows, to queries: MixedRows, isSelf: Bool = false,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let expected = definition(count, of: rows, to: queries, isSelf: isSelf)
    for threads in [1, 3] {
      let found = try rows.nearest(
        count, to: queries, isSelf: isSelf, in: RunContext<Never>.unattended(threads: threads))
      #expect(found.indices == expected.map(\.index), sourceLocation: location)
      #expect(
        found.distances.map(\.bitPattern) == expected.map(\.distance.bitPattern),
        sourceLocation: location)
    }
  }

  @Test(arguments: MixedRule.allCases, [true, false])
  func mixedTablesWithGapsConstantsAndCopies(rule: MixedRule, isWeighted: Bool) throws {
    for (seed, sizes) in [(300, 90), (65, 40), (64, 3), (1, 20)].enumerated() {
      var tables = MixedTables(seed: UInt32(seed))
      let (rows, queries) = (tables.table(sizes.0), tables.table(sizes.1))
      let reference = tables.table(100, isReference: true)
      let weights = isWeighted ? tables.weights(reference.columns.count) : nil
      let space = MixedSpace(reference, rule: rule, weights: weights)
      let known = try space.rows(of: rows)
      let asked = try space.rows(of: queries)
      for count in [1, 2, 7, 70] { try Self.expectEqual(count, of: known, to: asked) }
      try Self.expectEqual(2, of: known, to: known, isSelf: true)
    }
  }

  @Test(arguments: MixedRule.allCases, [1, 2, 40, 300])
  func columnsOfNumbersAlone(rule: MixedRule, width: Int) throws {
    var tables = MixedTables(seed: UInt32(width))
    let rows = tables.numbers(width > 100 ? 150 : 400, width: width)
    let queries = tables.numbers(30, width: width, missing: 0.02)
    let space = MixedSpace(rows, rule: rule)
    try Self.expectEqual(3, of: space.rows(of: rows), to: space.rows(of: queries))
    try Self.expectEqual(1, of: space.rows(of: rows), to: space.rows(of: rows), isSelf: true)
  }

  /// Ranges of one row, as if all others were outliers.
  @Test(arguments: MixedRule.allCases) func rowsFarOutsideTheRange(rule: MixedRule) throws {
    var tables = MixedTables(seed: 8)
    let rows = tables.numbers(200, width: 4)
    let space = MixedSpace(rows.rows([0, 1]), rule: rule)
    try Self.expectEqual(2, of: space.rows(of: rows), to: space.rows(of: rows), isSelf: true)
  }

  @Test(arguments: [
    [1, 1e7], [1e-300, 1], [1e-200, 1e-200], [0, 0], [-1, 1], [.infinity, 1], [.nan, 1],
    [1e300, 1e300], [1, 0],
  ])
  func weightsOfAllKinds(weights: [Double]) throws {
    var tables = MixedTables(seed: 4)
    let rows = tables.numbers(150, width: 2)
    for rule in MixedRule.allCases {
      let space = MixedSpace(rows, rule: rule, weights: weights)
      try Self.expectEqual(2, of: space.rows(of: rows), to: space.rows(of: rows), isSelf: true)
    }
  }

  /// Codes round down: differences of a step and of a bit more or less are where a bound would
  /// show that it is too low.
  @Test func valuesAtTheEdgesOfTheCodes() throws {
    let step = 1 / 16_000.0
    let values = (0..<400).flatMap { row -> [Double] in
      let value = Double(row * 40) * step
      return [value.nextDown, value, value.nextUp]
    }
    let table = try Dataset(
      schema: Schema([.feature]),
      columns: [
        Column(name: "x", kind: .decimal(decimals: 9), values: .numeric(values + [1, 0]))
      ])
    for rule in MixedRule.allCases {
      let space = MixedSpace(table, rule: rule)
      try Self.expectEqual(4, of: space.rows(of: table), to: space.rows(of: table), isSelf: true)
    }
  }

  @Test func infiniteNumbersComeLastOrNever() throws {
    let table = try Dataset(
      schema: Schema([.feature, .feature]),
      columns: [
        Column(
          name: "x", kind: .decimal(decimals: 1),
          values: .numeric([0, 1, .infinity, -.infinity, 3, .infinity])),
        MixedTables.category("y", ["a", "b", "a", "b", nil, "a"]),
      ])
    for rule in MixedRule.allCases {
      for space in [MixedSpace(table, rule: rule), MixedSpace(table.rows([0, 1]), rule: rule)] {
        let rows = try space.rows(of: table)
        try Self.expectEqual(6, of: rows, to: rows)
      }
    }
  }

  @Test func tablesWithoutRowsOrColumnsHaveNoNeighbors() throws {
    var tables = MixedTables(seed: 1)
    let rows = tables.numbers(10, width: 2)
    for rule in MixedRule.allCases {
      let space = MixedSpace(rows, rule: rule)
      let none = try space.rows(of: rows.rows([]))
      try Self.expectEqual(2, of: none, to: space.rows(of: rows))
      try Self.expectEqual(2, of: space.rows(of: rows), to: none)
      let blind = MixedSpace(rows, columns: [], rule: rule)
      try Self.expectEqual(2, of: blind.rows(of: rows), to: blind.rows(of: rows), isSelf: true)
    }
    let rest = try MixedSpace(rows).rows(of: rows.rows([0]))
      .nearest(
        3, to: MixedSpace(rows).rows(of: rows.rows([0])), in: RunContext<Never>.unattended())
    #expect(rest.indices == [0, -1, -1] && rest.distances == [0, .infinity, .infinity])
  }

  @Test func aSearchStopsWithin100Milliseconds() throws {
    var tables = MixedTables(seed: 2)
    let rows = tables.numbers(40_000, width: 12)
    for weights in [nil, Array(repeating: -1.0, count: 12)] {
      let known = try MixedSpace(rows, weights: weights).rows(of: rows)
      // The machine may be busy with something else for a moment: the best of three counts.
      let times = (0..<3).compactMap { _ -> Duration? in
        let stop = ContinuousClock.now + .milliseconds(30)
        let context = RunContext<Never>(
          threads: 2, isCancelled: { ContinuousClock.now >= stop }, report: { _ in })
        do {
          _ = try known.nearest(2, to: known, isSelf: true, in: context)
          return nil
        } catch {
          return ContinuousClock.now - stop
        }
      }
      #expect((times.min() ?? .seconds(1)) < .milliseconds(100))
    }
  }
}
