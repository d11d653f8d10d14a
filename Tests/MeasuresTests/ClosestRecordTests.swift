import Jobs
import Measures
import Numeric
import Parameters
import Tabular
import Testing

/// One column, training rows 0, 10, 20, 30, 40: distances in fortieths.
@Suite struct ClosestRecordTests {
  private static let training = [0.0, 10, 20, 30, 40]

  private static func input(
    _ synthetic: [Double], training: [Double] = training, holdout: [Double]? = nil
  ) throws -> MeasureInput {
    try MeasureInput(
      training: MeasureTables.numbers(training), synthetic: MeasureTables.numbers(synthetic),
      holdout: holdout.map { try MeasureTables.numbers($0) })
  }

  private static func part(_ name: String, _ measurement: Measurement) -> Double? {
    measurement.parts.first { $0.name == name }?.value
  }

  private func expect(_ value: Double?, _ expected: Double) throws {
    #expect(abs(try #require(value) - expected) < 1e-12)
  }

  /// The closest are 1, 2, 0 and 5 away.
  @Test func medianMeanAndPercentileByHand() throws {
    let input = try Self.input([1, 12, 20, 35], holdout: [3, 18, 44])
    let median = try MedianDistance.taken(input)
    try expect(median.value, 1.5 / 40)
    try expect(median.reference, 3.0 / 40)
    try expect(Self.part("ratio to that", median), 0.5)
    try expect(try MeanDistance.taken(input).value, 2.0 / 40)
    // Position 3 × 0.05 = 0.15 between 0 and 1 fortieth.
    try expect(try FifthPercentileDistance.taken(input).value, 0.15 / 40)
    // The holdout's are 2, 3 and 4: position 0.1 between 2 and 3.
    try expect(try HoldoutRatio.taken(input).value, 0.15 / 2.1)
  }

  @Test func withoutAHoldoutADistanceDecidesNothing() throws {
    for type in [MedianDistance.self, MeanDistance.self, FifthPercentileDistance.self]
      as [any Measure.Type]
    {
      let found = try type.taken(Self.input([1, 12, 21, 35]))
      #expect(found.verdict == .unclear)
      #expect(found.remarks.contains { $0.contains("holdout") })
      #expect(try type.taken(Self.input(Self.training)).verdict == .leak)
    }
  }

  @Test func medianRatioByHand() throws {
    // Training rows are 10 apart.
    let found = try MedianRatio.taken(Self.input([1, 12, 20, 35]))
    try expect(found.value, 1.5 / 10)
    #expect(found.reference == 1)
  }

