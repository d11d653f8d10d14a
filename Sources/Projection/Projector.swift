import Jobs
import Numeric
import Parameters

/// Shares of the variance that the two axes show, in 0...1.
public struct AxisShares: Sendable, Equatable {
  /// Share of the axis to the right; not below `vertical` where axes are ranked.
  public let horizontal: Double
  /// Share of the axis upwards.
  public let vertical: Double

  /// - Parameters:
  ///   - horizontal, vertical: in 0...1, together at most 1.
  public init(horizontal: Double, vertical: Double) {
    self.horizontal = horizontal
    self.vertical = vertical
  }
}

/// A map from rows to the plane, learned once and applied to any row with the same columns.
public struct PlaneMap: Sendable, Equatable {
  /// Subtracted from each column.
  public let center: [Double]
  /// A weight per column for each axis.
  public let horizontal: [Double]
  /// Likewise for the axis upwards.
  public let vertical: [Double]
  /// How much of the variance the picture shows.
  public let shares: AxisShares

  /// - Precondition: `center`, `horizontal` and `vertical` have one entry per column.
  public init(center: [Double], horizontal: [Double], vertical: [Double], shares: AxisShares) {
    self.center = center
    self.horizontal = horizontal
    self.vertical = vertical
    self.shares = shares
  }

  /// Places of `rows` as x, y, x, y, …  O(rows × columns).
  public func places(of rows: Matrix) -> [Double] {
    precondition(rows.rows == 0 || rows.columns == center.count, "widths differ")
    var places: [Double] = []
    places.reserveCapacity(2 * rows.rows)
    for row in 0..<rows.rows {
      var x = 0.0
      var y = 0.0
      for column in 0..<rows.columns {
        let value = rows.storage[row * rows.columns + column] - center[column]
        x += value * horizontal[column]
        y += value * vertical[column]
      }
      places.append(x)
      places.append(y)
    }
    return places
  }
}

/// Learns how to draw rows in the plane.
public protocol Projector: Configurable {
  /// Learns from `rows` where every row with the same columns is drawn.
  ///
  /// - Throws: `CancellationError`.
  func fit(_ rows: Matrix, in context: RunContext<Fraction>) throws -> PlaneMap
}
