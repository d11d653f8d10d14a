import Jobs
import Numeric
import TestSupport
import Testing

/// Each way to search gives the answer of a plain loop, to the last bit.
@Suite struct NeighborEnginesTests {
  @Test(arguments: NeighborTrial.all)
  func everyEngineFindsWhatAPlainLoopFinds(trial: NeighborTrial) throws {
    let search = NearestNeighbors(trial.rows)
    for count in [1, 6, 70] {
      let expected = trial.plainly(count)
      for engine in NeighborEngine.allCases {
        let found = try search.nearest(
          count, to: trial.queries, by: engine, in: RunContext<Never>.unattended(threads: 2))
        #expect(found == expected, "\(engine), \(count) neighbors")
      }
    }
  }

  @Test(arguments: NeighborEngine.allCases)
  func rowsAreLeftOutByEveryEngine(engine: NeighborEngine) throws {
    for trial in NeighborTrial.all.prefix(6) {
      let excluded = (0..<trial.queries.rows).map { query -> Int32 in
        query % 4 == 3 ? -1 : Int32(query * 17 % 500)
      }
      let found = try NearestNeighbors(trial.rows).nearest(
        5, to: trial.queries, excluding: excluded, by: engine,
        in: RunContext<Never>.unattended(threads: 2))
      #expect(found == trial.plainly(5, excluding: excluded), "\(trial)")
    }
  }

  @Test(arguments: NeighborEngine.allCases)
  func fewerRowsThanNeighborsLeavePlacesEmpty(engine: NeighborEngine) throws {
    for rows in [0, 1, 2, 15, 16, 17, 63, 65, 129, 1025] {
      let trial = NeighborTrial("\(rows)", rows, 3) { random, _, _ in random.normal() }
      let found = try NearestNeighbors(trial.rows).nearest(
        rows + 3, to: trial.queries, by: engine, in: RunContext<Never>.unattended())
      #expect(found == trial.plainly(rows + 3), "\(rows) rows")
    }
  }

  @Test(arguments: NeighborEngine.allCases)
  func placesWithoutADistanceHaveNoNeighbors(engine: NeighborEngine) throws {
    let rows = RandomRows.normal(600, 2)
    let queries = Matrix([[.nan, 0], [.infinity, 0], [1e308, -1e308], [0, 0]])
    let found = try NearestNeighbors(rows).nearest(
      2, to: queries, by: engine, in: RunContext<Never>.unattended())
    #expect(found.neighbors(of: 0) == [-1, -1])
    #expect(found.neighbors(of: 1) == [0, 1])
    #expect(found.squaredDistances[2] == .infinity)
    #expect(found.neighbors(of: 2) == [0, 1])
    #expect(!found.neighbors(of: 3).contains(-1))
  }

  @Test(arguments: NeighborEngine.allCases)
  func rowsThatAreNoNumbersAreNeverNear(engine: NeighborEngine) throws {
    var rows = RandomRows.normal(600, 2)
    for row in stride(from: 0, to: 600, by: 2) { rows[row, 1] = .nan }
    rows[1, 0] = -.infinity
    let found = try NearestNeighbors(rows).nearest(
      400, to: rows.rows([3]), by: engine, in: RunContext<Never>.unattended())
    #expect(found.indices[0] == 3)
    #expect(found.indices.prefix(300).allSatisfy { $0 % 2 == 1 })
    #expect(found.indices[299] == 1)
    #expect(found.indices[300...].allSatisfy { $0 == -1 })
  }

  /// Many queries: a tree or a screen is prepared, whichever pays.
  @Test(arguments: [(5000, 2), (3000, 20)])
  func whatIsChosenFindsTheSame(rows: Int, columns: Int) throws {
    let matrix = RandomRows.normal(rows, columns, decimals: 1)
    let search = NearestNeighbors(matrix)
    for count in [6, 6, 100] {
      let plain = try search.nearest(
        count, to: matrix, by: .plain, in: RunContext<Never>.unattended(threads: 2))
      let chosen = try search.nearest(
        count, to: matrix, in: RunContext<Never>.unattended(threads: 2))
      #expect(chosen == plain)
    }
    // What was prepared for many serves few.
    let few = try search.nearest(
      6, to: matrix.rows([7]), in: RunContext<Never>.unattended(threads: 2))
    let fresh = try NearestNeighbors(matrix).nearest(
      6, to: matrix.rows([7]), in: RunContext<Never>.unattended())
    #expect(few == fresh)
  }

  @Test(arguments: NeighborEngine.allCases)
  func everyEngineSaysHowFarItIs(engine: NeighborEngine) throws {
    let matrix = RandomRows.normal(3000, 5)
    let seen = Locked<[Double]>([])
    let context = RunContext<Fraction>(threads: 2, isCancelled: { false }) { fraction in
      seen.withLock { $0.append(fraction.value) }
    }
    _ = try NearestNeighbors(matrix).nearest(3, to: matrix, by: engine, in: context)
    let shares = seen.withLock { $0 }
    #expect(shares.contains { $0 > 0 && $0 < 1 })
    #expect(shares.max() == 1)
  }

  @Test(arguments: NeighborEngine.allCases)
  func threadsDoNotChangeAnEngine(engine: NeighborEngine) throws {
    let matrix = RandomRows.grid(40_000, 3, levels: 40)
    let queries = matrix.rows(stride(from: 0, to: 40_000, by: 50).map { $0 })
    let search = NearestNeighbors(matrix)
    let one = try search.nearest(
      9, to: queries, by: engine, in: RunContext<Never>.unattended(threads: 1))
    let many = try search.nearest(
      9, to: queries, by: engine, in: RunContext<Never>.unattended(threads: 8))
    #expect(one == many)
  }
}
