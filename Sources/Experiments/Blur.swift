import Attacks
import Numeric
import Oversampling

/// How far the defences of a release moved its synthetic rows from where they were made.
///
/// The sharpest that an attack can be is about that: a rebuilt record counts if it is within a few
/// times of it. Without defences the values are sharp to the last digit.
struct Blur: Sendable {
  /// Half the width of a uniform error of that size, in units in which every column spans −1 to 1;
  /// the largest of all columns.
  let amplitude: Double

  /// Times the amplitude by which a rebuilt record may be off.
  private static let allowance = 5.0

  /// - Parameter scales: one per column of the released rows.
  /// - Complexity: O(rows × columns).
  init(_ product: Production.Product, scales: [Double]) {
    let made = product.synthetic.rows
    var sums = [Double](repeating: 0, count: made.columns)
    var count = 0
    for (row, origin) in product.released.origins.enumerated() {
      guard case .synthetic(let number) = origin else { continue }
      count += 1
      for column in sums.indices {
        let change =
          (product.released.features[row, column] - made[number, column]) * scales[column]
        sums[column] += change * change
      }
    }
    amplitude = (3 * (sums.max() ?? 0) / Double(max(1, count))).squareRoot()
  }

  /// Largest scaled coordinate difference at which a rebuilt record still counts as the real one.
  var tolerance: Double { max(Evaluator.tolerance, Self.allowance * amplitude) }
}
