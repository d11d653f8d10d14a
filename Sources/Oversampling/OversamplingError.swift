/// Why no synthetic rows could be made. The description is shown to the user as it is.
public enum OversamplingError: Error, Equatable, Sendable {
  case classTooSmall(className: String, size: Int, k: Int)
  case strategyOutOfRange(Double)
  case ratioOutOfRange(Double)
  case nothingToMake(className: String, strategy: Double, present: Double)
  case neighborLists(found: Int, expected: Int)
  case noNeighbors
  case neighborCount(row: Int, found: Int, expected: Int)
  case neighborOutOfRange(row: Int, found: Int, size: Int)
}

extension OversamplingError: CustomStringConvertible {
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
