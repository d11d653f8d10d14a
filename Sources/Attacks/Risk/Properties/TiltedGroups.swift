import Numeric
import Tabular

/// Groups of people of one population in which more or fewer than usual are above a value.
struct TiltedGroups: Sendable {
  /// What is asked: `share with age above 52: 0.62 rather than 0.38`.
  let text: String
  private let rows: Matrix
  private let above: [Int]
  private let below: [Int]
  /// Of a group of half the population: rows above the value in a high one and in a low one.
  private let high: Int
  private let low: Int

  /// Nil if the column is the same for everybody, or the groups would be the same.
  ///
  /// - Parameter tilt: how far the share is moved, in parts of the smaller side's share.
  init?(_ rows: Matrix, column: Int, name: String, tilt: Double) {
    let sorted = (0..<rows.rows).map { rows[$0, column] }.sorted()
    guard let last = sorted.last, let first = sorted.first, first < last else { return nil }
    var middle = sorted[(sorted.count - 1) / 2]
    if middle == last { middle = sorted.last { $0 < last } ?? first }
    above = (0..<rows.rows).filter { rows[$0, column] > middle }
    below = (0..<rows.rows).filter { rows[$0, column] <= middle }
    let size = Double(rows.rows / 2)
    let share = Double(above.count) / Double(rows.rows)
    let move = tilt * min(share, 1 - share)
    high = min(Int(((share + move) * size).rounded()), above.count)
    low = max(Int(((share - move) * size).rounded()), rows.rows / 2 - below.count)
    guard high > low else { return nil }
    self.rows = rows
    func shown(_ count: Int) -> String { "\((Double(count) / size * 100).rounded() / 100)" }
    text =
      "share with \(name) above \(NumberText.shortest(middle)): \(shown(high)) rather than "
      + shown(low)
  }

  /// Half of the population at random, with the share moved up or down. Rows are in random order.
  func group(isHigh: Bool, seed: UInt32) -> Matrix {
    var random = NumPyRandom(seed: seed)
    let count = isHigh ? high : low
    let upper = random.permutation(above.count).prefix(count).map { above[$0] }
    let lower = random.permutation(below.count).prefix(rows.rows / 2 - count).map { below[$0] }
    let chosen = upper + lower
    return rows.rows(random.permutation(chosen.count).map { chosen[$0] })
  }
}

/// What a table looks like as a whole.
enum TableSummary {
  /// Least, lower quartile, mean, median, upper quartile and largest value of each column; zeros
  /// without rows.
  static func values(of table: Matrix) -> [Double] {
    (0..<table.columns).flatMap { column -> [Double] in
      let sorted = (0..<table.rows).map { table[$0, column] }.sorted()
      guard let first = sorted.first, let last = sorted.last else {
        return Array(repeating: 0, count: 6)
      }
      let mean = sorted.reduce(0, +) / Double(sorted.count)
      return [
        first, Quantile.linear(0.25, of: sorted), mean, Quantile.linear(0.5, of: sorted),
        Quantile.linear(0.75, of: sorted), last,
      ]
    }
  }
}
