import Attacks
import Foundation
import Jobs
import Numeric
import Parameters
import Tabular
import Testing

/// Attacks that guess about people, on releases of which is known what they give away.
@Suite struct RiskAttackTests {
  /// Those that look at the release; the others look at tables of sums.
  private static let ofReleases: [any RiskAttack.Type] = [
    SinglingOut.self, Linkability.self, AttributeInference.self, AttributeModel.self,
    RecordLinkage.self, PropertyInference.self,
  ]

  private func game(
    _ make: (Int, [String], [String], UInt32) throws -> RiskGame, _ type: any RiskAttack.Type
  ) rethrows -> RiskGame {
    let columns = RiskTables.columns[type.name] ?? ([], [])
    return try make(150, columns.0, columns.1, 0)
  }

  @Test(arguments: ofReleases)
  func aReleaseOfOtherPeopleShowsNoRisk(_ type: any RiskAttack.Type) throws {
    let outcome = try type.outcome(of: game(RiskTables.independent, type))
    switch outcome.conclusion {
    case .weakerThanGuessing: break
    case .risk(let risk): #expect(risk.interval.low == 0)
    case .noControl: Issue.record("there is a holdout")
    case .aboutEverybody:
      #expect(type.name == PropertyInference.name)
      #expect(outcome.attack.interval.low <= 0.5 && outcome.attack.interval.high >= 0.5)
    case .rightAboutEverybody: Issue.record("the control is always right")
    }
  }

  @Test(arguments: ofReleases)
  func aCopyIsTheWorst(_ type: any RiskAttack.Type) throws {
    let outcome = try type.outcome(of: game(RiskTables.copied, type))
    #expect(outcome.attack.rate >= 0.99)
    #expect(outcome.baseline.rate < 0.62)
    guard type != PropertyInference.self else { return }
    let risk = try #require(outcome.conclusion.residual)
    #expect(risk.interval.low > (type.name == SinglingOut.name ? 0.2 : 0.5))
  }

  @Test func descriptionsOfOneColumnSingleOutCopies() throws {
    let settings = ["mode": "univariate", "predicates": "200"]
    let copied = try SinglingOut.outcome(of: RiskTables.copied(), settings)
    #expect(copied.attack == SuccessRate(200, of: 200))
    let risk = try #require(copied.conclusion.residual)
    #expect(risk.interval.low > 0.9)
    let independent = try SinglingOut.outcome(of: RiskTables.independent(), settings)
    let other = independent.conclusion.residual
    #expect(other.map { $0.interval.low == 0 } ?? true)
  }

  @Test func missingAndRareValuesAreDescribed() throws {
    let table = try RiskTables.table(
      [("age", [30, 40, 50, .nan])], [("job", ["baker", "cook", "cook", "cook"])])
    let game = RiskGame(training: table, release: table)
    let outcome = try SinglingOut.outcome(of: game, ["mode": "univariate"])
    // age missing, ≤ 30, ≥ 50, = 30, = 40, = 50, job = baker.
    #expect(outcome.attack == SuccessRate(7, of: 7))
    #expect(outcome.remarks.contains { $0.hasPrefix("Only 7 descriptions") })
    let counts = Predicate.counts(
      [
        Predicate([.init("age", .atLeast, .number(40))]),
        Predicate([.init("job", .different, .level("cook")), .init("age", .below, .number(99))]),
        Predicate([.init("job", .equal, .level("pilot"))]),
        Predicate([.init("job", .different, .level("pilot"))]),
        Predicate([.init("age", .different, .missing)]),
      ], in: table)
    #expect(counts == [2, 1, 0, 4, 3])
  }

  /// A predicate with two fits among four people isolates somebody in two of three pairs that can be
  /// drawn of them: 4 of 6.
  @Test func theControlIsBroughtToTheSizeOfTheTrainingTable() {
    let smaller = SinglingOut.rate(ofFits: [2], rows: 4, comparedWith: 2)
    #expect(smaller.successes == 0)
    #expect(abs(smaller.rate - 4.0 / 6) < 1e-12)
    let same = SinglingOut.rate(ofFits: [1, 2, 0], rows: 4, comparedWith: 4)
    #expect(same.corrected == nil && same.successes == 1)
    // Predicates that fit one of a thousand isolate fewer where there are many more people.
    let larger = SinglingOut.rate(
      ofFits: Array(repeating: 1, count: 30) + Array(repeating: 3, count: 60), rows: 1000,
      comparedWith: 4000)
    #expect(larger.rate < 30.0 / 90 && larger.rate > 0)
    // Few that fit anybody at all: twice the people, twice the hits.
    let rare = SinglingOut.rate(
      ofFits: Array(repeating: 1, count: 5) + Array(repeating: 0, count: 95), rows: 100,
      comparedWith: 200)
    #expect(abs(rare.rate - 0.1) < 0.001)
  }

