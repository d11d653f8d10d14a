import Numeric

/// Candidates that a threshold is chosen on, and the others, which it is measured on: a threshold
/// that is measured where it was chosen makes a bound that does not hold.
struct AuditSplit {
  /// Positions in the scores.
  let choosing: [Int]
  /// Positions in the scores; no others than those in `choosing`.
  let measuring: [Int]

  /// Share of each class to choose on, as in TAPAS; and how many at least, if that is at most half.
  private static let share = 0.1
  private static let fewest = 10

  /// Draws of the members and of the others alike; nil if there are fewer than two of either.
  init?(_ isMember: [Bool], seed: UInt32) {
    var random = NumPyRandom(seed: seed)
    var choosing: [Int] = []
    var measuring: [Int] = []
    for kind in [true, false] {
      let rows = isMember.indices.filter { isMember[$0] == kind }
      guard rows.count >= 2 else { return nil }
      let wanted = Int((Self.share * Double(rows.count)).rounded(.up))
      let count = min(max(wanted, Self.fewest), rows.count / 2)
      let order = random.permutation(rows.count).map { rows[$0] }
      choosing += order.prefix(count)
      measuring += order.dropFirst(count)
    }
    self.choosing = choosing
    self.measuring = measuring
  }
}
