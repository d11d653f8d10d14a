import Numeric
import Tabular

/// A secret column in all tables of a game, and when a guess at it is right.
struct SecretScene: Sendable {
  /// The column in the release.
  let released: [Double]
  /// The column in the training table and, if there is one, in the holdout.
  let truths: [[Double]]
  private let rule: SecretRule

  init(_ game: RiskGame, secret: String) {
    let tables = PlainTable.make([game.release] + game.tables, columns: [secret])
    released = tables[0].columns[0]
    truths = tables.dropFirst().map { $0.columns[0] }
    rule = SecretRule(game.training.column(named: secret), values: truths[0])
  }

  /// How often guesses about `rows` of a table are right; none is wrong.
  ///
  /// - Parameter guess: for a position in `rows`.
  func rate(of rows: [Int], inTable table: Int, guess: (Int) -> Double?) -> SuccessRate {
    let right = rows.indices.count { position in
      guess(position).map { rule.accepts($0, for: truths[table][rows[position]]) } ?? false
    }
    return SuccessRate(right, of: rows.count)
  }

  /// How often the secret of a random released row is right about a random person of the training
  /// table.
  func blindRate(_ targets: Int, seed: UInt32) -> SuccessRate {
    var random = NumPyRandom(seed: seed ^ 0x5bd1_e995)
    let people = truths[0]
    let count = min(targets, people.count)
    let rows = Array(random.permutation(people.count).prefix(count))
    return rate(of: rows, inTable: 0) { _ in released[random.integer(below: released.count)] }
  }

  /// What somebody says who knows the column in the release and nothing of the person: the median of
  /// numbers, the most frequent level of a category; nil if all are missing.
  func usual(asNumber isNumber: Bool) -> Double? {
    let present = released.filter { !$0.isNaN }.sorted()
    guard !present.isEmpty, !isNumber else {
      return present.isEmpty ? nil : present[(present.count - 1) / 2]
    }
    var counts: [Double: Int] = [:]
    for value in present { counts[value, default: 0] += 1 }
    return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
  }
}
