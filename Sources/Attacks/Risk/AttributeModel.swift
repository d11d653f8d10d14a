import Jobs
import Learners
import Numeric
import Parameters
import Tabular

/// Guesses a secret of a person with a model that was trained on the release.
///
/// Boosted trees learn the secret from the known columns of the released rows and are asked about
/// people of the training rows and of the holdout. That they are often right says that the data is
/// useful; the gap between the two says that it leaks. Guessing blindly always says the release's
/// most frequent level, or its median.
public struct AttributeModel: RiskAttack {
  /// On the command line.
  public static let name = "attribute-model"
  /// In menus and messages.
  public static let title = "Attribute inference by model"
  /// In menus and help.
  public static let summary = "Guesses a person's secret with trees trained on the release."
  /// The paper that warns of taking the rate for a leak without people whose data was not used.
  public static let source = Citation(
    "Jayaraman, Evans: Are Attribute Inference Attacks Just Imputation?, CCS 2022",
    link: "https://doi.org/10.1145/3548606.3560663")
  /// `targets`, `budget`, `rounds`, `depth`.
  public static let parameters = [
    RiskSettings.targets, RiskSettings.budget,
    ParameterSpec.integer("rounds", in: 1...1000, default: 50, help: "rounds of boosting"),
    ParameterSpec.integer("depth", in: 1...12, default: 4, help: "levels of a tree"),
  ]

  private let targets: Int
  private let budget: Int
  private let trees: BoostedTrees

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    targets = values.integer("targets")
    budget = values.integer("budget")
    var trees = BoostedTrees()
    trees.rounds = values.integer("rounds")
    trees.depth = values.integer("depth")
    self.trees = trees
  }

  /// Guesses each secret; where the game names no columns, every column by all others and by random
  /// sets of them.
  ///
  /// - Throws: `AttackError` for tables or columns that do not suit it; `LearnerError`;
  ///   `CancellationError`.
  /// - Complexity: `rounds` × O(released rows × columns), for each level of a category.
  public func outcome(
    of game: RiskGame, in context: RunContext<Fraction>
  ) throws -> RiskOutcome {
    try game.check(for: Self.self)
    let questions = ColumnChoice.secrets(of: game, budget: budget)
    let outcome = try ColumnTrials.outcome(of: Self.self, game, questions, in: context) {
      question, seed, context in
      let scene = SecretScene(game, secret: question.wanted[0])
      let rows = game.tables.map { Targets.rows(targets, of: $0, seed: seed) }
      let people = zip(game.tables, rows).map { $0.rows($1) }
      var model = SecretModel(trees: trees, known: question.known, secret: question.wanted[0])
      model.trees.seed = seed
      let guesses = try model.guesses(about: people, from: game.release, in: context)
      let rates = guesses.indices.map { table in
        scene.rate(of: rows[table], inTable: table) { guesses[table][$0] }
      }
      let constant = scene.usual(asNumber: model.isNumber(in: game.release))
      return ColumnTrial(
        attack: rates[0], baseline: scene.rate(of: rows[0], inTable: 0) { _ in constant },
        control: rates.count > 1 ? rates[1] : nil)
    }
    return outcome.remarking(Self.remark(on: outcome.gap))
  }

  private static func remark(on gap: RateGap?) -> [String] {
    guard let gap else { return [] }
    func points(_ share: Double) -> String { "\((share * 1000).rounded() / 10)" }
    return [
      "The gap between people whose data was used and others is \(points(gap.value)) points "
        + "(\(points(gap.interval.low)) to \(points(gap.interval.high))); a model that is right "
        + "about both alike has learned from everybody, not from anybody."
    ]
  }
}

extension RiskOutcome {
  /// The same with further remarks in front, and with what answers cost.
  func remarking(_ further: [String], payment: AnswerPayment? = nil) -> RiskOutcome {
    RiskOutcome(
      attack: attack, baseline: baseline, control: control, searched: searched,
      remarks: further + remarks, isAboutEverybody: isAboutEverybody,
      payment: payment ?? self.payment)
  }
}
