import Numeric

/// The rows that something is made of, the holdout that attacks are compared with, and the test
/// part that classifiers are judged by, each with its share of every class. No row is in two of
/// them.
public struct StratifiedSplit: Sendable, Equatable {
  /// Positions, ascending.
  public let training: [Int]
  /// Positions, ascending.
  public let holdout: [Int]
  /// Positions, ascending.
  public let test: [Int]

  private enum Part { case training, holdout, test }

  /// A holdout that is given, and a test part drawn at random from what is left of each class.
  ///
  /// - Parameters:
  ///   - labels: class code of each row.
  ///   - rows: positions of the holdout; at least one row of every class is not among them.
  ///   - test: of each class as it was, 0 to below 1.
  ///   - seed: equal seeds give equal splits.
  public init(labels: [Int32], holdoutRows rows: [Int], test: Double = 0, seed: UInt32) {
    let held = Set(rows)
    var isTest = [Bool](repeating: false, count: labels.count)
    var random = NumPyRandom(seed: seed)
    for code in test > 0 ? Set(labels).sorted() : [] {
      let members = labels.indices.filter { labels[$0] == code }
      let left = members.filter { !held.contains($0) }
      let tested = min(Self.rows(test, of: members.count), left.count - 1)
      for place in random.permutation(left.count).prefix(tested) { isTest[left[place]] = true }
    }
    holdout = held.sorted()
    self.test = labels.indices.filter { isTest[$0] }
    training = labels.indices.filter { !isTest[$0] && !held.contains($0) }
  }

  /// Draws the holdout and then the test part of each class at random.
  ///
  /// Of a class of n rows, `holdout · n` and `test · n`, each rounded to the nearest whole number,
  /// are kept apart, but never all of them: where the class is too small the test part goes short
  /// first. A share that is asked for alone takes the same rows whichever of the two it is.
  /// O(rows log rows).
  ///
  /// - Parameters:
  ///   - labels: class code of each row.
  ///   - holdout, test: of each class, 0 to below 1 together.
  ///   - seed: equal seeds give equal splits.
  public init(labels: [Int32], holdout: Double = 0, test: Double = 0, seed: UInt32) {
    var parts = [Part](repeating: .training, count: labels.count)
    var random = NumPyRandom(seed: seed)
    let isSplit = holdout > 0 || test > 0
    for code in isSplit ? Set(labels).sorted() : [] {
      let members = labels.indices.filter { labels[$0] == code }
      let most = members.count - 1
      let held = min(Self.rows(holdout, of: members.count), most)
      let tested = min(Self.rows(test, of: members.count), most - held)
      let order = random.permutation(members.count)
      for place in order.prefix(held) { parts[members[place]] = .holdout }
      for place in order.dropFirst(held).prefix(tested) { parts[members[place]] = .test }
    }
    training = parts.indices.filter { parts[$0] == .training }
    self.holdout = parts.indices.filter { parts[$0] == .holdout }
    self.test = parts.indices.filter { parts[$0] == .test }
  }

  private static func rows(_ share: Double, of count: Int) -> Int {
    Int((share * Double(count)).rounded())
  }
}
