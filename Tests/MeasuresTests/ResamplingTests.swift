import Jobs
import Measures
import Numeric
import Testing

@Suite struct ResamplingTests {
  /// `numpy.quantile([1, 2, 4, 8], …)`.
  @Test func quantilesAreNumPysOfType7() throws {
    let values = [1.0, 2, 4, 8]
    #expect(SampleStatistic.quantile(0.05).of(values) == 1.15)
    #expect(SampleStatistic.median.of(values) == 3)
    #expect(SampleStatistic.quantile(1).of(values) == 8)
    #expect(SampleStatistic.quantile(0.3).of([5]) == 5)
    #expect(SampleStatistic.median.of([]) == nil)
  }

  @Test(arguments: [SampleStatistic.mean, .median, .quantile(0.05), .quantile(0.97)])
  func countsStandForRepeatedValues(_ statistic: SampleStatistic) throws {
    var random = NumPyRandom(seed: 1)
    for _ in 0..<50 {
      let values = (0..<9).map { _ in random.normal() }.sorted()
      let counts = Bootstrap.counts(9, &random)
      #expect(counts.reduce(0, +) == 9)
      let repeated = zip(values, counts).flatMap { Array(repeating: $0, count: Int($1)) }
      let expected = try #require(statistic.of(repeated))
      #expect(abs(try #require(statistic.of(values, counts: counts)) - expected) < 1e-12)
    }
  }

  @Test func theBootstrapIntervalCoversTheMedian() throws {
    var random = NumPyRandom(seed: 3)
    var covered = 0
    for trial in 0..<200 {
      let values = (0..<60).map { _ in random.normal() }.sorted()
      let interval = try Bootstrap(seed: UInt32(trial), purpose: "test").interval(
        in: RunContext<Fraction>.unattended(threads: 2)
      ) { _, random in
        SampleStatistic.median.of(values, counts: Bootstrap.counts(60, &random))
      }
      let found = try #require(interval)
      covered += found.low <= 0 && 0 <= found.high ? 1 : 0
    }
    #expect((182...198).contains(covered))
  }

  @Test func anIntervalOfWhatIsMostlyUndefinedIsNone() throws {
    let interval = try Bootstrap(seed: 1, purpose: "test").interval(
      in: RunContext<Fraction>.unattended()
    ) { resample, _ in resample % 10 == 0 ? nil : 1 }
    #expect(interval == nil)
  }

  @Test func shufflesRarelyFindWhatIsNotThere() throws {
    var random = NumPyRandom(seed: 5)
    var alarms = 0
    for trial in 0..<300 {
      let one = (0..<30).map { _ in random.uniform() }.sorted()
      let other = (0..<20).map { _ in random.uniform() }.sorted()
      let test = ShuffleTest(seed: UInt32(trial), purpose: "test")
      alarms +=
        try test.isLower(
          one, than: other, by: .median, in: RunContext<Fraction>.unattended(threads: 2)) ? 1 : 0
    }
    #expect(alarms <= 2)
    #expect(
      try ShuffleTest(seed: 1, purpose: "test").isLower(
        (0..<30).map { Double($0) }, than: (25..<60).map { Double($0) }, by: .median,
        in: RunContext<Fraction>.unattended(threads: 2)))
  }

  /// The lady tasting tea: 3 of 4 against 1 of 4 is 17 of 70.
  @Test func fishersTestByHand() {
    let probability = ExactShareTest.probability(3, of: 4, against: 1, of: 4)
    #expect(abs(probability - 17.0 / 70) < 1e-12)
    #expect(abs(ExactShareTest.probability(0, of: 4, against: 1, of: 4) - 1) < 1e-12)
    let all = ExactShareTest.probability(5, of: 5, against: 0, of: 5)
    #expect(abs(all - 1.0 / 252) < 1e-12)
  }

  /// Newcombe 1998, table II, method 10: 56/70 − 48/80 is 0.0524 to 0.3339.
  @Test func newcombesIntervalOfADifference() {
    let one = (value: 0.8, interval: Interval.wilson(56, of: 70))
    let other = (value: 0.6, interval: Interval.wilson(48, of: 80))
    let found = ShareInterval.difference(one, other)
    #expect(abs(found.low - 0.0524) < 5e-5)
    #expect(abs(found.high - 0.3339) < 5e-5)
  }

  @Test(arguments: [(0, 500), (10, 500), (250, 500), (5, 10), (500, 500)])
  func wilsonOfASharesIsThatOfCounts(found: Int, trials: Int) {
    let share = ShareInterval.wilson(Double(found) / Double(trials), trials: Double(trials))
    let counts = Interval.wilson(found, of: trials)
    #expect(abs(share.low - counts.low) < 1e-12)
    #expect(abs(share.high - counts.high) < 1e-12)
  }

  @Test func aCancelIsHeardInResampling() throws {
    let values = (0..<200_000).map { Double($0) }
    let bootstrap = Bootstrap(seed: 1, purpose: "test")
    let test = ShuffleTest(seed: 1, purpose: "test")
    for shuffles in [true, false] {
      let deadline = ContinuousClock.now + .milliseconds(20)
      let context = RunContext<Fraction>(
        threads: 2, isCancelled: { ContinuousClock.now > deadline }, report: { _ in })
      #expect(throws: CancellationError.self) {
        if shuffles {
          _ = try test.isLower(
            values, than: values.map { $0 + 1e6 }, by: .median, in: context)
        } else {
          _ = try bootstrap.interval(in: context) { _, random in
            SampleStatistic.mean.of(values, counts: Bootstrap.counts(values.count, &random))
          }
        }
      }
      #expect(ContinuousClock.now - deadline < .milliseconds(100))
    }
  }
}
