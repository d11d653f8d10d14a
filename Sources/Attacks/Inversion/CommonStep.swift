/// Steps that values have in common.
enum CommonStep {
  /// Different values from which on a common divisor is no accident.
  private static let enough = 12

  /// `grid` without the places between that no value takes. O(values).
  static func coarsened(_ grid: ColumnGrid, by values: [Double]) -> ColumnGrid {
    let places = Set(values.map { grid.place(of: $0).rounded() }).sorted()
    guard places.count >= enough, let first = places.first else { return grid }
    let divisor = places.reduce(0) { gcd($0, $1 - first) }
    guard divisor > 1 else { return grid }
    return grid.coarser(by: divisor, from: first - divisor * (first / divisor).rounded(.down))
  }

  /// Greatest common divisor of whole numbers of at most 2⁵³.
  static func gcd(_ first: Double, _ second: Double) -> Double {
    var (a, b) = (abs(first), abs(second))
    while b > 0 { (a, b) = (b, a.truncatingRemainder(dividingBy: b)) }
    return a
  }

  /// The largest step of which all differences between `values` are multiples, up to `error`; nil if
  /// it would be finer than `least`.
  ///
  /// Euclid's algorithm on real numbers: a remainder within the error counts as 0. The step is
  /// sharpened by least squares with every difference, so errors do not add up.
  static func step(of values: [Double], error: Double, least: Double) -> Double? {
    guard let first = values.min() else { return nil }
    let differences = Set(values.map { $0 - first }).filter { $0 > 2 * error }.sorted()
    var step = 0.0
    for (count, difference) in differences.enumerated() {
      step = realGCD(step, difference, error: 2 * error)
      guard step >= least else { return nil }
      step = sharpened(step, by: differences[...count])
    }
    guard step >= least else { return nil }
    let fits = differences.allSatisfy { abs($0 - ($0 / step).rounded() * step) <= 4 * error }
    return fits ? step : nil
  }

  private static func realGCD(_ first: Double, _ second: Double, error: Double) -> Double {
    var (a, b) = (max(first, second), min(first, second))
    var (errorA, errorB) = (error, error)
    while b > 2 * errorB {
      let quotient = (a / b).rounded()
      let rest = abs(a - quotient * b)
      (a, b) = (b, rest)
      (errorA, errorB) = (errorB, errorA + quotient * errorB)
    }
    return a
  }

  private static func sharpened(_ step: Double, by differences: ArraySlice<Double>) -> Double {
    var products = 0.0
    var squares = 0.0
    for difference in differences {
      let multiple = (difference / step).rounded()
      products += multiple * difference
      squares += multiple * multiple
    }
    return squares > 0 ? products / squares : step
  }
}
