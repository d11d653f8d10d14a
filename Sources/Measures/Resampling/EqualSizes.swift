import Numeric
import Tabular

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A large table brought to the size of a small one by drawing rows without replacement, looked at
/// through lists of nearest rows that are long enough for nearly every draw.
enum EqualSizes {
  /// A table more than so many times as large is cut at random first.
  static let mostTimes = 16
  /// A draw has none of the listed rows less often than this.
  static let missShare = 1e-4
  /// Nearest rows that are listed at least, so that equal distances are seen.
  static let leastNeighbors = 8

  /// Neighbors to list, if `wanted` of `count` rows are drawn.
  static func neighbors(drawing wanted: Int, of count: Int) -> Int {
    guard wanted < count else { return min(count, leastNeighbors) }
    let needed = log(missShare) / log(1 - Double(wanted) / Double(count))
    return min(count, max(leastNeighbors, Int(needed.rounded(.up))))
  }

  /// The rows of `table` that stay if it is cut to `mostTimes` the `wanted` rows, ascending; nil if
  /// it need not be cut.
  static func cut(_ count: Int, to wanted: Int, _ random: inout NumPyRandom) -> [Int]? {
    guard count > mostTimes * wanted else { return nil }
    return random.permutation(count).prefix(mostTimes * wanted).sorted()
  }
}
