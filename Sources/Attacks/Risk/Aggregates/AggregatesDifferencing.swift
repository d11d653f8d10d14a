import Jobs
import Numeric
import Parameters
import Tabular

/// Takes a person's secret from two tables of sums, one with and one without the person.
///
/// The tables count people and add up their secrets, cell by cell of the known columns (one cell
/// where none are named). The tables of today and of the day before the person came differ by the
/// person alone, so their difference is the secret. A rule against small cells keeps cells of few
/// people out of both tables; noise is drawn anew for every number of every table.
///
/// The release proper is not looked at but for blind guesses: the tables are the release.
public struct AggregatesDifferencing: RiskAttack {
  /// On the command line.
  public static let name = "aggregates-differencing"
  /// In menus and messages.
  public static let title = "Differencing of aggregates"
  /// In menus and help.
  public static let summary = "Subtracts two tables of sums that differ by one person."
  /// The paper that showed what follows from tables about overlapping groups.
  public static let source = Citation(
    "Denning, Denning, Schwartz: The Tracker: A Threat to Statistical Database Security, ACM TODS "
      + "4, 1979", link: "https://doi.org/10.1145/320064.320069")
  /// `targets`, `smallest_cell`, `noise`.
  public static let parameters = [
    RiskSettings.targets,
    ParameterSpec.integer(
      "smallest_cell", in: 0...1_000_000, default: 0,
      help: "cells of fewer people are left out of the tables; 0 for no such rule"),
    ParameterSpec.real(
      "noise", in: 0...1000, default: 0,
      help: "scale of the Laplace noise on each number, in people for counts and in ranges of the "
        + "column for sums"),
  ]

  private let targets: Int
  private let smallest: Int
  private let noise: Double

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    targets = values.integer("targets")
    smallest = values.integer("smallest_cell")
    noise = values.real("noise")
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
    return try ColumnTrials.outcome(of: Self.self, game, questions, in: context) {
      question, seed, context in
      try context.checkCancellation()
      let scene = SecretScene(game, secret: question.wanted[0])
      let cells = PlainTable.make(game.tables, columns: game.known)
      let isNumber = game.training.column(named: question.wanted[0])?.isNumber ?? false
      var tables = AggregateTables(
        groups: cells[0], secrets: scene.truths[0], isNumber: isNumber, smallest: smallest,
        noise: noise, seed: seed)
      let rates = try game.tables.indices.map { table in
        let rows = Targets.rows(targets, of: game.tables[table], seed: seed)
        let guesses = try rows.map { row in
          try context.checkCancellation()
          return tables.difference(
            cell: cells[table].columns.map { $0[row] }, secret: scene.truths[table][row],
            isIn: table == 0)
        }
        return scene.rate(of: rows, inTable: table) { guesses[$0] }
      }
      return ColumnTrial(
        attack: rates[0], baseline: scene.blindRate(targets, seed: seed),
        control: rates.count > 1 ? rates[1] : nil)
    }
  }
}
