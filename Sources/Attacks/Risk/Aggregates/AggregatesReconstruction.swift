import DifferentialPrivacy
import Jobs
import Numeric
import Parameters
import Tabular

/// Works out everybody's secret from answers about random groups of people.
///
/// Each person has a secret bit: whether the secret is above the median, or is the most frequent
/// level. A query names half of the people at random and is answered with how many of them say yes.
/// Every answer is one linear equation; with as many exact answers as people, nearly all bits come
/// out. It shows why queries have to be counted and noise has to be added: with `epsilon` the answers
/// are paid for, and the equations show nothing any more. `searched` holds a quarter of the queries,
/// half of them, and all.
///
/// Guessing blindly says of everybody what most are. People of the holdout are in no group, and the
/// equations say nothing of them. The release proper is not looked at: the answers are the release.
public struct AggregatesReconstruction: RiskAttack {
  /// On the command line.
  public static let name = "aggregates-reconstruction"
  /// In menus and messages.
  public static let title = "Reconstruction from aggregates"
  /// The answers are what is released.
  public static let sees: ThreatModel.Released? = .answers
  /// In menus and help.
  public static let summary = "Solves exact answers about random groups for everybody's secret."
  /// The paper that proved it.
  public static let source = Citation(
    "Dinur, Nissim: Revealing Information while Preserving Privacy, PODS 2003",
    link: "https://doi.org/10.1145/773153.773173")
  /// `targets`, `queries`, `noise`, `epsilon`.
  public static let parameters = [
    ParameterSpec.integer(
      "targets", in: 2...1000, default: 100,
      help: "people that queries are about, at random; all if there are fewer"),
    ParameterSpec.integer(
      "queries", in: 0...10_000, default: 0, help: "queries asked; 0 for four times the people"),
    ParameterSpec.real(
      "noise", in: 0...1000, default: 0,
      help: "standard deviation of the noise on each answer, in people"),
    AnswerPayment.parameter,
  ]

  private let targets: Int
  private let queries: Int
  private let noise: Double
  private let epsilon: Double

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    targets = values.integer("targets")
    queries = values.integer("queries")
    noise = values.real("noise")
    epsilon = values.real("epsilon")
    try AnswerPayment.check(epsilon, noise: noise)
  }

  /// Asks and solves.
  ///
  /// - Throws: `AttackError` for tables or columns that do not suit it, and where the secret is the
  ///   same for everybody; `CancellationError`.
  /// - Complexity: O(queries × targets²).
  public func outcome(
    of game: RiskGame, in context: RunContext<Fraction>
  ) throws -> RiskOutcome {
    try game.check(for: Self.self)
    guard let bits = SecretBits(game, most: targets, isPublic: epsilon > 0) else {
      throw AttackError.notApplicable(
        attack: Self.title,
        because: "no column that may be asked about differs from person to person")
    }
    let count = queries == 0 ? 4 * bits.people.count : queries
    let (answers, payment) = try answers(about: bits.people, count, seed: game.seed)
    let numbers = Set([count / 4, count / 2, count].map { max(1, $0) }).sorted()
    let done = ProgressCounter(of: numbers.count, in: context)
    let trials = try parallelMap(numbers.count, in: context) { place in
      let solved = try abandonable(in: context) {
        answers.solved(first: numbers[place], usual: bits.usual)
      }
      done.add(1)
      let right = zip(solved, bits.people).count { $0 == $1 }
      return ColumnTrial(
        attack: SuccessRate(right, of: bits.people.count), baseline: bits.blind,
        control: bits.control)
    }
    let unit = { (number: Int) in "\(number) quer\(number == 1 ? "y" : "ies")" }
    let outcome = ColumnTrials.outcome(
      zip(numbers, trials).map { ("\(unit($0)) about \(bits.column)", $1) },
      remarks: game.remarkOnHoldout)
    let manner =
      payment == nil
      ? noise > 0 ? " with noise." : " exactly."
      : " with discrete Laplace noise, each for an equal part of epsilon; what is asked is taken "
        + "from the release, and who the people are is public."
    return outcome.remarking(
      [
        "Of \(bits.people.count) people, each is guessed to \(bits.text) or not; "
          + "\(unit(count)) \(count == 1 ? "was" : "were") answered" + manner
      ], payment: payment)
  }

  /// The answers, and what they cost; nil if they are exact.
  private func answers(
    about people: [Bool], _ count: Int, seed: UInt32
  ) throws(AttackError) -> (SubsetAnswers, AnswerPayment?) {
    do {
      let paid =
        epsilon > 0 ? try PaidAnswers(epsilon: epsilon, answers: count, seed: seed) : nil
      let answers = try SubsetAnswers(
        people, queries: count, noise: noise, paid: paid, seed: seed)
      return (answers, paid?.payment)
    } catch {
      throw .notApplicable(attack: Self.title, because: "\(error)")
    }
  }
}
