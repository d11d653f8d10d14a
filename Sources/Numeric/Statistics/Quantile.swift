/// Values that a share of a sample lies below.
public enum Quantile {
  /// The value at `share` of the way through a sample, by linear interpolation between the two next
  /// to it (type 7 of Hyndman and Fan, NumPy's default). O(1).
  ///
  /// - Parameters:
  ///   - share: in 0...1.
  ///   - sorted: ascending, one value or more; none is a programming error.
  public static func linear(_ share: Double, of sorted: [Double]) -> Double {
    let position = share * Double(sorted.count - 1)
    let below = Int(position)
    let above = min(below + 1, sorted.count - 1)
    let weight = position - Double(below)
    guard weight > 0 else { return sorted[below] }
    return sorted[below] + weight * (sorted[above] - sorted[below])
  }
}
