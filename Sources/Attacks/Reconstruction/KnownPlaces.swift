import Numeric

/// Places, each far from all others.
///
/// They are filed by where they lie along a random axis, so that a place is compared with the few
/// that could be near it.
struct KnownPlaces: Sendable {
  private let axis: [Double]
  private let distance: Double
  /// Extent of a drawer along the axis: places that are near lie in the same or in the next.
  private let extent: Double
  private var drawers: [Double: [[Double]]] = [:]

  /// - Parameter distance: two places are near if every coordinate differs by less than this.
  init(width: Int, distance: Double) {
    var random = NumPyRandom(seed: 7)
    let axis = (0..<width).map { _ in random.normal() }
    self.axis = axis
    self.distance = distance
    extent = 2 * distance * axis.reduce(1) { $0 + abs($1) }
  }

  /// Takes in `place` unless one near it is there; whether it did. O(width).
  @discardableResult
  mutating func insert(_ place: [Double]) -> Bool {
    guard !includes(place) else { return false }
    drawers[drawer(of: place), default: []].append(place)
    return true
  }

  /// Whether a place near this one is there. O(width).
  func includes(_ place: [Double]) -> Bool {
    let drawer = drawer(of: place)
    return [drawer - 1, drawer, drawer + 1].contains { near in
      drawers[near]?.contains { isNear($0, place) } ?? false
    }
  }

  private func drawer(of place: [Double]) -> Double {
    let along = zip(place, axis).reduce(0) { $0 + $1.0 * $1.1 }
    return (along / extent).rounded(.down)
  }

  private func isNear(_ first: [Double], _ second: [Double]) -> Bool {
    first.indices.allSatisfy { abs(first[$0] - second[$0]) < distance }
  }
}
