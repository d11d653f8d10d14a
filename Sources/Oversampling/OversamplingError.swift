/// Why no synthetic rows could be made. The description is shown to the user as it is.
public enum OversamplingError: Error, Equatable, Sendable {
  /// A class of `size` rows, where more than `k` and at least 2 are needed.
  case classTooSmall(className: String, size: Int, k: Int)
  /// The wanted share of the majority is not above 0 and at most 1.
  case strategyOutOfRange(Double)
  /// The wanted ratio of synthetic to real rows is not above 0 and at most 1000.
  case ratioOutOfRange(Double)
  /// The class has the wanted share already; `present` is its share of the majority.
  case nothingToMake(className: String, strategy: Double, present: Double)
  /// Not as many given neighbor lists as the class has rows.
  case neighborLists(found: Int, expected: Int)
  /// The given neighbor lists are empty.
  case noNeighbors
  /// A given list is not as long as the first; `row` counts from 0.
  case neighborCount(row: Int, found: Int, expected: Int)
  /// A given neighbor is no row number of the class; `row` counts from 0.
  case neighborOutOfRange(row: Int, found: Int, size: Int)
}

extension OversamplingError: CustomStringConvertible {
  /// A sentence for the user: what was found, what is expected, what to do.
  public var description: String {
    switch self {
    case .classTooSmall(let className, let size, _) where size < 2:
      "class '\(className)' has \(size) row\(size == 1 ? "" : "s"); "
        + "interpolation needs at least 2; choose another class or collect more rows"
    case .classTooSmall(let className, let size, let k):
      "k = \(k) is too large: class '\(className)' has \(size) rows, "
        + "so a row has \(size - 1) neighbors; the largest k is \(size - 1)"
    case .strategyOutOfRange(let share):
      "strategy: found \(share), expected more than 0 and at most 1 "
        + "(minority over majority rows after oversampling)"
    case .ratioOutOfRange(let ratio):
      "ratio: found \(ratio), expected more than 0 and at most 1000 "
        + "(synthetic over real minority rows)"
    case .nothingToMake(let className, let strategy, let present):
      "strategy \(strategy) asks for no new rows: class '\(className)' already has "
        + "\(Double(Int(present * 1000)) / 1000) of the majority's size; give a larger strategy, "
        + "or a ratio"
    case .neighborLists(let found, let expected):
      "the neighbor file has \(found) rows, the class has \(expected); "
        + "give one line of neighbors per row of the class"
    case .noNeighbors:
      "the neighbor file names no neighbors; give row numbers within the class, from 0"
    case .neighborCount(let row, let found, let expected):
      "the neighbor file's line \(row + 1) names \(found) neighbors, the first line \(expected); "
        + "give as many in every line"
    case .neighborOutOfRange(let row, let found, let size):
      "the neighbor file names row \(found) in line \(row + 1); expected 0 to \(size - 1)"
    }
  }
}
