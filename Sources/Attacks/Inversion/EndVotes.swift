/// Which lattice points lines end in, and for which of them lines in two directions speak.
struct EndVotes: Sendable {
  /// A lattice point that lines end in.
  struct Point: Sendable {
    let places: [Int32]
    /// Lines that end here, in order, and whether with their upper end.
    var ends: [(line: Int, isUpper: Bool)] = []
    /// Lines in two directions end here, or it is known.
    var isConfirmed: Bool
    /// The direction of the first line, up to sign.
    fileprivate var direction: UInt64?
    /// Lines in one direction alone end here, with both ends: then it lies between two others.
    fileprivate(set) var isBetween = false
  }

  private(set) var points: [Point] = []
  private var numbers: [UInt64: Int] = [:]

  /// The point of that name. O(1).
  func number(of name: UInt64) -> Int? { numbers[name] }

  /// Whether a line in another direction speaks for the point, or it is known.
  func isVouched(_ number: Int, besides direction: UInt64) -> Bool {
    let point = points[number]
    return point.isConfirmed || (point.direction != nil && point.direction != direction)
  }

  /// Takes note of a point that needs no line. O(1).
  mutating func confirm(_ name: UInt64, _ places: [Int32]) {
    points[enter(name, places)].isConfirmed = true
  }

  /// Lets a line in `direction`, up to sign, speak for a point. O(1).
  mutating func vote(
    for name: UInt64, _ places: @autoclosure () -> [Int32], line: Int, isUpper: Bool,
    direction: UInt64
  ) {
    let number = enter(name, places())
    if let first = points[number].direction {
      if first != direction {
        points[number].isConfirmed = true
      } else if points[number].ends.contains(where: { $0.isUpper != isUpper }) {
        points[number].isBetween = true
      }
    } else {
      points[number].direction = direction
    }
    points[number].ends.append((line, isUpper))
  }

  private mutating func enter(_ name: UInt64, _ places: @autoclosure () -> [Int32]) -> Int {
    if let number = numbers[name] { return number }
    points.append(Point(places: places(), isConfirmed: false))
    numbers[name] = points.count - 1
    return points.count - 1
  }
}
