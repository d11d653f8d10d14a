import Jobs
import Measures
import Numeric
import Parameters
import Tabular
import Testing

@Suite struct QuasiIdentifierSearchTests {
  private static func input(
    copied: Bool, quasiIdentifiers: [String] = [], sensitive: [String] = ["ill"],
    withHoldout: Bool = true, columns: KnownColumns = .searched(budget: 500), seed: UInt32 = 1
  ) throws -> MeasureInput {
    let training = try ToyTables.people(300, seed: seed)
    return try MeasureInput(
      training: training,
      synthetic: copied ? training : try ToyTables.people(300, seed: seed + 1),
      holdout: withHoldout ? try ToyTables.people(300, seed: seed + 2) : nil,
      quasiIdentifiers: quasiIdentifiers, sensitive: sensitive, columns: columns)
  }

  private static func taken(
    _ type: any Measure.Type, _ input: MeasureInput, threads: Int = 1
  ) throws -> Measurement {
    try QuasiIdentifierSearch(type, ParameterValues(type.parameters)).measurement(
      on: input, in: .unattended(threads: threads))
  }

  @Test func columnsAreSuggestedByTheirDistinctValues() throws {
    let input = try Self.input(copied: false)
    let found = try input.suggestedColumns(in: .unattended())
    // The measured numbers are known of nobody to the last digit; the illness is the secret.
    #expect(found.map(\.name) == ["age", "zip", "job"])
    #expect(found.map(\.distinct) == [40, 30, 4])
    #expect(found[2].rowsPerValue == 75)
    // In groups they count, after what people tell each other.
    let grouped = try input.suggestedColumns(bins: 10, in: .unattended())
    #expect(grouped.map(\.name) == ["zip", "age", "job", "crp", "ldh"])
  }

  @Test func suggestedColumnsAreTakenAndNamed() throws {
    let input = try Self.input(copied: false, columns: .suggested)
    let found = try Self.taken(Uniqueness.self, input)
    let looks = try #require(found.looks)
    #expect(looks.looks.map(\.known) == [["zip", "age", "job"]])
    #expect(looks.reason.contains("suggested: zip (30), age (10), job (4)"))
    #expect(looks.reason.contains("10 groups"))
    #expect(looks.extent == nil)
    // It is what the measure says of these columns when they are named.
    let named = try MeasureInput(
      training: input.training, synthetic: input.synthetic, holdout: input.holdout,
      quasiIdentifiers: ["zip", "age", "job"])
    var alone = try Uniqueness.taken(on: named, ["bins": "10"])
    alone.looks = looks
    #expect(alone == found)
  }

  @Test func namedColumnsAreTakenAsTheyAre() throws {
    for choice in [KnownColumns.named, .suggested] {
      let input = try Self.input(copied: false, quasiIdentifiers: ["age"], columns: choice)
      #expect(!QuasiIdentifierSearch.isAsked(for: Uniqueness.self, on: input))
    }
    let search = try Self.input(copied: false, quasiIdentifiers: ["age"])
    #expect(QuasiIdentifierSearch.isAsked(for: Uniqueness.self, on: search))
    #expect(!QuasiIdentifierSearch.isAsked(for: MedianDistance.self, on: search))
    let looks = try #require(try Self.taken(Uniqueness.self, search).looks)
    #expect(looks.looks.map(\.known) == [["age"]])
    #expect(!looks.isSuggestion)
  }

  @Test func allSetsAreTriedWithinTheBudget() throws {
    let names = ["age", "zip", "job"]
    let input = try Self.input(copied: true, quasiIdentifiers: names)
    let found = try Self.taken(Uniqueness.self, input)
    let looks = try #require(found.looks)
    #expect(looks.possible == 7)
    #expect(Set(looks.looks.map(\.known)).count == 7)
    #expect(looks.worst?.known == names)
    #expect(looks.worst?.value == found.value)
    let values = looks.looks.compactMap(\.value).sorted(by: >)
    #expect(looks.median?.value == values[3])
    #expect(try Self.taken(Uniqueness.self, input, threads: 3) == found)
  }

  @Test func everySetSaysWhatTheMeasureSaysOfIt() throws {
    for type in [KAnonymity.self, KMap.self, SpecialUniques.self] as [any Measure.Type] {
      let input = try Self.input(copied: false, quasiIdentifiers: ["age", "zip", "job"])
      let looks = try #require(try Self.taken(type, input).looks)
      for look in looks.looks {
        let named = try MeasureInput(
          training: input.training, synthetic: input.synthetic, holdout: input.holdout,
          quasiIdentifiers: look.known)
        #expect(try type.taken(on: named, ["bins": "10"]).value == look.value)
      }
    }
  }

