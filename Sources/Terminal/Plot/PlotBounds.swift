/// The part of the plane that a plot shows.
package struct PlotBounds: Sendable, Equatable {
  package var minX: Double
  package var maxX: Double
  package var minY: Double
  package var maxY: Double

  package init(minX: Double, maxX: Double, minY: Double, maxY: Double) {
    self.minX = minX
    self.maxX = maxX
    self.minY = minY
    self.maxY = maxY
  }

  /// The smallest bounds around the finite points of interleaved lists (x, y, x, y and so on);
  /// `nil` if there are none.
  package init?(around lists: [[Double]]) {
    self.init(minX: .infinity, maxX: -.infinity, minY: .infinity, maxY: -.infinity)
    for list in lists { include(list) }
    guard minX <= maxX else { return nil }
  }

  private mutating func include(_ points: [Double]) {
    for index in stride(from: 0, to: points.count - 1, by: 2) {
      let x = points[index]
      let y = points[index + 1]
      guard x.isFinite, y.isFinite else { continue }
      minX = min(minX, x)
      maxX = max(maxX, x)
      minY = min(minY, y)
      maxY = max(maxY, y)
    }
  }

  /// The same center at `1 / factor` of the width and height: above 1 zooms in.
  package func zoomed(by factor: Double, around center: (x: Double, y: Double)? = nil) -> Self {
    guard factor.isFinite, factor > 0 else { return self }
    let x = center?.x ?? minX / 2 + maxX / 2
    let y = center?.y ?? minY / 2 + maxY / 2
    return Self(
      minX: x + (minX - x) / factor, maxX: x + (maxX - x) / factor,
      minY: y + (minY - y) / factor, maxY: y + (maxY - y) / factor)
  }

  /// Moved by shares of its own width and height.
  package func shifted(x: Double, y: Double) -> Self {
    let right = (maxX - minX) * x
    let up = (maxY - minY) * y
    return Self(
      minX: minX + right, maxX: maxX + right, minY: minY + up, maxY: maxY + up)
  }
}
