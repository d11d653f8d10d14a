#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where a sequence of marks begins to have more of them.
///
/// The place is the likeliest one: it maximizes the likelihood of two shares of marks, one before
/// and one behind. In a random order of the same marks, as many fewer before some place happen with
/// a probability of at most exp(−n · KL(share before ‖ share of all)) for each place (Hoeffding
/// 1963, drawing without replacement), and one of the n places has to do.
struct ChangePoint: Sendable {
  /// Elements before the change, from 1.
  let position: Int
  /// Bound on the natural logarithm of the probability in a random order.
  let logFalseAlarm: Double

  /// Nil if marks are nowhere rarer before than behind. O(marks).
  init?(_ marks: [Bool]) {
    let count = marks.count
    let total = marks.count { $0 }
    guard count > 1, total > 0, total < count else { return nil }
    let share = Double(total) / Double(count)
    var best: (position: Int, gain: Double, alarm: Double)?
    var before = 0
    for position in 1..<count {
      before += marks[position - 1] ? 1 : 0
      let first = Double(before) / Double(position)
      let second = Double(total - before) / Double(count - position)
      guard first < second else { continue }
      let one = Double(position) * Self.divergence(first, share)
      let other = Double(count - position) * Self.divergence(second, share)
      if one + other > best?.gain ?? 0 {
        best = (position, one + other, log(Double(count)) - max(one, other))
      }
    }
    guard let best else { return nil }
    position = best.position
    logFalseAlarm = best.alarm
  }

  /// Of two coins, in natural units.
  private static func divergence(_ one: Double, _ other: Double) -> Double {
    func part(_ p: Double, _ q: Double) -> Double { p > 0 ? p * log(p / q) : 0 }
    return part(one, other) + part(1 - one, 1 - other)
  }
}
