import Numeric

/// The rows to train on and the rows kept apart for testing, each with its share of every class.
public struct StratifiedSplit: Sendable, Equatable {
  /// Positions, ascending.
  public let training: [Int]
  /// Positions, ascending.
  public let test: [Int]

  /// Draws the test rows of each class at random.
  ///
  /// Of a class of n rows, `share · n` rounded to the nearest whole number go to the test part, but
  /// never all of them. O(rows log rows).
  ///
  /// - Parameters:
  ///   - labels: class code of each row.
  ///   - share: of each class, 0 to below 1.
  ///   - seed: equal seeds give equal splits.
  public init(labels: [Int32], share: Double, seed: UInt32) {
    guard share > 0 else {
      training = Array(labels.indices)
      test = []
      return
    }
    var random = NumPyRandom(seed: seed)
    var isTest = [Bool](repeating: false, count: labels.count)
    for code in Set(labels).sorted() {
      let members = labels.indices.filter { labels[$0] == code }
      let wanted = Int((share * Double(members.count)).rounded())
      let count = min(wanted, members.count - 1)
      for place in random.permutation(members.count).prefix(count) {
        isTest[members[place]] = true
      }
    }
    training = labels.indices.filter { !isTest[$0] }
    test = labels.indices.filter { isTest[$0] }
  }
}
