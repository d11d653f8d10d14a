import Jobs
import Numeric
import Parameters
import Tabular

/// Finds out that two halves of a record belong to the same person.
///
/// Of a person, one half of the columns is in one hand and the other half in another. For both, the
/// nearest released rows are looked up; if the two lists share a row, the halves are linked.
/// Guessing blindly draws both lists at random. Released rows that are alike in both halves carry
/// the same link and count as one, in the lists and in the draws: however often a record is copied,
/// it is found.
///
/// Source: the linkability criterion of the Article 29 Working Party as Giomi et al. measure it.
/// Status: agrees with Anonymeter 1.1.0 where distances do not tie. Where released rows repeat,
/// Anonymeter takes the copies for different rows, so that the more copies there are the fewer
/// halves it links; `rows=all` does as it does.
public struct Linkability: RiskAttack {
  /// On the command line.
  public static let name = "linkability"
  /// In menus and messages.
  public static let title = "Linkability"
  /// In menus and help.
  public static let summary = "Links two halves of a person's record through the release."
  /// The paper that defines the attack.
  public static let source = Citation(
    "Giomi, Boenisch, Wehmeyer, Tasnádi: A Unified Framework for Quantifying Privacy Risk in "
      + "Synthetic Data, PoPETs 2023", link: "https://arxiv.org/abs/2211.10459")
  /// `targets`, `neighbors`, `rows`, `budget`.
  public static let parameters = [
    RiskSettings.targets,
    ParameterSpec.integer(
      "neighbors", in: 1...100, default: 1,
      help: "released rows looked up for each half of a record"),
    ParameterSpec.choice(
      "rows", of: ["different", "all"],
      help: "released rows that are alike: count once (different) or each, as in Anonymeter (all)"),
    RiskSettings.budget,
  ]

  private let targets: Int
  private let neighbors: Int
  private let takesAll: Bool
  private let budget: Int

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    targets = values.integer("targets")
    neighbors = values.integer("neighbors")
    takesAll = values.choice("rows") == "all"
    budget = values.integer("budget")
  }

  /// Links halves of records; where the game names no columns, random halves of all columns.
  ///
  /// - Throws: `AttackError` for tables or columns that do not suit it; `CancellationError`.
  /// - Complexity: O(targets × released rows × columns) for each set of columns.
  public func outcome(
    of game: RiskGame, in context: RunContext<Fraction>
  ) throws -> RiskOutcome {
    try game.check(for: Self.self)
    let questions = ColumnChoice.halves(of: game, budget: budget)
    return try ColumnTrials.outcome(of: Self.self, game, questions, in: context) {
      question, seed, context in
      let release =
        takesAll
        ? game.release
        : try DistinctRows.of(
          game.release, columns: question.known + question.wanted, in: context.silenced())
      let attack = try links(game.training, release, question, seed, in: context)
      let control = try game.holdout.map { try links($0, release, question, seed, in: context) }
      return ColumnTrial(
        attack: attack, baseline: blindLinks(attack.trials, release.rowCount, seed),
        control: control)
    }
  }

  private func links(
    _ people: Dataset, _ release: Dataset, _ question: ColumnQuestion, _ seed: UInt32,
    in context: RunContext<Fraction>
  ) throws -> SuccessRate {
    let rows = Targets.rows(targets, of: people, seed: seed)
    // Seeds of their own, so that ties are broken in each half without knowledge of the other.
    let one = try PeopleNeighbors.rows(
      neighbors, of: release, nearTo: rows, of: people, by: question.known, seed: seed,
      in: context)
    let other = try PeopleNeighbors.rows(
      neighbors, of: release, nearTo: rows, of: people, by: question.wanted, seed: ~seed,
      in: context)
    let linked = zip(one, other).count { !Set($0).isDisjoint(with: $1) }
    return SuccessRate(linked, of: rows.count)
  }

  private func blindLinks(_ trials: Int, _ rows: Int, _ seed: UInt32) -> SuccessRate {
    var random = NumPyRandom(seed: seed ^ 0x5bd1_e995)
    let count = min(neighbors, rows)
    func draw() -> Set<Int> {
      var drawn = Set<Int>()
      while drawn.count < count { drawn.insert(random.integer(below: rows)) }
      return drawn
    }
    let linked = (0..<trials).count { _ in !draw().isDisjoint(with: draw()) }
    return SuccessRate(linked, of: trials)
  }
}
