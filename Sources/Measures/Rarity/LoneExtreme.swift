/// An end of a column's range that one person holds alone: without that person the range would end
/// at the runner-up.
struct LoneExtreme: Sendable, Equatable {
  /// Which end.
  enum End: String, Sendable {
    case least
    case largest
  }

  /// Of the column.
  let column: String
  /// Which end of it.
  let end: End
  /// The training row that holds it.
  let row: Int
  /// Its value.
  let value: Double
  /// The end of the range without that row.
  let runnerUp: Double
  /// The share of the range that is there because of that row, in 0..<=1.
  let share: Double

  /// The ends of a column that one row holds alone. O(rows).
  ///
  /// - Parameter numbers: of the training rows; NaN is missing. A column with numbers in fewer than
  ///   two rows has no ends.
  static func all(of column: String, _ numbers: [Double]) -> [LoneExtreme] {
    let least = ends(numbers, sign: -1)
    let largest = ends(numbers, sign: 1)
    guard let low = least?.value, let high = largest?.value, high > low else { return [] }
    return [(End.least, least), (.largest, largest)].compactMap { end, found in
      guard let found, let runnerUp = found.runnerUp else { return nil }
      return LoneExtreme(
        column: column, end: end, row: found.row, value: found.value, runnerUp: runnerUp,
        share: abs(found.value - runnerUp) / (high - low))
    }
  }

  /// The outermost value on one side, and the next one if only one row has the outermost.
  private static func ends(
    _ numbers: [Double], sign: Double
  ) -> (row: Int, value: Double, runnerUp: Double?)? {
    var best: (row: Int, value: Double)?
    var next: Double?
    for (row, number) in numbers.enumerated() where !number.isNaN {
      guard let known = best else {
        best = (row, number)
        continue
      }
      if number * sign > known.value * sign {
        next = known.value
        best = (row, number)
      } else if next.map({ number * sign > $0 * sign }) ?? true {
        next = number
      }
    }
    guard let best else { return nil }
    // An equal runner-up shares the end: nobody holds it alone.
    return (best.row, best.value, next == best.value ? nil : next)
  }

  /// How far some rows come from the runner-up towards the value, in 0...1: 1 gives it away exactly.
  /// Nil if they go beyond it, or have no numbers.
  func reach(of numbers: some Sequence<Double>) -> Double? {
    let sign: Double = end == .largest ? 1 : -1
    var outermost: Double?
    for number in numbers where !number.isNaN {
      if outermost.map({ number * sign > $0 * sign }) ?? true { outermost = number }
    }
    guard let outermost else { return nil }
    if outermost * sign > value * sign { return nil }
    return max(0, (outermost - runnerUp) / (value - runnerUp))
  }
}
