/// Where a condition that holds below some number stops to hold.
enum Crossing {
  /// Above what a double can be halved between any two numbers.
  private static let halvings = 1100

  /// The two neighboring numbers between which `isBelow` stops being true: as close as doubles are.
  ///
  /// - Parameters:
  ///   - start: a number for which it is true; this is not checked.
  ///   - end: a number above it for which it is not; likewise.
  static func between(
    _ start: Double, and end: Double, _ isBelow: (Double) -> Bool
  ) -> (below: Double, above: Double) {
    var (low, high) = (start, end)
    for _ in 0..<halvings {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { break }
      if isBelow(middle) { low = middle } else { high = middle }
    }
    return (low, high)
  }
}
