import Numeric

/// How exactly a release says where its rows are, read off its values.
///
/// Interpolated values have as many digits as a number holds. Values that are all multiples of one
/// step were rounded to it, or are categories if the step is large; from columns of these nothing
/// can be told about lines.
struct ReleasePrecision: Sendable {
  /// The columns that show lines.
  let columns: [Int]
  /// Bound on the error of each of these, where columns span −1 to 1.
  let errors: [Double]

  /// Scaling to −1...1 costs some digits where values are far from 0.
  static let exact = 1e-10
  /// Steps looked for, from the finest that is told from none to the coarsest that is rounding.
  private static let steps = 1e-8...0.05
  /// Rows looked at, and different values of them that a step is worked out from.
  private static let sample = (rows: 5000, values: 300)

  /// O(columns).
  ///
  /// - Parameter tolerance: the error of all columns; 0 to read it off the values.
  init(_ release: Matrix, tolerance: Double) {
    let count = min(release.rows, Self.sample.rows)
    let rows = (0..<count).map { $0 * release.rows / count }
    var columns: [Int] = []
    var errors: [Double] = []
    for column in 0..<release.columns {
      let values = Set(rows.map { release[$0, column] })
      guard values.count > 1 else { continue }
      let step = CommonStep.step(
        of: Self.some(values), error: 1e-12, least: Self.steps.lowerBound)
      guard step ?? 0 <= Self.steps.upperBound else { continue }
      columns.append(column)
      errors.append(tolerance > 0 ? tolerance : max(Self.exact, (step ?? 0) / 2))
    }
    self.columns = columns
    self.errors = errors
  }

  /// The values, or of very many some, spread evenly.
  private static func some(_ values: Set<Double>) -> [Double] {
    let sorted = values.sorted()
    guard sorted.count > sample.values else { return sorted }
    return (0..<sample.values).map { sorted[$0 * sorted.count / sample.values] }
  }

  /// The largest error of all columns.
  var largestError: Double { errors.max() ?? Self.exact }
  /// Whether the values were not rounded.
  var isExact: Bool { largestError <= 10 * Self.exact }
}
