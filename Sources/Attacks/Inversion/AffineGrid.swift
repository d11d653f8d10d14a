/// Grids of values that were scaled, so that neither zero nor the step is a short number.
enum AffineGrid {
  /// Different values that are enough to fit a grid.
  private static let mostValues = 4096

  /// The grid of the largest step on which all `values` lie, up to the least of `errors` that
  /// works; nil if there is none of at most `most` steps.
  ///
  /// - Parameters:
  ///   - values: ascending and different.
  ///   - errors: ascending shares of the largest absolute value.
  static func fitted(to values: [Double], errors: [Double], most: Int) -> ColumnGrid? {
    guard let low = values.first, let high = values.last, high > low else { return nil }
    let stride = max(1, values.count / mostValues)
    let sample = values.enumerated().filter { $0.offset % stride == 0 }.map(\.element) + [high]
    let largest = max(abs(low), abs(high))
    for share in errors {
      let error = share * largest
      let least = max((high - low) / Double(most), 50 * error)
      guard let step = CommonStep.step(of: sample, error: error, least: least) else { continue }
      let grid = ColumnGrid(
        base: low, offset: 0, numerator: step, denominator: 1, error: 3 * error)
      if values.allSatisfy(grid.contains) { return grid }
    }
    return nil
  }

  /// The grid of a column that was scaled to −1...1: both are among its real values.
  ///
  /// - Parameters: as of `fitted`; a value or two are enough.
  static func scaled(around values: [Double], errors: [Double]) -> ColumnGrid? {
    let known = Set(values.map { abs(abs($0) - 1) < 1e-9 ? $0.rounded() : $0 } + [-1, 1]).sorted()
    guard let fitted = fitted(to: known, errors: errors, most: Lattice.mostSteps) else {
      return nil
    }
    return ColumnGrid(
      base: -1, offset: 0, numerator: 2, denominator: (2 / fitted.step).rounded(),
      error: fitted.error)
  }
}
