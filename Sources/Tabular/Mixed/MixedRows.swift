/// Rows of numbers and categories, ready for distances in a `MixedSpace`.
public struct MixedRows: Sendable {
  /// Rows.
  public let count: Int
  /// What the distances are measured by.
  public let space: MixedSpace
  /// Row-major, one value for each column of the space: a number in units of its column's range, or
  /// the number of a category in `texts`; NaN where missing.
  let values: [Double]
  /// For each column of the space its categories; empty for a column of numbers.
  let texts: [CategoryTexts]

  /// - Parameter columns: one for each column of the space.
  init(_ space: MixedSpace, _ columns: [Column], count: Int) {
    self.space = space
    self.count = count
    var values = [Double](repeating: .nan, count: count * columns.count)
    var texts: [CategoryTexts] = []
    for (position, column) in columns.enumerated() {
      var own = CategoryTexts()
      switch (space.ranges[position], column.values) {
      case (let range?, .numeric(let numbers)):
        let scale = range > 0 ? 1 / range : 1
        for row in 0..<count { values[row * columns.count + position] = numbers[row] * scale }
      case (nil, .categorical(let codes, let levels)):
        let numbers = levels.map { Double(own.number(of: $0)) }
        for row in 0..<count where codes[row] >= 0 {
          values[row * columns.count + position] = numbers[Int(codes[row])]
        }
      case (nil, .numeric):
        // Categories that look like numbers in this table.
        for row in 0..<count where !column.isMissing(row) {
          values[row * columns.count + position] = Double(own.number(of: column.text(row)))
        }
      case (_?, .categorical):
        // Words where there ought to be numbers: there is no number to compare.
        break
      }
      texts.append(own)
    }
    self.values = values
    self.texts = texts
  }

  /// The distance of a row of these to a row of others in the same space. O(columns).
  ///
  /// This is the definition; `nearest` gives the same numbers, bit for bit.
  public func distance(_ row: Int, to other: Int, of others: MixedRows) -> Double {
    let width = space.names.count
    var sum = 0.0
    for column in 0..<width {
      let one = values[row * width + column]
      let another = others.values[other * width + column]
      let term =
        missingTerm(one, another, column)
        ?? (space.ranges[column] == nil
          ? texts[column].texts[Int(one)] == others.texts[column].texts[Int(another)] ? 0 : 1
          : numberTerm(one, another, range: space.ranges[column] ?? 0))
      sum += space.weights[column] * term
    }
    return sum / space.divisor
  }

  /// Nil if neither value is missing.
  private func missingTerm(_ one: Double, _ other: Double, _ column: Int) -> Double? {
    switch (one.isNaN, other.isNaN) {
    case (true, true): space.rule == .gower ? 0 : 1
    case (true, false), (false, true):
      space.rule == .anonymeter && space.ranges[column] != nil ? .nan : 1
    case (false, false): nil
    }
  }

  private func numberTerm(_ one: Double, _ other: Double, range: Double) -> Double {
    guard range > 0 else { return one == other ? 0 : 1 }
    let apart = abs(one - other)
    return space.rule == .gower ? min(apart, 1) : apart
  }
}
