/// From data coordinates to dots of a grid: x to the right, y upwards, dot 0, 0 at the top left.
package struct PlotScale: Sendable, Equatable {
  /// What is shown in the middle of the grid. Taken off first: far from zero, where the digits of
  /// a product would not suffice, neighbors stay apart.
  private let middleX: Double
  private let middleY: Double
  private let slopeX: Double
  private let slopeY: Double
  private let halfWidth: Double
  private let halfHeight: Double

  /// Spreads `bounds` over a grid, the outermost points in the middle of the outermost dots. A side
  /// of no length is put in the middle.
  ///
  /// - Parameters:
  ///   - size: of the grid, in dots.
  ///   - dotShape: height of a dot over its width, for equal scales on both axes; `nil` to fill the
  ///     grid.
  package init(_ bounds: PlotBounds, onto size: Size, dotShape: Double? = nil) {
    var perX = Self.dots(size.width, per: bounds.maxX - bounds.minX)
    var perY = Self.dots(size.height, per: bounds.maxY - bounds.minY)
    if let dotShape {
      let smaller = min(perX, perY * dotShape)
      perX = min(perX, smaller)
      perY = min(perY, smaller / dotShape)
    }
    slopeX = perX.isFinite ? perX : 0
    slopeY = perY.isFinite ? -perY : 0
    middleX = bounds.minX / 2 + bounds.maxX / 2
    middleY = bounds.minY / 2 + bounds.maxY / 2
    halfWidth = Double(size.width) / 2
    halfHeight = Double(size.height) / 2
  }

  /// The column of dots, with its fraction; not a number for what is not.
  package func dotX(_ x: Double) -> Double { (x - middleX) * slopeX + halfWidth }

  /// The row of dots, with its fraction.
  package func dotY(_ y: Double) -> Double { (y - middleY) * slopeY + halfHeight }

  /// Infinite for a side of no length: any scale fits.
  private static func dots(_ count: Int, per length: Double) -> Double {
    length > 0 && length.isFinite ? Double(max(0, count - 1)) / length : .infinity
  }
}