  /// A useful release of other people: the secret follows from what is known, for everybody alike.
  @Test(arguments: [AttributeInference.self, AttributeModel.self] as [any RiskAttack.Type])
  func whatHoldsForEverybodyIsNoLeak(_ type: any RiskAttack.Type) throws {
    func people(_ seed: UInt32) throws -> Dataset {
      var random = NumPyRandom(seed: seed)
      let ages = (0..<300).map { _ in random.uniform(20, 90) }
      return try RiskTables.table(
        [("age", ages)],
        [("retired", ages.map { ($0 > 65) != (random.uniform() < 0.1) ? "yes" : "no" })])
    }
    let game = RiskGame(
      training: try people(1), release: try people(2), holdout: try people(3), known: ["age"],
      secret: ["retired"])
    let outcome = try type.outcome(of: game)
    #expect(outcome.attack.rate > 0.75 && outcome.attack.rate > outcome.baseline.rate + 0.1)
    let gap = try #require(outcome.gap)
    #expect(gap.interval.low <= 0 && gap.interval.high >= 0)
    let risk = try #require(outcome.conclusion.residual)
    #expect(risk.interval.low == 0)
  }

  @Test func aPlantedDependencyOfTheTrainingRowsAloneIsALeak() throws {
    func people(_ seed: UInt32) throws -> Dataset {
      var random = NumPyRandom(seed: seed)
      return try RiskTables.table(
        [("age", (0..<200).map { _ in random.uniform(20, 90) })],
        [("blood", (0..<200).map { _ in ["a", "b", "o"][random.integer(below: 3)] })])
    }
    let training = try people(1)
    let game = RiskGame(
      training: training, release: training, holdout: try people(3), known: ["age"],
      secret: ["blood"])
    let outcome = try AttributeInference.outcome(of: game)
    #expect(outcome.attack.rate == 1)
    let gap = try #require(outcome.gap)
    #expect(gap.interval.low > 0.5)
  }

  /// Trap 5: of the absolute value, and of the quartiles where the truth is 0.
  @Test func numbersAreGuessedWithinFivePercentOfTheirSize() throws {
    func outcome(_ truths: [Double], _ guesses: [Double]) throws -> Int {
      let keys = truths.indices.map { Double($0) * 100 }
      let game = RiskGame(
        training: try RiskTables.table([("key", keys), ("secret", truths)]),
        release: try RiskTables.table([("key", keys), ("secret", guesses)]), known: ["key"],
        secret: ["secret"])
      return try AttributeInference.outcome(of: game).attack.successes
    }
    #expect(try outcome([100, 100, 100], [95, 105, 94.9]) == 2)
    #expect(try outcome([-100, -100, -100], [-95, -105.1, 100]) == 1)
    // The interquartile range of 0, 0, 8, 16 is 10: half of one is allowed where the truth is 0.
    #expect(try outcome([0, 0, 8, 16], [0.5, 0.6, 8, 16]) == 3)
    #expect(try outcome([0, 0, 0, 0], [0, 0.001, 0, -0.001]) == 2)
    #expect(try outcome([.nan, 1, .nan], [.nan, .nan, 1]) == 1)
  }

  @Test func plantedLinksAreRecovered() throws {
    let training = try RiskTables.people(100, seed: 1)
    let other = try RiskTables.people(100, seed: 2)
    let numbers = Array(0..<30)
    // 30 people of the training rows among 70 made-up ones.
    let release = try Self.stacked(training.rows(numbers), other.rows(Array(30..<100)))
    let game = RiskGame(
      training: training, release: release, holdout: try RiskTables.people(100, seed: 3),
      known: ["age", "weight"])
    let outcome = try RecordLinkage.outcome(of: game)
    #expect(outcome.attack == SuccessRate(30, of: 100))
    #expect(outcome.control == SuccessRate(0, of: 100))
    let risk = try #require(outcome.conclusion.residual)
    #expect(risk.interval.low > 0.15)
  }

