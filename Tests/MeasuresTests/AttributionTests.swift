import Jobs
import Measures
import Numeric
import Parameters
import Tabular
import TestSupport
import Testing

/// What SDMetrics said about two tables.
struct DisclosureFixture: Decodable {
  struct Rows: Decodable {
    let age: [Double?]
    let dose: [Double?]
    let crp: [Double?]
    let job: [String?]
    let ward: [String?]

    func table() throws -> Dataset {
      func numbers(_ values: [Double?]) -> Cells { .numbers(values.map { $0 ?? .nan }) }
      return try ToyTables.table([
        "age": numbers(age), "dose": numbers(dose), "crp": numbers(crp), "job": .words(job),
        "ward": .words(ward),
      ])
    }
  }

  struct Protection: Decodable {
    let keys: [String]
    let secret: [String]
    let bins: Int
    let method: String
    let score: Double
    let cap_protection: Double
    let baseline_protection: Double
  }

  let training: Rows
  let synthetic: Rows
  let protections: [Protection]
  let scores: [String: [String: Double]]

  static func load() throws -> DisclosureFixture {
    try Fixture.load("sdmetrics-disclosure.json", besides: #filePath)
  }
}

@Suite struct AttributionTests {
  private static let kinds: [(name: String, measure: any Measure.Type)] = [
    ("cap", CAP.self), ("zero_cap", ZeroCAP.self), ("generalized_cap", GeneralizedCAP.self),
  ]

