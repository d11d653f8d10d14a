import Jobs
import Learners
import Numeric
import Parameters

/// Takes those for members whom a classifier cannot tell from the release.
///
/// Trees learn to tell released rows from rows of a reference population. As many models are grown
/// as there are folds, each without one fold of the reference, and a person's score is the mean over
/// the models; a person who is in the reference is scored by the model that was grown without its
/// row only, so that no row scores itself. Every tree sees all other rows: one that knows its rows by
/// heart tells a copy from all else.
public struct ClassifierMembership: MembershipAttack {
  /// As on the command line.
  public static let name = "mia-classifier"
  /// As in the menu.
  public static let title = "Classifier"
  /// What it does.
  public static let summary =
    "Has trees tell released rows from other people, and asks them about each person."
  /// The paper that the definition follows.
  public static let source = Citation(
    "Hayes, Melis, Danezis, De Cristofaro: LOGAN, membership inference attacks against generative "
      + "models, PoPETs 2019",
    link: "https://arxiv.org/abs/1705.07663")
  /// The settings, in the order of the form.
  public static let parameters: [ParameterSpec] = [
    .choice("model", of: ["forest", "boosted"], help: "random forest or gradient boosted trees"),
    .integer("trees", in: 1...10000, default: 100, help: "trees of a model"),
    .integer(
      "folds", in: 2...100, default: 5, help: "models, each without a part of the reference"),
  ]
  /// Other people, to compare with.
  public static let needs: Set<MembershipKnowledge> = [.reference]
  /// Where a copy escapes it.
  public static let cannotSee: String? =
    "It does not see copies among few other people or few different values: with no other person "
    + "between two copies, what lies between them looks released as well."

  private let isForest: Bool
  private let trees: Int
  private let folds: Int

  /// - Parameter values: made from `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    isForest = values.choice("model") == "forest"
    trees = values.integer("trees")
    folds = values.integer("folds")
  }

  /// The chance of being a released row, as the models see it.
  ///
  /// - Throws: as the protocol says; `LearnerError`.
  public func scores(
    on view: MembershipView, in context: RunContext<Fraction>
  ) throws -> [Double] {
    let reference = try Self.reference(of: view, least: 2)
    let parts = ReferenceFolds(reference, count: folds, seed: view.seed)
    let progress = ProgressCounter(of: parts.count, in: context)
    let answers = try parallelMap(parts.count, in: context) { fold in
      let others = reference.rows(parts.rows(outside: fold))
      // XGBoost does not look at a cancel flag.
      let answer = try abandonable(in: context) {
        try chances(view, others: others, seed: view.seed &+ UInt32(fold), in: context)
      }
      progress.add(1)
      return answer
    }
    return (0..<view.candidates.rows).map { person in
      let asked = parts.fold(ofRow: person, in: view.candidates).map { [$0] }
      let models = asked ?? Array(0..<parts.count)
      return models.reduce(0) { $0 + answers[$1][person] } / Double(models.count)
    }
  }

  private func chances(
    _ view: MembershipView, others: Matrix, seed: UInt32, in context: RunContext<Fraction>
  ) throws -> [Double] {
    let rows = view.release.stacked(on: others)
    let isReleased = (0..<rows.rows).map { $0 < view.release.rows }
    if isForest {
      var forest = RandomForest()
      forest.trees = trees
      forest.isBootstrapped = false
      forest.seed = seed
      return try forest.probabilities(
        of: view.candidates, grownOn: rows, isPositive: isReleased, in: context)
    }
    var boosted = BoostedTrees()
    boosted.rounds = trees
    boosted.seed = seed
    return try boosted.probabilities(
      of: view.candidates, grownOn: rows, isPositive: isReleased)
  }
}

/// The rows of a reference in parts; equal rows are in one part.
private struct ReferenceFolds: Sendable {
  /// Number of parts, 1 if all rows are equal.
  let count: Int
  private let numbers: RowNumbers
  /// Part of each different row.
  private let folds: [Int]

  init(_ reference: Matrix, count: Int, seed: UInt32) {
    numbers = RowNumbers(reference)
    let different = numbers.firstRows.count
    let used = min(count, different)
    var random = NumPyRandom(seed: seed)
    folds = random.permutation(different).map { $0 % used }
    self.count = used
  }

  /// All rows that are not in a part; all rows where there is but one part.
  func rows(outside fold: Int) -> [Int] {
    numbers.ofRows.indices.filter { count == 1 || folds[numbers.ofRows[$0]] != fold }
  }

  /// The part with a row of equal values, if there is one and models without it.
  func fold(ofRow row: Int, in other: Matrix) -> Int? {
    count == 1 ? nil : numbers.number(ofRow: row, in: other).map { folds[$0] }
  }
}
