import Numeric

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The body that Geometric SMOTE draws from: a ball, cut off at one side and pressed together.
///
/// With `axis` the direction from the center to the surface point and `along` the part of a point
/// on that axis:
///
/// * truncation above 0 mirrors points with `along < truncation − 1` in the plane through the
///   center that is perpendicular to the axis; below 0 points with `along > truncation + 1`;
/// * deformation multiplies the part of a point that is perpendicular to the axis by
///   `1 − deformation`.
///
/// Source: Douzas and Bacao 2019, section 3, in the order of the authors' package: uniform point,
/// truncation, deformation, translation.
struct UnitBall: Sendable {
  /// In −1...1.
  let truncation: Double
  /// In 0...1.
  let deformation: Double

  /// A row drawn from the body around `center` whose surface goes through `surface`; the center
  /// itself, with nothing drawn, if they are equal.
  func row(center: [Double], surface: [Double], random: inout NumPyRandom) -> [Double] {
    guard center != surface else { return center }
    var axis = zip(surface, center).map { $0 - $1 }
    let radius = Self.length(axis)
    axis = axis.map { $0 / radius }
    let point = shaped(Self.uniformPoint(axis.count, random: &random), axis: axis)
    return zip(center, point).map { $0 + radius * $1 }
  }

  /// Uniform in the unit ball: a uniform direction, and the radius that makes volumes equal.
  private static func uniformPoint(_ columns: Int, random: inout NumPyRandom) -> [Double] {
    let normal = (0..<columns).map { _ in random.normal() }
    let length = length(normal)
    let radius = pow(random.uniform(), 1 / Double(columns))
    return normal.map { radius * ($0 / length) }
  }

  private func shaped(_ point: [Double], axis: [Double]) -> [Double] {
    var point = point
    let along = Self.product(point, axis)
    let isCutOff =
      (truncation > 0 && along < truncation - 1) || (truncation < 0 && along > truncation + 1)
    if isCutOff { point = zip(point, axis).map { $0 - 2 * along * $1 } }
    let kept = Self.product(point, axis)
    return zip(point, axis).map { value, direction in
      let parallel = kept * direction
      return parallel + (1 - deformation) * (value - parallel)
    }
  }

  private static func product(_ one: [Double], _ other: [Double]) -> Double {
    zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Euclidean length, also where its square is too large for a number.
  static func length(_ vector: [Double]) -> Double {
    let largest = vector.reduce(0) { max($0, $1.magnitude) }
    guard largest > 0 else { return 0 }
    let square = vector.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }
    return largest * square.squareRoot()
  }
}