  /// Of two released rows that a person agrees with, the right one is taken half of the time.
  @Test func linksAreGuessedAmongRowsThatAgree() throws {
    let keys = (0..<200).map { Double($0 / 2) }
    let secrets = (0..<200).map { Double($0) }
    let table = try RiskTables.table([("key", keys), ("secret", secrets)])
    let outcome = try RecordLinkage.outcome(
      of: RiskGame(training: table, release: table, known: ["key"]))
    #expect(outcome.attack.interval.low < 0.5 && outcome.attack.interval.high > 0.5)
  }

  private static func stacked(_ one: Dataset, _ other: Dataset) throws -> Dataset {
    try Dataset(
      schema: one.schema,
      columns: zip(one.columns, other.columns).map { first, second in
        switch (first.values, second.values) {
        case (.numeric(let above), .numeric(let below)):
          Column(name: first.name, kind: first.kind, values: .numeric(above + below))
        case (.categorical(let above, let levels), .categorical(let below, _)):
          Column(
            name: first.name, kind: first.kind,
            values: .categorical(codes: above + below, levels: levels))
        default: first
        }
      })
  }

  @Test func columnsAreSearchedWithinTheBudget() throws {
    for type in [Linkability.self, AttributeInference.self, RecordLinkage.self]
      as [any RiskAttack.Type]
    {
      var settings = ["budget": "7"]
      if type.name == RecordLinkage.name { settings["columns"] = "2" }
      let outcome = try type.outcome(of: RiskTables.copied(60), settings)
      #expect(outcome.searched.count == 7 && outcome.looks == 7)
      #expect(Set(outcome.searched.map(\.columns)).count == 7)
      #expect(outcome.searched.allSatisfy { $0.columns.contains(" → ") })
      #expect(outcome.attack == outcome.worst?.attack)
      let median = try #require(outcome.median)
      let worst = try #require(outcome.worst)
      #expect(worst.excess >= median.excess)
      #expect(outcome.remarks.contains { $0.contains("Bonferroni") })
    }
    let named = try Linkability.outcome(
      of: RiskTables.copied(60, known: ["age"], secret: ["weight", "pulse"]))
    #expect(named.searched.map(\.columns) == ["age → weight, pulse"])
  }

  /// Nobody shares a half: targets and ties play no part, so the same set has the same rates
  /// whether it is named or found.
  @Test func aNamedSetAndTheSameSetAsWorstHaveOneRisk() throws {
    let found = try Linkability.outcome(of: RiskTables.copied(60), ["budget": "10"])
    let worst = try #require(found.worst)
    let sides = worst.columns.components(separatedBy: " → ").map {
      $0.components(separatedBy: ", ")
    }
    let named = try Linkability.outcome(
      of: RiskTables.copied(60, known: sides[0], secret: sides[1]))
    #expect(named.attack == found.attack && named.control == found.control)
    let one = try #require(named.conclusion.residual)
    let ten = try #require(found.conclusion.residual)
    #expect(one.value == ten.value && ten.interval.low < one.interval.low)
    #expect(found.searched.count == 10 && found.confidence == 1 - 0.05 / 10)
  }

  @Test func aPropertyOfAllHasNoControlWithAHoldoutOrWithout() throws {
    let outcome = try PropertyInference.outcome(of: game(RiskTables.copied, PropertyInference.self))
    #expect(outcome.isAboutEverybody)
    #expect(outcome.conclusion == .aboutEverybody)
    let said = ["\(outcome.conclusion)"] + outcome.remarks
    #expect(said.allSatisfy { !$0.contains("without a holdout") && !$0.contains("keep some real") })
    #expect(said.first?.contains("all people together") == true)
  }

