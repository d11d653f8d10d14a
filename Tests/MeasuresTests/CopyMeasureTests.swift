import Jobs
import Measures
import Numeric
import Parameters
import Tabular
import Testing

@Suite struct CopyMeasureTests {
  private static let training = [0.0, 10, 20, 30, 40]

  private static func input(
    _ synthetic: [Double], training: [Double] = training, holdout: [Double]? = nil
  ) throws -> MeasureInput {
    try MeasureInput(
      training: MeasureTables.numbers(training), synthetic: MeasureTables.numbers(synthetic),
      holdout: holdout.map { try MeasureTables.numbers($0) })
  }

  private func expect(_ value: Double?, _ expected: Double) throws {
    #expect(abs(try #require(value) - expected) < 1e-12)
  }

  @Test func identicalMatchesByHand() throws {
    // 1e-6 of the mean distance is still a match.
    let found = try IdenticalMatches.taken(
      Self.input([0, 20.00003, 20.01, 20, 35], holdout: [10, 11, 12, 13]))
    try expect(found.value, 3.0 / 5)
    try expect(found.reference, 1.0 / 4)
    #expect(found.rows == [2, 0])
    #expect(found.interval == .wilson(3, of: 5))
  }

  /// Trap 19: nothing found says "few", not "none".
  @Test func noMatchLeavesAnInterval() throws {
    let found = try IdenticalMatches.taken(
      Self.input([1, 2, 3, 4], holdout: [11, 12, 13]))
    #expect(found.value == 0)
    #expect(found.interval == .wilson(0, of: 4))
    #expect(try #require(found.interval).high > 0.4)
    #expect(found.verdict == .unclear)
  }

  @Test func copiesAmongStrangersAreALeakWithAndWithoutAHoldout() throws {
    let training = try MeasureTables.people(200, seed: 1)
    let synthetic = try MeasureTables.joined(
      training.rows(Array(0..<30)), MeasureTables.people(170, seed: 2))
    for holdout in [try MeasureTables.people(200, seed: 3), nil] {
      let input = try MeasureInput(training: training, synthetic: synthetic, holdout: holdout)
      let found = try IdenticalMatches.taken(input)
      #expect(found.value == 0.15)
      #expect(found.verdict == .leak)
      #expect(found.rows == Array(0..<30))
      #expect(try NewRow.taken(input).verdict == .leak)
    }
  }

  @Test func rowsThatPeopleHaveInCommonAreNoLeak() throws {
    // Every second row of anybody is 0.
    func table(_ seed: UInt32) throws -> Dataset {
      var random = NumPyRandom(seed: seed)
      return try MeasureTables.numbers(
        (0..<100).map { $0 % 2 == 0 ? 0 : random.uniform() })
    }
    let input = try MeasureInput(training: table(1), synthetic: table(2), holdout: table(3))
    for type in MeasureCatalog.all where type.group == .distance || type.group == .copies {
      #expect(try type.taken(input).verdict != .leak, "\(type.name)")
    }
  }

  /// Trap 5: the tolerance is a share of the absolute value.
  @Test func newRowsByHand() throws {
    // 101 ± 1.01 holds 100, 98.9 ± 0.989 does not; −100.5 ± 1.005 holds −100.
    let input = try Self.input([101, 98.9, -100.5, 50], training: [100, -100, 51, 300, 0])
    let found = try NewRow.taken(input)
    try expect(found.value, 2.0 / 4)
    try expect(try NewRow.taken(input, ["tolerance": "0.02"]).value, 0)
  }

  /// Trap 5: a share of 0 would be nothing.
  @Test func aSyntheticZeroMatchesWithinAShareOfTheQuartiles() throws {
    // Quartiles of −0.3, 10, 20, 30, 40: 10 and 30, so that 0 reaches 0.2.
    try expect(
      try NewRow.taken(Self.input([0], training: [-0.3, 10, 20, 30, 40])).value, 1)
    try expect(
      try NewRow.taken(Self.input([0], training: [-0.2, 10, 20, 30, 40])).value, 0)
  }

  @Test func hittingRateByHand() throws {
    // A thirtieth of 60 is 2; the edge is a hit.
    let input = try Self.input(
      [2, 13, 35, 61], training: [0, 15, 30, 45, 60], holdout: [4, 36, 50, 55])
    let found = try HittingRate.taken(input)
    try expect(found.value, 3.0 / 5)
    try expect(found.reference, 2.0 / 4)
    try expect(try HittingRate.taken(input, ["parts": "60"]).value, 1.0 / 5)
  }

