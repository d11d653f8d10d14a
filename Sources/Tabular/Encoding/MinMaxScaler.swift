import Numeric

/// Moves every column to a common range, operation for operation as scikit-learn's
/// `MinMaxScaler`, so that results are equal to the last bit.
///
/// With  scale = (upper − lower) / (max − min)  and  shift = lower − min · scale,  a value x
/// becomes  x · scale + shift  in two roundings, and returns as  (x − shift) / scale.
public struct MinMaxScaler: Sendable, Equatable {
  /// One factor for each column.
  public let scale: [Double]
  /// What is added to each column after the factor.
  public let shift: [Double]

  /// Ranges below this count as constant and are not stretched.
  private static let smallestRange = 10 * Double.ulpOfOne

  /// - Parameters:
  ///   - matrix: at least one row; missing values are ignored.
  ///   - range: where the smallest and the largest value of each column go.
  public init(fitting matrix: Matrix, to range: ClosedRange<Double> = -1...1) {
    var low = [Double](repeating: .infinity, count: matrix.columns)
    var high = [Double](repeating: -.infinity, count: matrix.columns)
    for row in 0..<matrix.rows {
      for column in 0..<matrix.columns {
        let value = matrix[row, column]
        if value < low[column] { low[column] = value }
        if value > high[column] { high[column] = value }
      }
    }
    let scale = zip(low, high).map { low, high in
      let width = high - low
      return (range.upperBound - range.lowerBound) / (width < Self.smallestRange ? 1 : width)
    }
    self.scale = scale
    shift = zip(low, scale).map { low, scale in range.lowerBound - low * scale }
  }

  /// The matrix with every column moved to the common range.
  public func transform(_ matrix: Matrix) -> Matrix {
    mapped(matrix) { value, scale, shift in
      let scaled = value * scale
      return scaled + shift
    }
  }

  /// Undoes `transform`, up to rounding.
  public func inverse(_ matrix: Matrix) -> Matrix {
    mapped(matrix) { value, scale, shift in
      let shifted = value - shift
      return shifted / scale
    }
  }

  private func mapped(
    _ matrix: Matrix, _ change: (Double, Double, Double) -> Double
  ) -> Matrix {
    precondition(matrix.columns == scale.count, "the matrix has other columns than the fitted one")
    var result = matrix
    for row in 0..<matrix.rows {
      for column in 0..<matrix.columns {
        let index = row * matrix.columns + column
        result.storage[index] = change(matrix.storage[index], scale[column], shift[column])
      }
    }
    return result
  }
}
