import Foundation
import Jobs
import Numeric

/// A density estimated from rows: a normal distribution around each of them, all of one shape.
///
/// Source: Scott, Multivariate density estimation, 1992, and Silverman, Density estimation, 1986, for
/// the widths; as `scipy.stats.gaussian_kde`, except where that fails.
package struct KernelDensity: Sendable {
  /// How wide the kernels are.
  package enum Width: String, Sendable, CaseIterable {
    /// n^(−1/(d+4)) standard deviations.
    case scott
    /// (n (d + 2) / 4)^(−1/(d+4)) standard deviations.
    case silverman

    func factor(rows: Int, columns: Int) -> Double {
      let power = -1 / Double(columns + 4)
      switch self {
      case .scott: return pow(Double(rows), power)
      case .silverman: return pow(Double(rows) * Double(columns + 2) / 4, power)
      }
    }
  }

  /// Which way the kernels stretch.
  package enum Shape: String, Sendable, CaseIterable {
    /// As the rows do: by their covariance.
    case covariance
    /// Along the columns only, each by its own deviation. This works where a covariance is singular:
    /// with constant columns, columns that follow from others, fewer rows than columns.
    case columns
  }

  /// Rows in whitened units.
  private let centers: Matrix
  private let root: LowerTriangle
  /// The logarithm of a kernel at its center.
  private let logPeak: Double

  /// A column is taken to vary by at least so much, where it spans −1 to 1: a constant column would
  /// make every density infinite or nothing.
  private static let leastDeviation = 0.01
  private static let rowsPerLook = 4096

  /// - Returns: nil if the covariance is asked for and singular, or there are no rows.
  /// - Complexity: O(rows × columns²).
  /// - Throws: `CancellationError`.
  package init?(
    _ rows: Matrix, width: Width, shape: Shape, in context: RunContext<Fraction>
  ) throws {
    guard rows.rows > 0, rows.columns > 0 else { return nil }
    let covariance = try Covariance(of: rows, in: context.silenced(Never.self)).matrix
    let factor = width.factor(rows: rows.rows, columns: rows.columns)
    switch shape {
    case .covariance:
      var scaled = covariance
      for place in scaled.storage.indices { scaled.storage[place] *= factor * factor }
      guard let root = LowerTriangle(rootOf: scaled) else { return nil }
      self.root = root
    case .columns:
      root = LowerTriangle(
        diagonal: (0..<rows.columns).map { column in
          factor * max(Self.leastDeviation, covariance[column, column].squareRoot())
        })
    }
    logPeak = -0.5 * Double(rows.columns) * log(2 * Double.pi) - root.logDeterminant
    centers = try root.whitened(rows, in: context.silenced())
  }

  /// Two densities of one shape: both by their covariance unless one of these is singular.
  package static func pair(
    _ first: Matrix, _ second: Matrix, width: Width, shape: Shape,
    in context: RunContext<Fraction>
  ) throws -> (KernelDensity, KernelDensity)? {
    for shape in shape == .covariance ? [.covariance, .columns] : [Shape.columns] {
      if let one = try KernelDensity(first, width: width, shape: shape, in: context),
        let other = try KernelDensity(second, width: width, shape: shape, in: context)
      {
        return (one, other)
      }
    }
    return nil
  }

  /// Rows in the units in which `logKernel` takes distances.
  func whitened(_ rows: Matrix, in context: RunContext<Fraction>) throws -> Matrix {
    try root.whitened(rows, in: context.silenced())
  }

  /// The logarithm of a kernel at a squared distance in whitened units.
  func logKernel(squaredDistance: Double) -> Double { logPeak - 0.5 * squaredDistance }

  /// The rows the density was made from.
  var count: Int { centers.rows }

  /// The logarithm of the density at each of `places`, also where the density itself is too small
  /// for a number.
  ///
  /// - Complexity: O(places × rows × columns), in parallel.
  /// - Throws: `CancellationError`.
  package func logDensities(
    at places: Matrix, in context: RunContext<Fraction>
  ) throws -> [Double] {
    let queries = try whitened(places, in: context)
    let progress = ProgressCounter(of: places.rows, in: context)
    return try parallelMap(places.rows, in: context) { place in
      var sum = LogSum()
      for start in stride(from: 0, to: centers.rows, by: Self.rowsPerLook) {
        try context.checkCancellation()
        let end = min(centers.rows, start + Self.rowsPerLook)
        for squared in squaredDistances(queries, place, start..<end) { sum.add(-0.5 * squared) }
      }
      progress.add(1)
      return logPeak + sum.logarithm - log(Double(centers.rows))
    }
  }

  private func squaredDistances(
    _ queries: Matrix, _ place: Int, _ rows: Range<Int>
  ) -> [Double] {
    let width = centers.columns
    return queries.storage.withUnsafeBufferPointer { queries in
      centers.storage.withUnsafeBufferPointer { centers in
        rows.map { row in
          var sum = 0.0
          for column in 0..<width {
            let difference = queries[place * width + column] - centers[row * width + column]
            sum += difference * difference
          }
          return sum
        }
      }
    }
  }
}
