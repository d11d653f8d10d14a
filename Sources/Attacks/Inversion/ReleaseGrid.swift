import Numeric

/// The grid of a column as its released values show it.
///
/// Where both parents agree, a synthetic row repeats their value exactly. So a value that occurs
/// twice is a real one, and so is one with few decimals: others have 15 digits or more.
struct ReleaseGrid {
  private static let mostDecimals = 6
  private static let errors = [1.5e-15, 4e-14]

  private let values: [Double]
  /// Ascending.
  private let repeated: [Double]
  private let low: Double
  private let high: Double

  /// O(rows × log rows).
  init(_ rows: Matrix, _ column: Int) {
    values = (0..<rows.rows).map { rows[$0, column] }
    let sorted = values.sorted()
    low = sorted.first ?? 0
    high = sorted.last ?? 0
    var repeated: [Double] = []
    for (value, next) in zip(sorted, sorted.dropFirst())
    where value == next && repeated.last != value {
      repeated.append(value)
    }
    self.repeated = repeated
  }

  /// The grid, or nil if no value can be told for real.
  var grid: ColumnGrid? {
    let largest = max(abs(low), abs(high))
    // Both ends of the range and nothing else: two values, whatever they are.
    if repeated.count <= 2, repeated.first == low, repeated.last == high {
      return ColumnGrid(
        base: low, offset: 0, numerator: high > low ? high - low : 1, denominator: 1,
        error: ColumnGrid.rounding(largest))
    }
    let isWritten = repeated.allSatisfy {
      ShortValues.decimals(of: $0, most: Self.mostDecimals) != nil
    }
    if isWritten { return decimalGrid(largest) }
    return scaledGrid
  }

  private func decimalGrid(_ largest: Double) -> ColumnGrid? {
    let short = values.filter { ShortValues.decimals(of: $0, most: Self.mostDecimals) != nil }
    guard Set(short).count > 1 || !repeated.isEmpty else { return nil }
    return ShortValues.grid(of: short, most: Self.mostDecimals, largest: largest)
  }

  private var scaledGrid: ColumnGrid? {
    let isScaled = low >= -1 - 1e-12 && high <= 1 + 1e-12
    return isScaled
      ? AffineGrid.scaled(around: repeated, errors: Self.errors)
      : AffineGrid.fitted(to: repeated, errors: Self.errors, most: Lattice.mostSteps)
  }
}
