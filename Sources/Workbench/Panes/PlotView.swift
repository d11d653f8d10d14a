import Terminal

/// Which part of a plot is looked at.
struct PlotView: Sendable, Equatable {
  /// 1 shows all.
  private(set) var factor = 1.0
  /// The middle of the view, as shares of the whole from its middle, in -0.5...0.5.
  private var x = 0.0
  private var y = 0.0

  private static let step = 1.5
  private static let largest = 200.0

  var isZoomed: Bool { factor > 1 }

  mutating func zoomIn() { factor = min(Self.largest, factor * Self.step) }

  /// Zooming out ends where all is seen, in the middle again.
  mutating func zoomOut() {
    factor /= Self.step
    if factor < 1.01 { reset() }
  }

  mutating func reset() { self = PlotView() }

  /// Moves by a fifth of what is seen per step.
  mutating func move(right: Int, up: Int) {
    x = min(0.5, max(-0.5, x + Double(right) / (5 * factor)))
    y = min(0.5, max(-0.5, y + Double(up) / (5 * factor)))
  }

  func bounds(in whole: PlotBounds) -> PlotBounds {
    whole.shifted(x: x, y: y).zoomed(by: factor)
  }
}
