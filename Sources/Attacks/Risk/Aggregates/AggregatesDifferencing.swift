import DifferentialPrivacy
import Jobs
import Numeric
import Parameters
import Tabular

/// Takes a person's secret from two tables of sums, one with and one without the person.
///
/// The tables count people and add up their secrets, cell by cell of the known columns (one cell
/// where none are named). The tables of today and of the day before the person came differ by the
/// person alone, so their difference is the secret. A rule against small cells keeps cells of few
/// people out of both tables; noise is drawn anew for every number of every table. With `epsilon`
/// every number is paid for, and the differences show nothing any more.
///
/// The release proper is not looked at but for blind guesses: the tables are the release.
public struct AggregatesDifferencing: RiskAttack {
  /// On the command line.
  public static let name = "aggregates-differencing"
  /// In menus and messages.
  public static let title = "Differencing of aggregates"
  /// The answers are what is released.
  public static let sees: ThreatModel.Released? = .answers
  /// In menus and help.
  public static let summary = "Subtracts two tables of sums that differ by one person."
  /// The paper that showed what follows from tables about overlapping groups.
  public static let source = Citation(
    "Denning, Denning, Schwartz: The Tracker: A Threat to Statistical Database Security, ACM TODS "
      + "4, 1979", link: "https://doi.org/10.1145/320064.320069")
  /// `targets`, `smallest_cell`, `noise`, `epsilon`.
  public static let parameters = [
    RiskSettings.targets,
    ParameterSpec.integer(
      "smallest_cell", in: 0...1_000_000, default: 0,
      help: "cells of fewer people are left out of the tables; 0 for no such rule"),
    ParameterSpec.real(
      "noise", in: 0...1000, default: 0,
      help: "scale of the Laplace noise on each number, in people for counts and in ranges of the "
        + "column for sums"),
    AnswerPayment.parameter,
  ]

  private let targets: Int
  private let smallest: Int
  private let noise: Double
  private let epsilon: Double

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    targets = values.integer("targets")
    smallest = values.integer("smallest_cell")
    noise = values.real("noise")
    epsilon = values.real("epsilon")
    try AnswerPayment.check(epsilon, noise: noise)
  }

  /// Subtracts tables for each target and each secret column; all columns but the known ones where
  /// none is named.
  ///
  /// - Throws: `AttackError` for tables or columns that do not suit it; `CancellationError`.
  /// - Complexity: O(rows × columns + targets) for each secret.
  public func outcome(
    of game: RiskGame, in context: RunContext<Fraction>
  ) throws -> RiskOutcome {
    try game.check(for: Self.self)
    let wanted =
      game.secret.isEmpty
      ? game.columnNames.filter { !game.known.contains($0) } : game.secret
    let questions = wanted.map { ColumnQuestion(known: game.known, wanted: [$0]) }
    var paid = try paidAnswers(to: questions.count, game)
    let outcome = try ColumnTrials.outcome(of: Self.self, game, questions, in: context) {
      question, seed, context in
      try context.checkCancellation()
      let scene = SecretScene(game, secret: question.wanted[0])
      let guesses = try guesses(game, scene, question, seed, &paid, in: context)
      let rates = guesses.enumerated().map { table, guesses in
        scene.rate(of: guesses.map(\.row), inTable: table) { guesses[$0].secret }
      }
      return ColumnTrial(
        attack: rates[0], baseline: scene.blindRate(targets, seed: seed),
        control: rates.count > 1 ? rates[1] : nil)
    }
    guard let payment = paid?.payment else { return outcome }
    return outcome.remarking(
      [
        "Each number of each table was answered with discrete Laplace noise for an equal part of "
          + "epsilon; levels and ranges of the secrets are those that the release shows."
      ], payment: payment)
  }

  /// What is guessed of the targets of each table.
  private func guesses(
    _ game: RiskGame, _ scene: SecretScene, _ question: ColumnQuestion, _ seed: UInt32,
    _ paid: inout PaidAnswers?, in context: RunContext<Fraction>
  ) throws -> [[(row: Int, secret: Double?)]] {
    let cells = PlainTable.make(game.tables, columns: game.known)
    let isNumber = game.training.column(named: question.wanted[0])?.isNumber ?? false
    var exact = AggregateTables(
      groups: cells[0], secrets: scene.truths[0], isNumber: isNumber, smallest: smallest,
      noise: noise, seed: seed)
    let bought = BoughtTables(
      groups: cells[0], secrets: scene.truths[0], released: scene.released, isNumber: isNumber,
      smallest: smallest)
    return try game.tables.indices.map { table in
      try Targets.rows(targets, of: game.tables[table], seed: seed).map { row in
        try context.checkCancellation()
        let cell = cells[table].columns.map { $0[row] }
        let secret = scene.truths[table][row]
        let isIn = table == 0
        guard var answers = paid else {
          return (row, exact.difference(cell: cell, secret: secret, isIn: isIn))
        }
        defer { paid = answers }
        return (
          row, try bought.difference(cell: cell, secret: secret, isIn: isIn, from: &answers)
        )
      }
    }
  }

  /// Four answers about each target and secret; nil where answers are exact.
  private func paidAnswers(
    to questions: Int, _ game: RiskGame
  ) throws(AttackError) -> PaidAnswers? {
    guard epsilon > 0 else { return nil }
    let people = game.tables.map { min(targets, $0.rowCount) }.reduce(0, +)
    do {
      return try PaidAnswers(
        epsilon: epsilon, answers: max(1, 4 * people * questions), seed: game.seed)
    } catch {
      throw .notApplicable(attack: Self.title, because: "\(error)")
    }
  }
}