  @Test func manyLooksWidenTheIntervals() throws {
    let input = try Self.input(copied: true, quasiIdentifiers: ["age", "zip", "job"])
    for type in [Uniqueness.self, SpecialUniques.self, CAP.self] as [any Measure.Type] {
      let looks = try #require(try Self.taken(type, input).looks)
      #expect(looks.looks.count == 7)
      #expect(looks.confidence == 1 - 0.05 / 7)
      for look in looks.looks {
        let named = try MeasureInput(
          training: input.training, synthetic: input.synthetic, holdout: input.holdout,
          quasiIdentifiers: look.known, sensitive: ["ill"])
        let alone = try #require(try type.taken(on: named, ["bins": "10"]).interval)
        let wide = try #require(look.interval)
        #expect(wide.low <= alone.low && wide.high >= alone.high)
        #expect(wide.high - wide.low > alone.high - alone.low)
      }
    }
  }

  @Test func theWidthIsThatOfBonferroni() throws {
    let input = try Self.input(copied: true, quasiIdentifiers: ["age", "zip", "job"])
    let found = try Self.taken(Uniqueness.self, input)
    let expected = WilsonEstimate((try #require(found.value)) * 300, of: 300, looks: 7).interval
    #expect(abs((try #require(found.interval)).low - expected.low) < 1e-12)
    #expect(abs((try #require(found.interval)).high - expected.high) < 1e-12)
  }

  @Test func aCopyIsALeakAfterAllLooks() throws {
    let input = try Self.input(copied: true)
    for type in [KAnonymity.self, Uniqueness.self, KMap.self, SpecialUniques.self, CAP.self]
      as [any Measure.Type]
    {
      #expect(try Self.taken(type, input).verdict == .leak, "\(type.name)")
    }
  }

  @Test func freshRowsAreNoLeakAfterAllLooks() throws {
    for type in [Uniqueness.self, KAnonymity.self, CAP.self] as [any Measure.Type] {
      let leaks = try (0..<10).count { seed in
        try Self.taken(type, Self.input(copied: false, seed: UInt32(seed) * 3 + 50)).verdict
          == .leak
      }
      #expect(leaks <= 2, "\(type.name)")
    }
  }

  @Test func aSmallBudgetDrawsSetsBySeed() throws {
    let input = try Self.input(copied: false, columns: .searched(budget: 5))
    let found = try Self.taken(Uniqueness.self, input)
    let looks = try #require(found.looks)
    #expect(looks.possible == 25)
    #expect(looks.looks.count == 5)
    #expect(Set(looks.looks.map(\.known)).count == 5)
    #expect(looks.extent?.hasPrefix("5 of 25 sets") == true)
    #expect(try Self.taken(Uniqueness.self, input, threads: 2) == found)
  }

  @Test func everyOtherColumnIsTheSecretWhereNoneIsNamed() throws {
    let input = try Self.input(copied: false, sensitive: [])
    let looks = try #require(try Self.taken(LDiversity.self, input).looks)
    // 6 sets of one column with 5 secrets each, 15 of two with 4, 20 of three with 3.
    #expect(looks.possible == 150)
    #expect(looks.looks.count == 150)
    #expect(Set(looks.looks.map(\.text)).count == 150)
    #expect(looks.looks.allSatisfy { $0.secret.count == 1 && !$0.known.contains($0.secret[0]) })
    let drawn = try Self.input(copied: false, sensitive: [], columns: .searched(budget: 20))
    #expect(try #require(try Self.taken(LDiversity.self, drawn).looks).looks.count == 20)
  }

  @Test func whatAMeasureNeedsBesideColumnsIsStillAskedFor() throws {
    let without = try Self.input(copied: false, withHoldout: false)
    #expect(throws: MeasureError.needs(measure: CAP.title, .holdout)) {
      try Self.taken(CAP.self, without)
    }
    let noSecret = try Self.input(copied: false, sensitive: [], columns: .suggested)
    #expect(throws: MeasureError.needs(measure: LDiversity.title, .sensitive)) {
      try Self.taken(LDiversity.self, noSecret)
    }
  }

  @Test func tablesWithoutSuchColumnsAreRefusedWithTheReason() throws {
    let table = try ToyTables.numbers(3, columns: 2, seed: 1)
    let input = try MeasureInput(training: table, synthetic: table, columns: .suggested)
    #expect {
      try Self.taken(Uniqueness.self, input)
    } throws: {
      "\($0)".contains("none is suggested")
    }
  }

  @Test func aCancelIsHeardBetweenAndWithinLooks() throws {
    let flag = CancellationFlag()
    flag.raise()
    let input = try Self.input(copied: false)
    #expect(throws: CancellationError.self) {
      try QuasiIdentifierSearch(
        GeneralizedCAP.self, ParameterValues(GeneralizedCAP.parameters)
      ).measurement(
        on: input,
        in: RunContext(
          threads: 2, isCancelled: { flag.isRaised }, report: { _ in }))
    }
  }
}