  /// Trap 3: SynthEval says 1.
  @Test func zeroByZeroIsALeak() throws {
    let twice = [0.0, 0, 10, 10, 20, 20]
    let copy = try MedianRatio.taken(Self.input(twice, training: twice))
    #expect(copy.value == nil)
    #expect(copy.verdict == .leak)
    #expect(Self.part("synthetic to training", copy) == 0)
    #expect(Self.part("training rows to each other", copy) == 0)
    // Not all synthetic rows are copies, but most.
    let most = try MedianRatio.taken(
      Self.input(
        [0, 0, 10, 10, 13, 20, 20], training: twice, holdout: [2, 3, 4, 5, 6, 7, 8, 9, 11, 12]))
    #expect(most.value == nil)
    #expect(most.verdict == .leak)
    // The holdout's percentile is 0 as well, but not as often.
    let ratio = try HoldoutRatio.taken(
      Self.input(Self.training + Self.training, holdout: [0, 0, 10, 13, 28, 3, 4, 5]))
    #expect(ratio.value == nil)
    #expect(ratio.verdict == .leak)
    // Three of five against five of five is nothing that chance does not do.
    let chance = try HoldoutRatio.taken(Self.input(Self.training, holdout: [0, 0, 10, 13, 28]))
    #expect(chance.verdict == .unclear)
    #expect(
      chance.remarks.contains {
        $0.contains("of 5 rows of unseen people 3 do, which chance explains")
      })
  }

  @Test func numbersByZeroAreUndefinedAndBothAreTold() throws {
    let found = try HoldoutRatio.taken(Self.input([1, 12, 21, 35], holdout: [0, 0, 10]))
    #expect(found.value == nil)
    #expect(found.interval == nil)
    #expect(found.verdict != .leak)
    try expect(Self.part("synthetic to training", found), 1.0 / 40)
    #expect(Self.part("holdout to training", found) == 0)
    #expect(!found.remarks.isEmpty)
    let median = try MedianRatio.taken(Self.input([1, 2, 3], training: [0, 0, 10, 10]))
    #expect(median.value == nil)
    #expect(median.verdict != .clean)
  }

  /// Trap 2.
  @Test func shareByHandAndTiesCountHalf() throws {
    // Nearer to training: 1 (1 to 2) and 20 (0 to 2); as near: 1.5; nearer to 33: 35.
    let input = try Self.input([1, 1.5, 20, 35], holdout: [3, 18, 44, 25, 33])
    let share = try CloserShare.taken(input)
    try expect(share.value, 2.5 / 4)
    try expect(Self.part("share of ties", share), 0.25)
    try expect(try OverfittingProtection.taken(input).value, 2 * 1.5 / 4)
  }

  /// For 5 training and 2 holdout rows a share p counts p · 2 / (p · 2 + (1 − p) · 5).
  @Test func unequalTablesCountAsIfTheyWereEqual() throws {
    let input = try Self.input([1, 15], holdout: [3, 18])
    let share = try CloserShare.taken(input)
    try expect(Self.part("with the tables as they are", share), 0.5)
    try expect(share.value, 2.0 / 7)
    // The other way round: one of two rows, 2 training against 4 holdout rows.
    let reverse = try CloserShare.taken(
      Self.input([1, 29], training: [0, 40], holdout: [5, 30, 38, 39]))
    try expect(reverse.value, 4.0 / 6)
    let protection = try OverfittingProtection.taken(input)
    try expect(protection.value, 1)
    try expect(protection.reference, 2 * (1 - 5.0 / 7))
  }

  /// The closed form is the mean over all draws of as many training rows as there are holdout rows,
  /// with the synthetic rows whose nearest real row is drawn.
  @Test func theShareIsThatOfAllEqualDraws() throws {
    let training = [0.0, 10, 20, 30, 40]
    let holdout = [4.0, 18]
    let synthetic = [1.0, 3, 11.5, 13, 17, 24.9, 26, 36]
    var near = 0.0
    var counted = 0.0
    for first in training.indices {
      for second in training.indices where second > first {
        let drawn = [training[first], training[second]]
        for row in synthetic {
          func closest(_ rows: [Double]) -> Double { rows.map { abs($0 - row) }.min() ?? 0 }
          let all = min(closest(training), closest(holdout))
          guard min(closest(drawn), closest(holdout)) == all else { continue }
          counted += 1
          near += closest(drawn) < closest(holdout) ? 1 : 0
        }
      }
    }
    let found = try CloserShare.taken(
      Self.input(synthetic, training: training, holdout: holdout))
    try expect(found.value, near / counted)
  }

  /// Trap 1, however few people the holdout has.
  @Test(arguments: [10, 30, 55]) func theShareOfACopyIsOneBesideASmallHoldout(_ size: Int) throws {
    let training = try MeasureTables.people(60, seed: 1)
    let holdout = try MeasureTables.people(size, seed: 2)
    func share(_ release: Dataset) throws -> Double {
      let input = try MeasureInput(training: training, synthetic: release, holdout: holdout)
      return try #require(CloserShare.taken(input).value)
    }
    #expect(try share(training) == 1)
    for seed in UInt32(0)..<4 {
      #expect(try share(MeasureTables.interpolated(training, 200, seed: seed)) <= 1)
    }
    // Chance is one half however unequal the tables are.
    let fresh = try (UInt32(3)..<13).map { try share(MeasureTables.people(60, seed: $0)) }
    #expect(abs(fresh.reduce(0, +) / 10 - 0.5) < 0.1)
  }

  /// Trap 19: where every sample of the rows would be the same, it is Wilson's, or none.
  @Test func noIntervalIsAPoint() throws {
    let one = try CloserShare.taken(Self.input([0, 5], training: [0], holdout: [7]))
    try expect(one.value, 0.75)
    let interval = try #require(one.interval)
    #expect(interval.low < 0.4 && interval.high > 0.9)
    let copied = try MeasureTables.people(12, seed: 1)
    let input = try MeasureInput(
      training: copied, synthetic: copied, holdout: MeasureTables.people(12, seed: 2))
    for type in MeasureCatalog.all where type.group == .distance || type.group == .copies {
      let found = try type.taken(input)
      if let interval = found.interval {
        #expect(interval.low < interval.high, "\(type.name)")
      } else if type != HausdorffDistance.self {
        #expect(found.remarks.contains { $0.contains("no interval") }, "\(type.name)")
      }
    }
  }

  @Test func nearestRatioByHand() throws {
    // 1/9, 2/8, 0/10, 5/5.
    let found = try NearestRatio.taken(Self.input([1, 12, 20, 35], holdout: [3, 18]))
    try expect(found.value, 0.15 / 9)
    try expect(Self.part("mean", found), (1.0 / 9 + 0.25 + 0 + 1) / 4)
    // 3/7 and 2/8.
    try expect(found.reference, 0.25 + 0.05 * (3.0 / 7 - 0.25))
  }

  /// mostlyai-qa's 1e-8 makes it 1.
  @Test func aCopyOfARowThatIsThereTwiceHasTheRatioZero() throws {
    let twice = [0.0, 0, 10, 10, 20, 20]
    let found = try NearestRatio.taken(Self.input(twice, training: twice, holdout: [3, 4, 5, 6]))
    #expect(found.value == 0)
    #expect(found.verdict == .leak)
  }

  @Test func hausdorffByHand() throws {
    let found = try HausdorffDistance.taken(Self.input([1, 12, 20, 33]))
    try expect(Self.part("synthetic to training", found), 3.0 / 40)
    try expect(found.value, 7.0 / 40)
  }

  @Test func theBaselineIsThatOfRandomRows() throws {
    let training = try MeasureTables.people(100, seed: 1)
    let synthetic = try MeasureTables.people(100, seed: 2)
    let input = try MeasureInput(
      training: training, synthetic: synthetic, holdout: MeasureTables.people(100, seed: 3))
    let found = try BaselineProtection.taken(input)
    let own = try #require(Self.part("synthetic to training", found))
    let random = try #require(Self.part("random to training", found))
    try expect(found.value, own / random)
    #expect(own < random)
    let constant = try BaselineProtection.taken(Self.input([7, 7], training: [7, 7, 7]))
    #expect(constant.value == nil)
    #expect(constant.verdict == .leak)
    #expect(!constant.remarks.isEmpty)
  }

  /// Trap 4: the range of the training rows, and a floor of 1 would be wrong for small numbers.
  @Test func smallNumbersAndConstantColumns() throws {
    let small = try MedianDistance.taken(Self.input([0.001], training: [0, 0.002, 0.004]))
    try expect(small.value, 0.25)
    let schema = Schema([.feature, .feature])
    func table(_ numbers: [Double]) throws -> Dataset {
      try Dataset(
        schema: schema,
        columns: [
          Column(name: "x", kind: .integer, values: .numeric(numbers)),
          Column(name: "same", kind: .integer, values: .numeric(numbers.map { _ in 3 })),
        ])
    }
    let both = try MeasureInput(training: table([0, 10]), synthetic: table([5]))
    try expect(try MedianDistance.taken(both).value, 0.25)
  }

  @Test func aTableWithoutFeaturesIsRefused() throws {
    let table = try Dataset(
      schema: Schema([.label]),
      columns: [Column(name: "y", kind: .integer, values: .numeric([0, 1]))])
    let input = try MeasureInput(training: table, synthetic: table)
    #expect(
      throws: MeasureError.notApplicable(measure: "DCR median", because: "no column is a feature")
    ) { try MedianDistance.taken(input) }
  }

  @Test func aSMOTEReleaseIsSeenByWhatComparesWithTheHoldout() throws {
    let training = try MeasureTables.people(150, seed: 1)
    let input = try MeasureInput(
      training: training, synthetic: MeasureTables.interpolated(training, 300, seed: 2),
      holdout: MeasureTables.people(150, seed: 3))
    for type in [
      MedianDistance.self, CloserShare.self, OverfittingProtection.self, MedianRatio.self,
    ]
      as [any Measure.Type]
    {
      #expect(try type.taken(input).verdict == .leak)
    }
    // No row is a copy.
    #expect(try IdenticalMatches.taken(input).value == 0)
  }

  @Test func aLargeFreshReleaseIsClean() throws {
    let input = try MeasureInput(
      training: MeasureTables.people(400, seed: 1), synthetic: MeasureTables.people(400, seed: 2),
      holdout: MeasureTables.people(400, seed: 3))
    for type in [
      MedianDistance.self, MeanDistance.self, CloserShare.self, OverfittingProtection.self,
      MedianRatio.self, BaselineProtection.self, IdenticalMatches.self, NewRow.self,
    ] as [any Measure.Type] {
      #expect(try type.taken(input).verdict == .clean, "\(type.name)")
    }
  }

  @Test func theShareOfACopyIsOneWithAnIntervalThatDoesNotCollapse() throws {
    let training = try MeasureTables.people(50, seed: 1)
    let input = try MeasureInput(
      training: training, synthetic: training, holdout: MeasureTables.people(50, seed: 2))
    let share = try CloserShare.taken(input)
    #expect(share.value == 1)
    let interval = try #require(share.interval)
    #expect(interval.high == 1)
    #expect(interval.low < 0.95 && interval.low > 0.9)
    #expect(try OverfittingProtection.taken(input).value == 0)
  }
}
