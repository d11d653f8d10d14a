import Jobs
import Numeric
import Parameters
import Tabular

/// Guesses a secret of a person from the nearest released row.
///
/// Of a person some columns are known; the secret of the released row that is nearest in them is the
/// guess. Guessing blindly takes the secret of a random released row.
///
/// Source: the inference criterion of the Article 29 Working Party as Giomi et al. measure it.
/// Status: agrees with Anonymeter 1.1.0 where distances do not tie, but for when a number counts as
/// guessed: it divides by the guess with its sign, so that every negative guess is right.
public struct AttributeInference: RiskAttack {
  /// On the command line.
  public static let name = "attribute-inference"
  /// In menus and messages.
  public static let title = "Attribute inference"
  /// In menus and help.
  public static let summary = "Guesses a person's secret from the nearest released row."
  /// The paper that defines the attack.
  public static let source = Linkability.source
  /// `targets`, `budget`.
  public static let parameters = [RiskSettings.targets, RiskSettings.budget]

  private let targets: Int
  private let budget: Int

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    targets = values.integer("targets")
    budget = values.integer("budget")
  }

  /// Guesses each secret; where the game names no columns, every column by all others and by random
  /// sets of them.
  ///
  /// - Throws: `AttackError` for tables or columns that do not suit it; `CancellationError`.
  /// - Complexity: O(targets × released rows × columns) for each set of columns.
  public func outcome(
    of game: RiskGame, in context: RunContext<Fraction>
  ) throws -> RiskOutcome {
    try game.check(for: Self.self)
    let questions = ColumnChoice.secrets(of: game, budget: budget)
    return try ColumnTrials.outcome(of: Self.self, game, questions, in: context) {
      question, seed, context in
      let scene = SecretScene(game, secret: question.wanted[0])
      let rates = try game.tables.indices.map { table in
        let people = game.tables[table]
        let rows = Targets.rows(targets, of: people, seed: seed)
        let near = try PeopleNeighbors.rows(
          1, of: game.release, nearTo: rows, of: people, by: question.known, seed: seed,
          in: context)
        return scene.rate(of: rows, inTable: table) { target in
          near[target].first.map { scene.released[$0] }
        }
      }
      return ColumnTrial(
        attack: rates[0], baseline: scene.blindRate(targets, seed: seed),
        control: rates.count > 1 ? rates[1] : nil)
    }
  }
}
