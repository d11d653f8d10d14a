import DifferentialPrivacy
import Numeric

/// Answers to an attacker's questions: whole numbers with discrete Laplace noise, each paid for with
/// an equal part of one budget. What is not paid for is not answered.
///
/// The promise is about tables with a record more or less, which holds for a changed secret too: it
/// moves an answer by no more.
struct PaidAnswers: Sendable {
  /// What was granted, for how many answers.
  let payment: AnswerPayment
  private var budget: PrivacyBudget
  private let share: Double
  private var random: NumPyRandom

  /// - Parameters:
  ///   - epsilon: for all answers together.
  ///   - answers: as many as can be asked for.
  ///   - seed: of the noise, which is independent of all else drawn from this seed.
  /// - Throws: `PrivacyError` for an ε too small or too large to be shared among so many.
  init(epsilon: Double, answers: Int, seed: UInt32) throws(PrivacyError) {
    budget = try PrivacyBudget(epsilon: epsilon)
    share = budget.evenShare(among: answers)
    // A part too small to make noise for is refused before anything is asked.
    _ = try DiscreteLaplace(epsilon: share)
    payment = AnswerPayment(epsilon: epsilon, answers: answers)
    random = NumPyRandom(seed: seed ^ 0x9e37_79b9)
  }

  /// A number that one person changes by at most `sensitivity`.
  mutating func answer(_ exact: Int, sensitivity: Int = 1) throws(PrivacyError) -> Int {
    let noise = try DiscreteLaplace(epsilon: share, sensitivity: sensitivity)
    try budget.charge(.pure(epsilon: share))
    return exact + noise.draw(&random)
  }

  /// How many people there are of each level, in the order of `levels`; one answer, since each person
  /// is of one level.
  mutating func counts(
    _ exact: [Double: Int], of levels: [Double]
  ) throws(PrivacyError) -> [Int] {
    try NoisyCounts(
      exact, domain: levels, epsilon: share, budget: &budget, random: &random
    ).counts
  }
}
