import Jobs
import Measures
import Numeric
import Parameters
import Tabular
import Testing

@Suite struct FidelityTests {
  private static let all: [any Measure.Type] = [
    KSComplement.self, TVComplement.self, CorrelationSimilarity.self, ContingencySimilarity.self,
  ]

  private static func compare(
    _ found: Measurement, with expected: [String: Double]?
  ) throws {
    let expected = try #require(expected)
    #expect(Set(found.parts.map(\.name)) == Set(expected.keys))
    for part in found.parts {
      #expect(abs(part.value - (try #require(expected[part.name]))) < 1e-9, "\(part.name)")
    }
    let mean = expected.values.reduce(0, +) / Double(expected.count)
    #expect(abs(try #require(found.value) - mean) < 1e-9)
  }

  @Test func scoresAreThoseOfSDMetrics() throws {
    let fixture = try DisclosureFixture.load()
    let input = try MeasureInput(
      training: try fixture.training.table(), synthetic: try fixture.synthetic.table())
    let scores = fixture.scores
    for measure in [KSComplement.self, TVComplement.self, ContingencySimilarity.self]
      as [any Measure.Type]
    {
      try Self.compare(try measure.taken(on: input), with: scores[measure.name])
    }
    for kind in ["pearson", "spearman"] {
      let found = try CorrelationSimilarity.taken(on: input, ["coefficient": kind])
      try Self.compare(found, with: scores[kind])
    }
  }

  @Test func differencesAreCountedByHand() throws {
    let input = try MeasureInput(
      training: try ToyTables.table([
        "x": .numbers([1, 2, 3, 4]), "w": ToyTables.words("aabb"), "v": ToyTables.words("pppq"),
      ]),
      synthetic: try ToyTables.table([
        "x": .numbers([3, 3, 9, .nan]), "w": ToyTables.words("aaab"), "v": ToyTables.words("pppq"),
      ]))
    // After 2 half of the real numbers and none of the others have come.
    #expect(try KSComplement.taken(on: input).value == 0.5)
    // 1/2 against 3/4, and no difference.
    #expect(try TVComplement.taken(on: input).value == 0.875)
  }

  @Test(arguments: all) func aCopyIsAlikeAndProvesNothing(measure: any Measure.Type) throws {
    let people = try ToyTables.people(80, seed: 3)
    let found = try measure.taken(on: try MeasureInput(training: people, synthetic: people))
    #expect(abs(try #require(found.value) - 1) < 1e-12)
    #expect(try #require(found.interval).high == 1)
    #expect(found.verdict == .unclear)
    #expect(measure.direction == .none)
    #expect(found.sentence.contains("not how safe"))
  }

  @Test(arguments: all) func theIntervalHoldsTheValue(measure: any Measure.Type) throws {
    let input = try MeasureInput(
      training: try ToyTables.people(80, seed: 3), synthetic: try ToyTables.people(60, seed: 4),
      seed: 9)
    let found = try measure.taken(on: input)
    let interval = try #require(found.interval)
    let value = try #require(found.value)
    #expect(interval.low < value && value < interval.high)
    #expect(interval.high - interval.low < 0.3)
    #expect(try measure.taken(on: input, threads: 3) == found)
    #expect(try measure.taken(on: input, ["resamples": "0"]).interval == nil)
    let other = try MeasureInput(
      training: input.training, synthetic: input.synthetic, seed: 10)
    #expect(try measure.taken(on: other).interval != interval)
  }

  @Test func aConstantColumnHasNoCorrelation() throws {
    let training = try ToyTables.table([
      "x": .numbers([1, 2, 3, 5]), "y": .numbers([2, 4, 6, 7]),
      "c": .numbers([0.1, 0.1, 0.1, 0.1]),
    ])
    for kind in ["pearson", "spearman"] {
      let found = try CorrelationSimilarity.taken(
        on: try MeasureInput(training: training, synthetic: training), ["coefficient": kind])
      #expect(found.parts.map(\.name) == ["x × y"])
      #expect(found.value == 1)
      #expect(found.remarks.count == 1)
    }
  }

  @Test func ranksTakeTheMiddleOfTies() throws {
    // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5 / √(4.5 · 5).
    let real = try ToyTables.table(["x": .numbers([1, 2, 2, 3]), "y": .numbers([1, 2, 3, 4])])
    let made = try ToyTables.table(["x": .numbers([1, 2, 3, 4]), "y": .numbers([1, 2, 3, 40])])
    let found = try CorrelationSimilarity.taken(
      on: try MeasureInput(training: real, synthetic: made), ["coefficient": "spearman"])
    let expected = 1 - (1 - 4.5 / (4.5 * 5).squareRoot()) / 2
    #expect(abs(try #require(found.value) - expected) < 1e-12)
  }

  @Test func columnsOfTheWrongKindAreRefused() throws {
    let words = try ToyTables.table(["w": ToyTables.words("ab")])
    let onlyWords = try MeasureInput(training: words, synthetic: words)
    #expect(throws: MeasureError.self) { try KSComplement.taken(on: onlyWords) }
    #expect(throws: MeasureError.self) { try CorrelationSimilarity.taken(on: onlyWords) }
    #expect(throws: MeasureError.self) { try ContingencySimilarity.taken(on: onlyWords) }
    let numbers = try ToyTables.table(["x": .numbers([1, 2])])
    let onlyNumbers = try MeasureInput(training: numbers, synthetic: numbers)
    #expect(throws: MeasureError.self) { try TVComplement.taken(on: onlyNumbers) }
  }
}
