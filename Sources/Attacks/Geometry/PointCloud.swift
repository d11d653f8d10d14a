import CKernels
import Numeric

/// Rows prepared for geometry with exact error bounds.
///
/// Every column is divided by the power of two next above its largest absolute value: that is
/// exact, keeps lines straight, and makes the rounding error of all coordinates alike.
struct PointCloud: Sendable {
  /// Scaled rows.
  private(set) var coordinates: Matrix
  /// What each column was multiplied by.
  let scales: [Double]
  /// A unit vector in general position.
  let probe: [Double]
  /// Bound on the absolute error of a difference of two coordinates.
  let rounding: Double

  /// Half a unit in the last place for each of the operations that make a coordinate, with room
  /// for the slowest of them: measured errors are about a tenth of it.
  private static let roundingUnits = 8.0

  /// - Parameter errors: bound on what is unknown of the values of each column, in release units;
  ///   nil if they are as exact as a number can be.
  init(_ rows: Matrix, errors: [Double]? = nil) {
    let factors = Self.scales(of: rows)
    scales = factors
    coordinates = Self.scaled(rows, by: factors)
    let largest = zip(errors ?? [], factors).map { $0 * $1 }.max() ?? 0
    rounding = max(
      largest, Self.roundingUnits * Double.ulpOfOne * Double(rows.columns).squareRoot())
    probe = Self.unitVector(rows.columns)
  }

  /// What each column of a cloud of `rows` is multiplied by. O(rows × columns).
  static func scales(of rows: Matrix) -> [Double] {
    let width = rows.columns
    var largest = [Double](repeating: 0, count: width)
    for row in 0..<rows.rows {
      for column in 0..<width {
        largest[column] = max(largest[column], abs(rows.storage[row * width + column]))
      }
    }
    return largest.map(Self.scale)
  }

  /// One over the power of two next above `largest`. Values so small that there is no such number
  /// are brought as near to it as there is one.
  private static func scale(for largest: Double) -> Double {
    guard largest > 0 else { return 1 }
    let below = max(largest.binade, .leastNormalMagnitude)
    return 1 / below * (largest == below ? 1 : 0.5)
  }

  /// Rows in the cloud's scale, for rows in release units. Exact.
  static func scaled(_ rows: Matrix, by scales: [Double]) -> Matrix {
    var result = rows
    for row in 0..<rows.rows {
      for column in 0..<rows.columns {
        result.storage[row * rows.columns + column] *= scales[column]
      }
    }
    return result
  }

  /// One place, back in release units. Exact.
  func released(_ place: ArraySlice<Double>) -> [Double] {
    zip(place, scales).map { $0 / $1 }
  }

  /// Adds rows that are in the cloud's scale already.
  mutating func append(_ rows: Matrix) { coordinates = coordinates.stacked(on: rows) }

  /// The same cloud with other rows, in the cloud's scale.
  func replacing(_ rows: Matrix) -> PointCloud {
    var copy = self
    copy.coordinates = rows
    return copy
  }

  /// Lends the points to a kernel.
  func withKernelPoints<Result>(_ body: (UnsafePointer<ck_points>) throws -> Result) rethrows
    -> Result
  {
    try coordinates.storage.withUnsafeBufferPointer { storage in
      try probe.withUnsafeBufferPointer { probe in
        var points = ck_points(
          coordinates: storage.baseAddress, n: Int64(coordinates.rows),
          d: Int32(coordinates.columns), probe: probe.baseAddress, rounding: rounding)
        return try body(&points)
      }
    }
  }

  /// The same vector every time, so that equal releases give equal answers.
  private static func unitVector(_ width: Int) -> [Double] {
    var random = NumPyRandom(seed: 1)
    let vector = (0..<width).map { _ in random.normal() }
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return vector.map { $0 / max(length, .leastNormalMagnitude) }
  }
}