  @Test func categoriesAndGapsHaveToBeEqualInAMatch() throws {
    func table(_ numbers: [Double], _ words: [Int32], _ levels: [String]) throws -> Dataset {
      try Dataset(
        schema: Schema([.feature, .feature]),
        columns: [
          Column(name: "x", kind: .integer, values: .numeric(numbers)),
          Column(
            name: "w", kind: .category, values: .categorical(codes: words, levels: levels)),
        ])
    }
    // The levels of the two tables are in another order.
    let training = try table([10, .nan, 30, 40], [0, 1, -1, 0], ["a", "b"])
    let synthetic = try table([10, 10, .nan, .nan, 30, 40], [1, 0, 0, 1, -1, -1], ["b", "a"])
    let input = try MeasureInput(training: training, synthetic: synthetic)
    // Matches: (10, a), (nan, b), (30, nan).
    try expect(try NewRow.taken(input).value, 3.0 / 6)
    try expect(try HittingRate.taken(input).value, 3.0 / 4)
    try expect(try IdenticalMatches.taken(input).value, 3.0 / 6)
  }

  @Test func matchesAreThoseOfComparingAllRows() throws {
    let training = try MeasureTables.people(150, seed: 1)
    let synthetic = try MeasureTables.joined(
      training.rows(Array(20..<60)), MeasureTables.people(60, seed: 2))
    let found = try HittingRate.taken(
      MeasureInput(training: training, synthetic: synthetic), ["parts": "4"])
    func reach(_ column: Column) -> Double {
      guard case .numeric(let numbers) = column.values else { return 0 }
      let known = numbers.filter { !$0.isNaN }
      return ((known.max() ?? 0) - (known.min() ?? 0)) / 4
    }
    let hits = (0..<training.rowCount).count { real in
      (0..<synthetic.rowCount).contains { made in
        zip(training.columns, synthetic.columns).allSatisfy { one, other in
          switch (one.values, other.values) {
          case (.numeric(let first), .numeric(let second)):
            first[real].isNaN && second[made].isNaN
              || abs(first[real] - second[made]) <= reach(one)
          default: one.text(real) == other.text(made)
          }
        }
      }
    }
    try expect(found.value, Double(hits) / 150)
  }

  @Test func epsilonIdentifiabilityByHand() throws {
    // 0, 10 and 20 are nearer to 1 and 12 than 10; 30 and 40 are not.
    let found = try EpsilonIdentifiability.taken(Self.input([1, 12]))
    try expect(found.value, 3.0 / 5)
    try expect(found.reference, 2.0 / 6)
    // The holdout's 2 is nearer to 1 than to 0, but not 11 nearer to 12 than to 10: just as near.
    try expect(
      try EpsilonIdentifiability.taken(Self.input([1, 12], holdout: [2, 11])).reference, 0.5)
  }

  /// Trap 1: SynthEval finds the copy's rows to be their own neighbors and says 0.
  @Test func everyRowOfACopyIsIdentifiable() throws {
    for training in [Self.training, [0, 0, 10, 10, 20, 20]] {
      let found = try EpsilonIdentifiability.taken(Self.input(training, training: training))
      #expect(found.value == 1)
      #expect(found.verdict == .leak)
    }
  }

  @Test func theWeightIsOneOverTheEntropy() throws {
    // x: five values in five bins, entropy ln 5; w: 1 of 5, entropy 0.500402.
    func table(_ numbers: [Double], _ words: [Int32]) throws -> Dataset {
      try Dataset(
        schema: Schema([.feature, .feature]),
        columns: [
          Column(name: "x", kind: .integer, values: .numeric(numbers)),
          Column(
            name: "w", kind: .category, values: .categorical(codes: words, levels: ["a", "b"])),
        ])
    }
    let training = try table([0, 10, 20, 30, 40], [0, 0, 0, 0, 1])
    // The 40 is 30 from the synthetic row of its own category, and 10 from a row of the other:
    // without weights 0.375 to 0.625, with them 0.75 / 2.62 · … still nearer to its own.
    let input = try MeasureInput(training: training, synthetic: table([10], [1]))
    // 30/40 · w_x < 10/40 · w_x + w_w, because w_w = 1 / 0.5004 and w_x = 1 / 1.609. All others are
    // 10/40 · w_x from each other and at least w_w from the synthetic row.
    try expect(try EpsilonIdentifiability.taken(input).value, 1.0 / 5)
  }

