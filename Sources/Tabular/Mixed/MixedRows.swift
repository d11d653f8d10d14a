/// Rows of numbers and categories, ready for distances in a `MixedSpace`.
public struct MixedRows: Sendable {
  /// Rows.
  public let count: Int
  /// What the distances are measured by.
  public let space: MixedSpace
  /// Row-major, one value for each column of the space: a number in units of its column's range, or
  /// the number of a category; NaN where missing.
  let values: [Double]

  /// - Parameter columns: one for each column of the space.
  init(_ space: MixedSpace, _ columns: [Column], count: Int) {
    self.space = space
    self.count = count
    var values = [Double](repeating: .nan, count: count * columns.count)
    for (position, column) in columns.enumerated() {
      switch column.values {
      case .numeric(let numbers):
        let range = space.ranges[position] ?? 0
        let scale = range > 0 ? 1 / range : 1
        for row in 0..<count { values[row * columns.count + position] = numbers[row] * scale }
      case .categorical(let codes, let levels):
        let numbers = levels.map { CategoryNumber.of($0) }
        for row in 0..<count where codes[row] >= 0 {
          values[row * columns.count + position] = numbers[Int(codes[row])]
        }
      }
    }
    self.values = values
  }

  /// The distance of a row of these to a row of others in the same space. O(columns).
  public func distance(_ row: Int, to other: Int, of others: MixedRows) -> Double {
    let width = space.names.count
    var sum = 0.0
    for column in 0..<width {
      let term = Self.term(
        values[row * width + column], others.values[other * width + column],
        range: space.ranges[column], rule: space.rule)
      sum += space.weights[column] * term
    }
    return space.rule == .gower ? sum / space.weights.reduce(0, +) : sum
  }

  private static func term(
    _ one: Double, _ other: Double, range: Double?, rule: MixedRule
  ) -> Double {
    switch (one.isNaN, other.isNaN) {
    case (true, true): return rule == .gower ? 0 : 1
    case (true, false), (false, true):
      return rule == .anonymeter && range != nil ? .nan : 1
    case (false, false): break
    }
    guard let range, range > 0 else { return one == other ? 0 : 1 }
    let apart = abs(one - other)
    return rule == .gower ? min(apart, 1) : apart
  }
}