  @Test func protectionIsThatOfSDMetrics() throws {
    let fixture = try DisclosureFixture.load()
    let training = try fixture.training.table()
    #expect(fixture.protections.count == 9)
    for expected in fixture.protections {
      let input = try MeasureInput(
        training: training, synthetic: try fixture.synthetic.table(), holdout: training,
        quasiIdentifiers: expected.keys, sensitive: expected.secret)
      let measure = try #require(Self.kinds.first { $0.name == expected.method }?.measure)
      let found = try measure.taken(on: input, ["bins": "\(expected.bins)"], threads: 2)
      #expect(abs(try #require(found.value) - expected.score) < 1e-9)
      #expect(
        abs(try #require(found.part("protection, training")) - expected.cap_protection) < 1e-9)
      #expect(
        abs(try #require(found.part("baseline protection")) - expected.baseline_protection) < 1e-9)
      // The holdout is the same people: no gap.
      #expect(found.part("gap: training less holdout, over all people") == 0)
      #expect(found.reference == found.value)
    }
  }

  private static func table(_ keys: String, _ secrets: String) throws -> Dataset {
    try ToyTables.table(["key": ToyTables.words(keys), "secret": ToyTables.words(secrets)])
  }

  private static func input(holdout: Dataset? = nil) throws -> MeasureInput {
    try MeasureInput(
      training: try table("aabc", "xyxy"), synthetic: try table("aaab", "xxyx"),
      holdout: try holdout ?? table("ac", "xx"), quasiIdentifiers: ["key"], sensitive: ["secret"])
  }

  /// By hand: 2/3, 1/3, 1 and no match; guessing has a protection of 1/2.
  @Test func attributionIsCountedByHand() throws {
    let found = try CAP.taken(on: try Self.input())
    #expect(abs(try #require(found.value) - 2.0 / 3) < 1e-12)
    #expect(found.part("matched, training") == 0.75)
    #expect(found.part("matched, holdout") == 0.5)
    #expect(abs(try #require(found.part("attribution, training less holdout"))) < 1e-12)
    // Over all people: (2/3 + 1/3 + 1) / 4 and (2/3) / 2.
    let gap = try #require(found.part("gap: training less holdout, over all people"))
    #expect(abs(gap - 1.0 / 6) < 1e-12)
    // The surest first: row 2 is given away for certain.
    #expect(found.rows == [2, 0, 1])
    let zero = try ZeroCAP.taken(on: try Self.input())
    #expect(zero.value == 1)
    #expect(zero.part("protection, training") == 0.5)
    // Key c is one column away from every other: 1 of 4 rows has y.
    let general = try GeneralizedCAP.taken(on: try Self.input())
    #expect(general.part("protection, training") == 0.4375)
    #expect(general.value == 0.875)
  }

  @Test func theIntervalHoldsTheScoreAndDoesNotCollapse() throws {
    let found = try CAP.taken(on: try Self.input())
    let interval = try #require(found.interval)
    #expect(interval.low < (try #require(found.value)) && interval.high >= 2.0 / 3)
    let copy = try Self.table("abcd", "xyxy")
    let exact = try MeasureInput(
      training: copy, synthetic: copy, holdout: try Self.table("a", "y"),
      quasiIdentifiers: ["key"], sensitive: ["secret"])
    let sure = try CAP.taken(on: exact)
    #expect(sure.value == 0)
    #expect(try #require(sure.interval).high > 0.5)
  }

  @Test func withoutAHoldoutThereIsNoAnswer() throws {
    let table = try Self.table("ab", "xy")
    let input = try MeasureInput(
      training: table, synthetic: table, quasiIdentifiers: ["key"], sensitive: ["secret"])
    for (_, measure) in Self.kinds {
      #expect(throws: MeasureError.needs(measure: measure.title, .holdout)) {
        try measure.taken(on: input)
      }
    }
  }

  @Test func aSecretWithOneValueHasNoScore() throws {
    let table = try Self.table("ab", "xx")
    let input = try MeasureInput(
      training: table, synthetic: table, holdout: table, quasiIdentifiers: ["key"],
      sensitive: ["secret"])
    let found = try CAP.taken(on: input)
    #expect(found.value == nil)
    #expect(found.interval == nil)
    #expect(found.verdict == .unclear)
    #expect(!found.remarks.isEmpty)
  }

  /// Fewer matches of the holdout are no leak where there is nothing to guess, nor in a search.
  @Test func aSecretWithOneValueIsNeverALeak() throws {
    let people = try ToyTables.table([
      "key": ToyTables.words(String(repeating: "abcd", count: 10)),
      "ward": ToyTables.words(String(repeating: "ab", count: 20)),
      "same": ToyTables.words(String(repeating: "x", count: 40)),
    ])
    let others = try ToyTables.table([
      "key": ToyTables.words(String(repeating: "efgh", count: 10)),
      "ward": ToyTables.words(String(repeating: "cd", count: 20)),
      "same": ToyTables.words(String(repeating: "x", count: 40)),
    ])
    for columns in [KnownColumns.named, .searched(budget: 20)] {
      let input = try MeasureInput(
        training: people, synthetic: people, holdout: others, quasiIdentifiers: ["key", "ward"],
        sensitive: ["same"], columns: columns)
      for (_, measure) in Self.kinds {
        let found =
          columns == .named
          ? try measure.taken(on: input)
          : try QuasiIdentifierSearch(measure, ParameterValues(measure.parameters))
            .measurement(on: input, in: .unattended())
        #expect(found.verdict == .unclear)
        #expect(found.value == nil)
        #expect(found.sentence.contains("nothing to guess"))
        #expect(found.looks?.looks.contains { $0.verdict == .leak } != true)
      }
    }
  }

  @Test func keysThatNobodyHasLeaveCAPUndefined() throws {
    let input = try MeasureInput(
      training: try Self.table("ab", "xy"), synthetic: try Self.table("cc", "xy"),
      holdout: try Self.table("ab", "xy"), quasiIdentifiers: ["key"], sensitive: ["secret"])
    #expect(try CAP.taken(on: input).value == nil)
    #expect(try ZeroCAP.taken(on: input).value == 1)
    #expect(try GeneralizedCAP.taken(on: input).part("protection, training") == 0.5)
  }

  /// A copy of unique keys tells everything of training people and nothing of others.
  @Test func aCopyOfFineKeysIsALeakForAllThree() throws {
    let people = (
      training: try ToyTables.people(200, seed: 1), others: try ToyTables.people(200, seed: 2)
    )
    let input = try MeasureInput(
      training: people.training, synthetic: people.training, holdout: people.others,
      quasiIdentifiers: ["crp", "zip"], sensitive: ["ill"])
    for (_, measure) in Self.kinds {
      let found = try measure.taken(on: input)
      #expect(found.verdict == .leak)
      #expect(found.value == 0)
    }
  }
}
