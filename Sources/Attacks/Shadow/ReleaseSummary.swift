import CKernels
import Numeric

/// What a release looks like as a whole.
///
/// Source: the summary features of Ganev et al., "SMOTE and Mirrors", ICLR 2026.
public struct ReleaseSummary: Sendable, Equatable {
  /// For each column the least value, the lower quartile, the mean, the median, the upper quartile
  /// and the largest value; then the lower triangle of the covariance matrix, row by row. NaN where
  /// there is no value to take it from.
  public let numbers: [Double]
  private let columns: Int

  /// O(rows × columns²).
  public init(_ release: Matrix) {
    columns = release.columns
    var numbers = [Double](repeating: .nan, count: 6 * columns + columns * (columns + 1) / 2)
    if release.rows > 0 {
      ck_release_summary(release.storage, Int64(release.rows), Int32(columns), &numbers)
    }
    self.numbers = numbers
  }

  /// Mean of a column.
  public func mean(_ column: Int) -> Double { numbers[6 * column + 2] }
  /// Median of a column.
  public func median(_ column: Int) -> Double { numbers[6 * column + 3] }

  /// Covariance of two columns, divided by the number of rows less one.
  public func covariance(_ first: Int, _ second: Int) -> Double {
    let (low, high) = (min(first, second), max(first, second))
    return numbers[6 * columns + high * (high + 1) / 2 + low]
  }

  /// Pearson's correlation of two columns; 0 where one of them is constant.
  public func correlation(_ first: Int, _ second: Int) -> Double {
    let product = covariance(first, first) * covariance(second, second)
    return product == 0 ? 0 : covariance(first, second) / product.squareRoot()
  }
}
