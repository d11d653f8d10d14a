import Attacks
import Jobs
import Numeric
import Parameters
import Tabular
import Testing

/// A record that is released many times is given away at least as well as one released once.
@Suite struct RepeatedReleaseTests {
  private static let copies = 27

  /// The release is `rows` of the training rows.
  private func game(
    _ rows: [Int], _ type: any RiskAttack.Type, generatorCopies: Int = 1
  ) throws -> RiskGame {
    let columns = RiskTables.columns[type.name] ?? ([], [])
    let training = try RiskTables.people(150, seed: 1)
    return RiskGame(
      training: training, release: training.rows(rows),
      holdout: try RiskTables.people(150, seed: 3), known: columns.0, secret: columns.1,
      generator: GeneratorAccess { rows, _ in
        rows.rows((0..<rows.rows * generatorCopies).map { $0 % rows.rows })
      })
  }

  private static let once = Array(0..<150)

  /// All rows as often.
  private static let often: [Int] = {
    var random = NumPyRandom(seed: 9)
    return random.permutation(150 * copies).map { $0 % 150 }
  }()

  /// Random oversampling: some rows more often than others.
  private static let drawn: [Int] = {
    var random = NumPyRandom(seed: 10)
    return (0..<150 * copies).map { _ in random.integer(below: 150) }
  }()

  @Test(arguments: RiskCatalog.all)
  func moreCopiesNeverHideAnybody(_ type: any RiskAttack.Type) throws {
    #expect(Set(Self.drawn).count == 150)
    let one = try type.outcome(of: game(Self.once, type))
    #expect(one.attack.rate >= 0.99)
    for rows in [Self.often, Self.drawn] {
      let many = try type.outcome(of: game(rows, type, generatorCopies: Self.copies))
      #expect(many.attack.rate >= one.attack.rate, "\(type.name)")
      #expect(many.baseline.rate < 0.62)
      guard type != PropertyInference.self else { continue }
      let risk = try #require(many.conclusion.residual)
      #expect(risk.interval.low > (type == SinglingOut.self ? 0.2 : 0.5))
    }
  }

  /// Halves that nobody shares: everybody is linked, by both lists being the same person's copies.
  @Test func copiesAreLinkedWhateverTheirNumber() throws {
    for rows in [Self.once, Self.often, Self.drawn] {
      for neighbors in ["1", "5"] {
        let outcome = try Linkability.outcome(
          of: game(rows, Linkability.self), ["neighbors": neighbors])
        #expect(outcome.attack == SuccessRate(150, of: 150))
      }
    }
    let once = try Linkability.outcome(of: game(Self.once, Linkability.self))
    let often = try Linkability.outcome(of: game(Self.often, Linkability.self))
    // Guessing blindly draws among different rows, too.
    #expect(often.baseline == once.baseline)
  }

  /// Different rows that are alike in one half stay different: each of two is taken half of the
  /// time.
  @Test func rowsThatDifferInTheOtherHalfStayDifferent() throws {
    let table = try RiskTables.table([
      ("one", (0..<200).map { Double($0 / 2) }), ("other", (0..<200).map { Double($0) }),
    ])
    for copies in [1, 5] {
      let outcome = try Linkability.outcome(
        of: RiskGame(
          training: table, release: table.rows((0..<200 * copies).map { $0 % 200 }),
          known: ["one"], secret: ["other"]))
      #expect(outcome.attack.interval.low < 0.5 && outcome.attack.interval.high > 0.5)
    }
  }

  @Test func repeatedRowsAreDescribedAsOne() throws {
    let once = try SinglingOut.outcome(of: game(Self.once, SinglingOut.self))
    let often = try SinglingOut.outcome(of: game(Self.often.sorted(), SinglingOut.self))
    #expect(often.attack.rate == 1 && often.attack.trials == once.attack.trials)
    let extreme = ["mode": "univariate", "predicates": "200"]
    let values = try SinglingOut.outcome(of: game(Self.drawn, SinglingOut.self), extreme)
    #expect(values.attack == SuccessRate(200, of: 200))
  }

  /// No description fits only one of two people who are alike in everything.
  @Test func peopleWhoAreAlikeAreNotSingledOut() throws {
    let table = try RiskTables.table([("age", [30, 30, 50, 70]), ("size", [1, 1, 2, 3])])
    let outcome = try SinglingOut.outcome(
      of: RiskGame(training: table, release: table), ["mode": "univariate"])
    // Age and size at most, at least and equal to a value of three; those of the first fit two.
    #expect(outcome.attack == SuccessRate(6, of: 10))
  }

  /// A missing value is alike to a missing value.
  @Test func missingValuesAreAlike() throws {
    let table = try RiskTables.table(
      [("age", [.nan, 40, .nan])], [("job", ["cook", "cook", "cook"])])
    let outcome = try SinglingOut.outcome(
      of: RiskGame(training: table, release: table), ["mode": "univariate"])
    // Age missing fits one different row and two people; at most, at least and equal to 40 one.
    #expect(outcome.attack == SuccessRate(3, of: 4))
  }
}
