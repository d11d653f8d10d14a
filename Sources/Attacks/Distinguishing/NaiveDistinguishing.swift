import Jobs
import Learners
import Numeric
import Parameters

/// Tells real from synthetic rows with a classifier, as is usual, and usually fails.
///
/// Half of the real and half of the synthetic minority rows are given with their labels; a random
/// forest learns from them and is asked about the other halves. Synthetic rows are many, so at a
/// threshold of one half it calls everything synthetic and the F1 of "real" is near 0. That comes of
/// the numbers of rows and says nothing about whether the rows can be told apart: the area under the
/// curve and the balanced accuracy stand beside it. An area below one half is information too: with
/// SMOTE a real row lies amidst synthetic ones that were made from it.
///
/// It is neither an `Attack`, which is told no labels, nor a `RiskAttack`, which guesses about
/// people.
public struct NaiveDistinguishing: Configurable {
  /// On the command line.
  public static let name = "naive-distinguishing"
  /// In menus and messages.
  public static let title = "Naive distinguishing"
  /// In menus and help.
  public static let summary = "Tells real from synthetic rows with a random forest, given half."
  /// The paper that shows how little it finds.
  public static let source = Citation(
    "Ganev et al.: SMOTE and Mirrors, ICLR 2026", link: "https://arxiv.org/abs/2510.15083")
  /// `repetitions`, `trees`.
  public static let parameters = [
    ParameterSpec.integer(
      "repetitions", in: 1...1000, default: 5, help: "splits into halves, each with a forest"),
    ParameterSpec.integer("trees", in: 1...10_000, default: 100, help: "trees of a forest"),
  ]

  private let repetitions: Int
  private let trees: Int

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    repetitions = values.integer("repetitions")
    trees = values.integer("trees")
  }

  /// How well rows are told apart, a score for each split.
  ///
  /// - Parameters:
  ///   - real: two rows or more.
  ///   - synthetic: likewise, as wide.
  ///   - seed: decides the splits and the forests.
  /// - Throws: `AttackError.notApplicable` for fewer rows; `LearnerError`; `CancellationError`.
  /// - Complexity: about O(repetitions × trees × rows log(rows) × √columns).
  public func scores(
    real: Matrix, synthetic: Matrix, seed: UInt32 = 0, in context: RunContext<Fraction>
  ) throws -> [NaiveSplitScore] {
    guard real.rows >= 2, synthetic.rows >= 2 else {
      throw AttackError.notApplicable(
        attack: Self.title,
        because: "there are \(real.rows) real and \(synthetic.rows) synthetic rows, and both are "
          + "split in halves")
    }
    let done = ProgressCounter(of: repetitions, in: context)
    return try parallelMap(repetitions, in: context) { repetition in
      var random = NumPyRandom(seed: seed &+ UInt32(truncatingIfNeeded: repetition) &* 7919)
      let one = Self.halves(of: real, &random)
      let other = Self.halves(of: synthetic, &random)
      var forest = RandomForest()
      forest.trees = trees
      forest.seed = random.bits() >> 1
      let trained = forest
      let isRealLearned = Self.labels(one.learned, other.learned)
      let isReal = Self.labels(one.asked, other.asked)
      let chances = try abandonable(in: context) {
        try trained.probabilities(
          of: one.asked.stacked(on: other.asked),
          grownOn: one.learned.stacked(on: other.learned), isPositive: isRealLearned, in: context)
      }
      done.add(1)
      return NaiveSplitScore(chances: chances, isReal: isReal)
    }
  }

  /// The smaller half is learned from, as in scikit-learn's split.
  private static func halves(
    of rows: Matrix, _ random: inout NumPyRandom
  ) -> (learned: Matrix, asked: Matrix) {
    let order = random.permutation(rows.rows)
    let half = rows.rows / 2
    return (rows.rows(Array(order[..<half])), rows.rows(Array(order[half...])))
  }

  private static func labels(_ real: Matrix, _ synthetic: Matrix) -> [Bool] {
    Array(repeating: true, count: real.rows) + Array(repeating: false, count: synthetic.rows)
  }
}
