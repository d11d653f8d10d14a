/// The values a column can have: `base + (offset + place · numerator) / denominator` for whole
/// places.
///
/// Kept as a fraction of whole numbers where there is one, so that a place gives the very double
/// that the decimal in the file stands for: 57 / 100, not 57 · 0.01.
struct ColumnGrid: Sendable, Equatable {
  let base: Double
  let offset: Double
  let numerator: Double
  let denominator: Double
  /// Bound on the error of a released value, in release units.
  var error: Double

  /// Between two values.
  var step: Double { numerator / denominator }

  /// Where a value lies, in steps.
  func place(of value: Double) -> Double {
    ((value - base) * denominator - offset) / numerator
  }

  /// The value of a whole place.
  func value(at place: Double) -> Double {
    let fromBase = (offset + place * numerator) / denominator
    return base == 0 ? fromBase : base + fromBase
  }

  /// Whether a value is one of the grid's.
  func contains(_ value: Double) -> Bool {
    let place = place(of: value)
    return abs(place - place.rounded()) <= placeError
  }

  /// Bound on the error of a place, in steps.
  var placeError: Double { error / step + 1e-14 }

  /// A grid with `factor` as many values.
  func finer(by factor: Double) -> ColumnGrid {
    ColumnGrid(
      base: base, offset: offset * factor, numerator: numerator, denominator: denominator * factor,
      error: error)
  }

  /// The grid of every `factor`-th place from `first` on.
  func coarser(by factor: Double, from first: Double) -> ColumnGrid {
    ColumnGrid(
      base: base, offset: offset + first * numerator, numerator: numerator * factor,
      denominator: denominator, error: error)
  }

  /// Multiples of a step that a data dictionary would state: 0.01, 0.25, 5.
  ///
  /// - Parameter largest: of the absolute values; what rounding errors are measured by.
  static func multiples(of step: Double, largest: Double) -> ColumnGrid {
    var denominator = 1.0
    while denominator < 1e12, (step * denominator).rounded() / denominator != step {
      denominator *= 10
    }
    return ColumnGrid(
      base: 0, offset: 0, numerator: (step * denominator).rounded(), denominator: denominator,
      error: rounding(largest))
  }

  /// Bound on the error of a value between two of at most that size: three roundings.
  static func rounding(_ largest: Double) -> Double { 6e-16 * max(largest, 1e-3) }
}
