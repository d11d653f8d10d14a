import DifferentialPrivacy
import Numeric

/// Answers to how many people of random groups say yes.
struct SubsetAnswers: Sendable {
  /// Queries × people, 1 where a query is about a person.
  private let groups: Matrix
  private let answers: [Double]

  /// - Parameters:
  ///   - people: who says yes.
  ///   - noise: standard deviation of what is added to each answer.
  ///   - paid: answers in place of the exact ones; nil for exact ones.
  /// - Throws: `PrivacyError` where the budget does not allow an answer.
  init(
    _ people: [Bool], queries: Int, noise: Double, paid: PaidAnswers? = nil, seed: UInt32
  ) throws(PrivacyError) {
    var paid = paid
    var random = NumPyRandom(seed: seed)
    var groups = Matrix(rows: queries, columns: people.count)
    var answers: [Double] = []
    for query in 0..<queries {
      var count = 0
      for person in people.indices where random.bits() & 1 == 1 {
        groups[query, person] = 1
        if people[person] { count += 1 }
      }
      let answer = Double(try paid?.answer(count) ?? count)
      answers.append(noise > 0 ? answer + noise * random.normal() : answer)
    }
    self.groups = groups
    self.answers = answers
  }

  /// Who says yes, by the first answers alone: the answer by least squares that is nearest to nobody
  /// being different from a half, rounded; what is right in the middle is `usual`.
  ///
  /// - Complexity: O(queries × people²).
  func solved(first count: Int, usual: Bool) -> [Bool] {
    let asked = groups.rows(Array(0..<count))
    // In terms of how far each person is from a half.
    let right = (0..<count).map { query in
      answers[query] - asked.row(query).reduce(0, +) / 2
    }
    guard let solution = LeastSquares.solve(asked, right) else {
      return Array(repeating: usual, count: groups.columns)
    }
    return solution.map { abs($0) < 1e-9 ? usual : $0 > 0 }
  }
}
