import Jobs
import Numeric
import Parameters

/// Parents are the means of groups of at least m similar records instead of records.
///
/// The groups are those of MDAV (maximum distance to average vector), on columns scaled by their
/// range: while 3m rows or more are left, the row farthest from the mean of those left takes its
/// m − 1 nearest, then the row farthest from it takes its own; with 2m or more left, the row
/// farthest from the mean takes m − 1, and what remains is the last group, of m to 2m − 1 rows.
/// Where distances tie, the lower row number comes first, so the groups are the same every time.
///
/// Source: Domingo-Ferrer and Mateo-Sanz 2002, with the last groups as in
/// Domingo-Ferrer and Torra 2005. Status: tested on groups worked out by hand.
public struct Microaggregation: Defence {
  /// On the command line.
  public static let name = "microaggregate"
  /// In menus.
  public static let title = "Microaggregation"
  /// What it is said to do.
  public static let summary =
    "said to leave only means of m or more people to be rebuilt, never one person"
  /// The paper that defined it.
  public static let source = Citation(
    "Domingo-Ferrer, Mateo-Sanz: Practical data-oriented microaggregation, IEEE TKDE 14, 2002",
    link: "https://doi.org/10.1109/69.979982")
  /// On the rows that parents are taken from.
  public static let stage = DefenceStage.parents
  /// `m`: larger groups, more is hidden and fewer parents are left.
  public static let parameters = [
    ParameterSpec.integer(
      "m", in: 2...1000, default: 3, help: "records in a group at least; its mean is a parent")
  ]

  private let least: Int

  /// - Parameter values: settings after `parameters`; any `m` is accepted until a class is known.
  public init(_ values: ParameterValues) throws(ParameterError) {
    least = values.integer("m")
  }

  /// The means of the groups, in the order in which the groups were found.
  ///
  /// - Throws: `OversamplingError.unsuited` for a class that makes fewer than two groups;
  ///   `CancellationError`.
  /// - Complexity: O(rows² / m × columns) time, O(rows × columns) memory.
  public func parents(
    _ members: Matrix, className: String, in context: RunContext<Fraction>
  ) throws -> ParentGroups? {
    guard members.rows >= 2 * least else { throw tooFew(members.rows, className) }
    var remaining = RemainingRows(members)
    var groups: [[Int]] = []
    while remaining.count >= 3 * least {
      let far = try remaining.farthest(from: remaining.mean(), in: context)
      let opposite = try remaining.farthest(from: remaining.point(far), in: context)
      groups.append(try remaining.takeGroup(of: least, around: far, in: context))
      // With many copies the opposite row may be in the first group.
      let second =
        remaining.holds(opposite)
        ? opposite : try remaining.farthest(from: remaining.point(far), in: context)
      groups.append(try remaining.takeGroup(of: least, around: second, in: context))
      context.report(Fraction(members.rows - remaining.count, of: members.rows))
    }
    if remaining.count >= 2 * least {
      let far = try remaining.farthest(from: remaining.mean(), in: context)
      groups.append(try remaining.takeGroup(of: least, around: far, in: context))
    }
    groups.append(remaining.rows)
    return ParentGroups(rows: Self.means(members, groups), members: groups)
  }

  private func tooFew(_ rows: Int, _ className: String) -> OversamplingError {
    let found = "class '\(className)' has \(rows) row\(rows == 1 ? "" : "s"), "
    let reason =
      rows < 4
      ? "two groups need at least 4; leave \(Self.name) out"
      : "two groups of m = \(least) need \(2 * least); the largest m is \(rows / 2)"
    return .unsuited(method: Self.title, reason: found + reason)
  }

  /// Running means: the mean of equal values is that value.
  private static func means(_ members: Matrix, _ groups: [[Int]]) -> Matrix {
    var means = Matrix(rows: groups.count, columns: members.columns)
    for (number, group) in groups.enumerated() {
      for (place, row) in group.enumerated() {
        for column in 0..<members.columns {
          let change = members[row, column] - means[number, column]
          means[number, column] += change / Double(place + 1)
        }
      }
    }
    return means
  }
}

/// Rows that are in no group yet, on columns scaled to 0...1.
private struct RemainingRows {
  /// Their numbers, ascending.
  private(set) var rows: [Int]
  private let scaled: Matrix

  init(_ matrix: Matrix) {
    var scaled = matrix
    for column in 0..<matrix.columns {
      let values = (0..<matrix.rows).map { matrix[$0, column] }
      // Halves, because the difference of the two ends can be too large for a number.
      let low = (values.min() ?? 0) / 2
      let width = (values.max() ?? 0) / 2 - low
      for row in 0..<matrix.rows {
        scaled[row, column] = width > 0 ? (values[row] / 2 - low) / width : 0
      }
    }
    self.scaled = scaled
    rows = Array(0..<matrix.rows)
  }

  var count: Int { rows.count }

  func point(_ row: Int) -> [Double] { scaled.row(row) }

  func holds(_ row: Int) -> Bool { rows.contains(row) }

  func mean() -> [Double] {
    var sums = [Double](repeating: 0, count: scaled.columns)
    for row in rows {
      for column in 0..<scaled.columns { sums[column] += scaled[row, column] }
    }
    return sums.map { $0 / Double(rows.count) }
  }

  /// The row farthest from `point`, the lowest number among several.
  func farthest(from point: [Double], in context: RunContext<Fraction>) throws -> Int {
    try context.checkCancellation()
    var farthest = rows[0]
    var largest = -1.0
    for row in rows {
      let distance = squaredDistance(of: row, to: point)
      if distance > largest { (farthest, largest) = (row, distance) }
    }
    return farthest
  }

  /// Takes out `row` and its `size - 1` nearest, ascending.
  mutating func takeGroup(
    of size: Int, around row: Int, in context: RunContext<Fraction>
  ) throws -> [Int] {
    try context.checkCancellation()
    let center = point(row)
    var nearest: [(distance: Double, row: Int)] = []
    nearest.reserveCapacity(size)
    for other in rows where other != row {
      let distance = squaredDistance(of: other, to: center)
      if nearest.count == size - 1 {
        guard let last = nearest.last, distance < last.distance else { continue }
        nearest.removeLast()
      }
      var place = nearest.count
      while place > 0, nearest[place - 1].distance > distance { place -= 1 }
      nearest.insert((distance, other), at: place)
    }
    let group = Set(nearest.map(\.row) + [row])
    rows.removeAll { group.contains($0) }
    return group.sorted()
  }

  private func squaredDistance(of row: Int, to point: [Double]) -> Double {
    scaled.storage.withUnsafeBufferPointer { storage in
      let start = row * scaled.columns
      var sum = 0.0
      for column in 0..<scaled.columns {
        let difference = storage[start + column] - point[column]
        sum += difference * difference
      }
      return sum
    }
  }
}