  @Test func withoutTheProgramNoPropertyIsInferred() throws {
    let people = try RiskTables.people(40, seed: 1)
    let error = #expect(throws: AttackError.self) {
      _ = try PropertyInference.outcome(of: RiskGame(training: people, release: people))
    }
    #expect(error?.description.contains("none was given") == true)
  }

  /// The program adds noise to the column asked about, but none to the one that hangs together with
  /// it.
  @Test func aPropertyShowsThroughOtherColumns() throws {
    let game = try RiskTables.copied(200, secret: ["age"])
    let shy = RiskGame(
      training: game.training, release: game.release, secret: ["age"],
      generator: GeneratorAccess { rows, seed in
        var random = NumPyRandom(seed: seed)
        var rows = rows
        for row in 0..<rows.rows { rows[row, 0] = random.uniform(0, 100) }
        return rows
      })
    let outcome = try PropertyInference.outcome(of: shy, ["tilt": "0.5"])
    #expect(outcome.attack.rate > 0.8)
    #expect(outcome.attack.trials == 100)
    #expect(outcome.baseline.rate == 0.5)
    #expect(outcome.searched.first?.columns.hasPrefix("share with age above ") == true)
  }

  @Test func twoTablesThatDifferByAPersonShowTheSecret() throws {
    let game = try RiskTables.copied(150, known: ["ward"], secret: ["balance"])
    let exact = try AggregatesDifferencing.outcome(of: game)
    #expect(exact.attack == SuccessRate(150, of: 150))
    #expect(exact.control == SuccessRate(0, of: 150))
    let words = try AggregatesDifferencing.outcome(
      of: RiskTables.copied(150, secret: ["ward"]))
    #expect(words.attack == SuccessRate(150, of: 150))
    #expect(try #require(words.conclusion.residual).interval.low > 0.9)
  }

  @Test func smallCellsAndNoiseHideTheSecret() throws {
    let game = try RiskTables.copied(150, known: ["ward"], secret: ["balance"])
    // The few people of the third ward are hidden, the others are not.
    let some = try AggregatesDifferencing.outcome(of: game, ["smallest_cell": "30"])
    #expect(some.attack.successes > 100 && some.attack.successes < 150)
    let all = try AggregatesDifferencing.outcome(of: game, ["smallest_cell": "150"])
    #expect(all.attack.successes == 0)
    #expect(all.conclusion == .weakerThanGuessing)
    let noisy = try AggregatesDifferencing.outcome(of: game, ["noise": "5"])
    #expect(noisy.attack.rate < 0.1)
    #expect(noisy.conclusion.residual.map { $0.interval.low == 0 } ?? true)
  }

  @Test func exactAnswersShowEverybodysSecret() throws {
    let game = try RiskTables.copied(120, secret: ["balance"])
    let outcome = try AggregatesReconstruction.outcome(of: game, ["targets": "120"])
    #expect(outcome.attack == SuccessRate(120, of: 120))
    let rates = outcome.searched.map(\.attack.rate)
    #expect(rates.count == 3)
    let few = try AggregatesReconstruction.outcome(
      of: game, ["targets": "120", "queries": "80"])
    // 20, 40 and 80 queries about 120 people: more are right with every one.
    let shares = few.searched.map(\.attack.rate)
    #expect(shares[0] < shares[1] && shares[1] < shares[2] && shares[2] < 1)
    #expect(shares[0] > 0.5)
    #expect(outcome.searched[0].columns.hasSuffix(" queries about balance"))
  }

  @Test func noiseHidesEverybodysSecret() throws {
    let game = try RiskTables.copied(120, secret: ["balance"])
    let outcome = try AggregatesReconstruction.outcome(
      of: game, ["targets": "120", "queries": "120", "noise": "200"])
    let last = try #require(outcome.searched.last)
    #expect(last.attack.interval.low < 0.5 && last.attack.interval.high > 0.5)
    #expect(outcome.conclusion.residual.map { $0.interval.low == 0 } ?? true)
  }

  /// Paid for, the answers show nothing, whatever the noise; the conclusion says so.
  @Test(arguments: [0.1, 1.0, 3])
  func paidAnswersHideEverybodysSecret(epsilon: Double) throws {
    let outcomes = try (UInt32(1)...12).map { seed in
      let training = try RiskTables.people(120, seed: seed)
      return try AggregatesReconstruction.outcome(
        of: RiskGame(
          training: training, release: training,
          holdout: try RiskTables.people(120, seed: seed + 100), secret: ["balance"], seed: seed),
        ["targets": "120", "epsilon": "\(epsilon)"])
    }
    let rates = outcomes.compactMap { $0.searched.last?.attack.rate }
    // 1,440 guesses, each right with chance one half: 4 standard deviations are .053.
    #expect(rates.count == 12 && abs(rates.reduce(0, +) / 12 - 0.5) < 0.053)
    let hidden = outcomes.filter { $0.conclusionText.hasSuffix("they do not show the secret") }
    #expect(hidden.count >= 11)
    for outcome in outcomes {
      #expect(outcome.payment == AnswerPayment(epsilon: epsilon, answers: 480))
      #expect(outcome.conclusionText.contains("480 answers were paid for with epsilon"))
      #expect(outcome.remarks.contains { $0.contains("discrete Laplace noise") })
    }
  }

  /// So much ε protects nobody: the demonstration is back, and the conclusion says that too.
  @Test func aBudgetTooLargeShowsEverybodysSecret() throws {
    let game = try RiskTables.copied(120, secret: ["balance"])
    let exact = try AggregatesReconstruction.outcome(of: game, ["targets": "120"])
    #expect(exact.payment == nil && exact.conclusionText == "\(exact.conclusion)")
    let rates = try ["1", "3000", "1000000"].map { epsilon in
      try AggregatesReconstruction.outcome(of: game, ["targets": "120", "epsilon": epsilon])
    }
    #expect(rates[0].attack.rate < rates[1].attack.rate)
    #expect(rates[2].attack == exact.attack)
    let again = try AggregatesReconstruction.outcome(
      of: game, ["targets": "120", "epsilon": "3000"], threads: 7)
    #expect(again == rates[1])
    #expect(rates[2].conclusionText.hasSuffix("which is too much: they still show the secret"))
  }

  @Test func paidTablesThatDifferByAPersonHideTheSecret() throws {
    for secret in ["balance", "ward"] {
      let game = try RiskTables.copied(
        150, known: secret == "ward" ? [] : ["ward"], secret: [secret])
      let outcome = try AggregatesDifferencing.outcome(of: game, ["epsilon": "1"])
      // Two tables with two answers each, about 150 people and as many others.
      #expect(outcome.payment == AnswerPayment(epsilon: 1, answers: 1200))
      #expect(outcome.attack.rate < 0.3)
      #expect(outcome.conclusion.residual.map { $0.interval.low == 0 } ?? true)
      #expect(outcome.conclusionText.hasSuffix("and paid for they do not show the secret"))
      let again = try AggregatesDifferencing.outcome(of: game, ["epsilon": "1"], threads: 7)
      #expect(again == outcome)
      let much = try AggregatesDifferencing.outcome(of: game, ["epsilon": "1000000"])
      // Sums have noise left of a third of a percent of the range, which hides numbers near 0.
      #expect(secret == "ward" ? much.attack.rate == 1 : much.attack.rate > 0.85)
      #expect(much.control == SuccessRate(0, of: 150))
    }
    let hidden = try AggregatesDifferencing.outcome(
      of: RiskTables.copied(150, known: ["ward"], secret: ["balance"]),
      ["epsilon": "1000000", "smallest_cell": "150"])
    #expect(hidden.attack.successes == 0)
  }

  /// Trap 8: somebody's enormous value changes no answer about others, and neither what is asked,
  /// as ranges, levels and thresholds are those of the release, which is public.
  @Test func whatIsAskedIsNotReadOffTheTrainingRows() throws {
    let people = try RiskTables.people(60, seed: 1)
    let others = Array(1..<60)
    func game(_ first: Double) throws -> RiskGame {
      guard case .numeric(var values) = people.columns[3].values else {
        throw AttackError.notApplicable(attack: "", because: "balance is a number")
      }
      values[0] = first
      var columns = people.columns
      columns[3] = Column(name: "balance", kind: columns[3].kind, values: .numeric(values))
      return RiskGame(
        training: try Dataset(schema: people.schema, columns: columns),
        release: people.rows(others), holdout: try RiskTables.people(60, seed: 3),
        known: ["ward"], secret: ["balance"])
    }
    for type in [AggregatesDifferencing.self, AggregatesReconstruction.self]
      as [any RiskAttack.Type]
    {
      let settings = ["targets": "60", "epsilon": "100000"]
      let usual = try type.outcome(of: game(9), settings)
      let enormous = try type.outcome(of: game(1e9), settings)
      #expect(abs(usual.attack.successes - enormous.attack.successes) <= 1)
      #expect(usual.control == enormous.control && usual.remarks == enormous.remarks)
    }
  }

  @Test func noiseBesideABudgetAndPartsTooSmallAreRefused() throws {
    for type in [AggregatesDifferencing.self, AggregatesReconstruction.self]
      as [any RiskAttack.Type]
    {
      let game = try RiskTables.copied(60, known: ["ward"], secret: ["balance"])
      let both = #expect(throws: ParameterError.self) {
        _ = try type.outcome(of: game, ["noise": "2", "epsilon": "1"])
      }
      #expect(both?.description.hasPrefix("noise: found 2, expected 0 where epsilon") == true)
      let little = #expect(throws: AttackError.self) {
        _ = try type.outcome(of: game, ["epsilon": "1e-12"])
      }
      #expect(little?.description.contains("epsilon: found") == true)
    }
  }
}
