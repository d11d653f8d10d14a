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
      Self.input([0, 0, 10, 10, 13], training: twice, holdout: [2, 3, 4]))
    #expect(most.value == nil)
    #expect(most.verdict == .leak)
    // The holdout's percentile is 0 as well.
    let ratio = try HoldoutRatio.taken(
      Self.input(Self.training, holdout: [0, 0, 10, 13, 28]))
    #expect(ratio.value == nil)
    #expect(ratio.verdict == .leak)
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

  @Test func unequalTablesAreDrawnDown() throws {
    // Of five training rows two are drawn: 0 is among them in 2 of 5 draws, and nothing else is
    // nearer to 1 than the 3. For 15: 10 or 20 (5 away) in 1 − 3/5 · 2/4 of the draws, else 18 (3
    // away) is nearer: never.
    let input = try Self.input([1, 15], holdout: [3, 18])
    let share = try CloserShare.taken(input)
    try expect(share.value, (0.4 + 0) / 2)
    try expect(Self.part("with the tables as they are", share), 0.5)
    // For 11.5 the holdout's 18 is 6.5 away: 10 has to be drawn.
    try expect(try CloserShare.taken(Self.input([11.5], holdout: [4, 18])).value, 0.4)
    // The other way round one training row stands against one of three.
    try expect(
      try CloserShare.taken(Self.input([1], training: [0, 40], holdout: [0.5, 30, 38, 39])).value,
      1 - 2.0 / 4)
    let protection = try OverfittingProtection.taken(input)
    try expect(protection.value, 1)
    try expect(protection.reference, 2 * (1 - 5.0 / 7))
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
    let found = try NearestRatio.taken(Self.input(twice, training: twice, holdout: [3, 4]))
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
