import Attacks
import Jobs
import Numeric
import Parameters
import Tabular
import TestSupport
import Testing

/// The same tables, columns and predicates as Anonymeter was given; see `make_risk_fixtures.py`,
/// which lists where the two differ on purpose.
@Suite struct RiskPeerTests {
  struct Table: Decodable {
    let age: [Double]
    let weight: [Double]
    let pulse: [Double]
    let balance: [Double]
    let ward: [String]

    func dataset() throws -> Dataset {
      try RiskTables.table(
        [("age", age), ("weight", weight), ("pulse", pulse), ("balance", balance)],
        [("ward", ward)])
    }
  }

  struct Answers: Decodable {
    let trials: Int
    let attack: Int
    let control_trials: Int
    let control: Int
    let rate: [Double]
    let control_rate: [Double]
    let risk: Double
    let interval: [Double]
    let known: [String]?
    let wanted: [String]?
    let guesses: [Guess]?
    let mode: String?
    let predicates: [[[Guess]]]?
  }

  /// A number or a text.
  enum Guess: Decodable {
    case number(Double)
    case text(String)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }

    var cell: Predicate.Cell {
      switch self {
      case .number(let number): .number(number)
      case .text(let text): .level(text)
      }
    }
    var text: String { if case .text(let text) = self { text } else { "" } }
    var number: Double? { if case .number(let number) = self { number } else { nil } }
  }

  struct Fixtures: Decodable {
    let training: Table
    let holdout: Table
    let release: Table
    let unrelated: Table
    let linkability: [Answers]
    let linkability_unrelated: [Answers]
    let inference: [Answers]
    let inference_by_other_rule: [Answers]
    let singling_out: [Answers]
  }

  private let fixtures: Fixtures

  init() throws { fixtures = try Fixture.load("risk/anonymeter.json", besides: #filePath) }

  private func game(_ answers: Answers, release: Table? = nil) throws -> RiskGame {
    RiskGame(
      training: try fixtures.training.dataset(),
      release: try (release ?? fixtures.release).dataset(),
      holdout: try fixtures.holdout.dataset(), known: answers.known ?? [],
      secret: answers.wanted ?? [])
  }

  /// Counts are equal, rates, risk and interval to 1e-9.
  private func check(_ answers: Answers, _ attack: SuccessRate, _ control: SuccessRate) {
    #expect(attack == SuccessRate(answers.attack, of: answers.trials))
    #expect(control == SuccessRate(answers.control, of: answers.control_trials))
    let pairs = [(attack.estimate(), answers.rate), (control.estimate(), answers.control_rate)]
    for (ours, theirs) in pairs {
      #expect(abs(ours.center - theirs[0]) < 1e-9)
      #expect(abs(ours.half - theirs[1]) < 1e-9)
    }
    let risk = ResidualRisk(attack: attack, control: control)
    #expect(abs(risk.value - answers.risk) < 1e-9)
    #expect(abs(risk.interval.low - answers.interval[0]) < 1e-9)
    #expect(abs(risk.interval.high - answers.interval[1]) < 1e-9)
  }

  @Test func linkabilityLinksTheSamePeople() throws {
    let cases =
      fixtures.linkability.map { ($0, fixtures.release) }
      + fixtures.linkability_unrelated.map { ($0, fixtures.unrelated) }
    for (answers, release) in cases {
      let outcome = try Linkability.outcome(of: game(answers, release: release))
      check(answers, outcome.attack, try #require(outcome.control))
    }
    #expect(fixtures.linkability.contains { $0.attack > 20 })
  }

  @Test func inferenceGuessesTheSameSecrets() throws {
    for answers in fixtures.inference {
      let outcome = try AttributeInference.outcome(of: game(answers))
      check(answers, outcome.attack, try #require(outcome.control))
    }
    #expect(fixtures.inference.contains { $0.attack > 50 })
  }

  /// The peer's guesses are judged by its rule and by ours: ours is what our attack comes to. The
  /// peer divides by the guess with its sign, so that every negative guess is right.
  @Test func secretNumbersAreMeasuredByTheTruth() throws {
    let truths = [fixtures.training.pulse, fixtures.training.balance]
    for (answers, truths) in zip(fixtures.inference_by_other_rule, truths) {
      let outcome = try AttributeInference.outcome(of: game(answers))
      let guesses = try #require(answers.guesses).compactMap(\.number)
      #expect(guesses.count == truths.count)
      let theirs = zip(guesses, truths).count { abs($0 - $1) / ($0 + 1e-12) <= 0.05 }
      let ours = zip(guesses, truths).count { abs($0 - $1) <= 0.05 * abs($1) }
      #expect(theirs == answers.attack)
      #expect(outcome.attack.successes == ours)
      #expect(ours != theirs)
    }
    let negative = try #require(fixtures.inference_by_other_rule.last)
    let outcome = try AttributeInference.outcome(of: game(negative))
    #expect(outcome.attack.successes < negative.attack)
  }

  @Test func thePeersPredicatesSingleOutTheSamePeople() throws {
    let training = try fixtures.training.dataset()
    let holdout = try fixtures.holdout.dataset()
    let release = try fixtures.release.dataset()
    for answers in fixtures.singling_out {
      let predicates = try #require(answers.predicates).map { clauses in
        Predicate(
          clauses.compactMap { clause in
            Predicate.Relation(rawValue: clause[1].text).map {
              Predicate.Clause(clause[0].text, $0, clause[2].cell)
            }
          })
      }
      #expect(Predicate.counts(predicates, in: release).allSatisfy { $0 == 1 })
      let rates = [training, holdout].map {
        SinglingOut.rate(
          ofFits: Predicate.counts(predicates, in: $0), rows: $0.rowCount,
          comparedWith: training.rowCount)
      }
      check(answers, rates[0], rates[1])
    }
    #expect(fixtures.singling_out.allSatisfy { $0.attack > 0 })
  }
}
