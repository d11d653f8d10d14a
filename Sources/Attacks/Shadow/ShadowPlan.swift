import Numeric

/// How many shadow runs are made about whom.
public struct ShadowPlan: Sendable, Equatable {
  /// Runs of each side, with the person and without, that a forest learns from; 1 or more. None are
  /// made for an attack that learns nothing.
  public var trainingRuns = 200
  /// Runs of each side that are scored; 2 or more, one half to rank targets by, one to report.
  public var testRuns = 100
  /// Most people asked about; drawn at random where there are more.
  public var targets = 100
  /// Equal seeds give equal numbers.
  public var seed: UInt32 = 0

  /// The setting of the paper: 600 runs about each of up to 100 people.
  public init() {}

  /// The people asked about, ascending, among `count`. O(count).
  public func rows(among count: Int) -> [Int] {
    guard count > targets else { return Array(0..<count) }
    var random = NumPyRandom(seed: seed)
    return random.permutation(count).prefix(max(0, targets)).sorted()
  }
}