  @Test func authenticityByHand() throws {
    // Training rows are 10 apart: 12 is 2 from one, 60 is 20 from one; 45 is 5, 50 just 10.
    let found = try Authenticity.taken(Self.input([12, 60, 45, 50], holdout: [55, 56]))
    try expect(found.value, 1.0 / 4)
    try expect(found.reference, 1)
    // Of 0, 1, 5, 20: 0 and 1 are each other's closest, 4 and 5 away from the next: not authentic;
    // 5 is 4 from 1, which is 1 from 0: authentic; 20 is 15 from 5, which is 4 from 1: authentic.
    try expect(
      try Authenticity.taken(Self.input([3, 4], training: [0, 1, 5, 20])).reference, 0.5)
  }

  @Test func adversarialAccuracyByHand() throws {
    // 0, 10 and 40 are nearer to 1, 1 and 30 than to each other; 1 is nearer to 0, 25 and 30 to
    // each other.
    let input = try Self.input([1, 25, 30], training: [0, 10, 40], holdout: [70, 71, 72])
    let found = try AdversarialAccuracy.taken(input)
    try expect(found.value, (0 + 2.0 / 3) / 2)
    // The holdout is told apart without fail; of the synthetic rows 1 has 25 at 24.
    try expect(try PrivacyLoss.taken(input).value, 1 - 1.0 / 3)
  }

  @Test func aCopyIsNotToldApartAndTheHoldoutIs() throws {
    let training = try MeasureTables.people(60, seed: 1)
    let input = try MeasureInput(
      training: training, synthetic: training, holdout: MeasureTables.people(30, seed: 2))
    #expect(try AdversarialAccuracy.taken(input).value == 0)
    let loss = try PrivacyLoss.taken(input)
    #expect(try #require(loss.value) > 0.3)
    #expect(try #require(loss.interval).low > 0)
    let doubled = try MeasureInput(
      training: MeasureTables.joined(training, training),
      synthetic: MeasureTables.joined(training, training))
    #expect(try AdversarialAccuracy.taken(doubled).value == 0)
  }

  @Test func unequalTablesAreDrawnDownForTheAdversary() throws {
    let input = try MeasureInput(
      training: MeasureTables.people(60, seed: 1), synthetic: MeasureTables.people(400, seed: 2))
    let found = try AdversarialAccuracy.taken(input)
    #expect(found.parts.contains(MeasurePart("rows of each kind", 60)))
    let reverse = try AdversarialAccuracy.taken(
      MeasureInput(
        training: MeasureTables.people(400, seed: 2), synthetic: MeasureTables.people(60, seed: 1)))
    for interval in [found.interval, reverse.interval] {
      let interval = try #require(interval)
      #expect(interval.low < 0.5 && 0.5 < interval.high)
    }
  }

  /// Trap 1 for the whole family: nothing is worse than a copy.
  @Test func theCopyHasTheWorstValue() throws {
    let training = try MeasureTables.people(60, seed: 1)
    let holdout = try MeasureTables.people(60, seed: 2)
    let worst: [String: Double] = [
      "dcr-median": 0, "dcr-mean": 0, "dcr-5th-percentile": 0, "dcr-ratio": 0, "mdcr": 0,
      "dcr-share": 1, "dcr-baseline-protection": 0, "dcr-overfitting-protection": 0, "nndr": 0,
      "adversarial-accuracy": 0, "hausdorff": 0, "identical-matches": 1, "hitting-rate": 1,
      "new-row": 0, "epsilon-identifiability": 1, "authenticity": 0,
    ]
    let input = try MeasureInput(training: training, synthetic: training, holdout: holdout)
    for (name, value) in worst {
      let type = try #require(MeasureCatalog.named(name))
      #expect(try type.taken(input).value == value, "\(name)")
    }
    let loss = try #require(PrivacyLoss.taken(input).value)
    for other in [try MeasureTables.interpolated(training, 60, seed: 3), holdout] {
      let less = try MeasureInput(training: training, synthetic: other, holdout: holdout)
      #expect(try #require(PrivacyLoss.taken(less).value) < loss)
    }
  }
}
