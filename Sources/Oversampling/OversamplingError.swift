/// Why no synthetic rows could be made. The description is shown to the user as it is.
public enum OversamplingError: Error, Equatable, Sendable {
  /// A class of `size` rows, where more than `k` and at least 2 are needed.
  case classTooSmall(className: String, size: Int, k: Int)
  /// A class of which `groups` groups of records are left, where more than `k` are needed.
  case tooFewGroups(className: String, groups: Int, k: Int)
  /// The wanted share of the majority is not above 0 and at most 1.
  case strategyOutOfRange(Double)
  /// The wanted ratio of synthetic to real rows is not above 0 and at most 1000.
  case ratioOutOfRange(Double)
  /// The class has the wanted share already; `present` is its share of the majority.
  case nothingToMake(className: String, strategy: Double, present: Double)
  /// Neither a number, nor a word, nor counts.
  case strategyText(String)
  /// The word means no class that is smaller than the largest.
  case wordMeansNothing(String)
  /// A count is given for a class that has no rows.
  case strategyClass(String, known: [String])
  /// Fewer rows are asked for than there are.
  case countBelowPresent(className: String, wanted: Int, present: Int)
  /// More rows are asked for than are ever made of a class.
  case countAboveLimit(className: String, wanted: Int, most: Int)
  /// Every class has as many rows as are asked for.
  case countsAskForNothing
  /// The method draws no lines, so how they are drawn cannot be changed; `defence` does that.
  case drawsNoLines(method: String, defence: String)
  /// The method does not fit the rows; `reason` says why and what to do.
  case unsuited(method: String, reason: String)
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
        + "so a row has \(size - 1) neighbor\(size == 2 ? "" : "s"); the largest k is \(size - 1)"
    case .tooFewGroups(let className, let groups, let k):
      "class '\(className)' is left with \(groups) groups of records, and k = \(k) needs more than "
        + "\(k); choose smaller groups or a smaller k"
    case .strategyOutOfRange(let share):
      "strategy: found \(share), expected more than 0 and at most 1 "
        + "(minority over majority rows after oversampling)"
    case .ratioOutOfRange(let ratio):
      "ratio: found \(ratio), expected more than 0 and at most 1000 "
        + "(synthetic over real minority rows)"
    case .nothingToMake(let className, let strategy, let present):
      "strategy \(strategy) asks for no new rows: class '\(className)' already has "
        + "\(Double(Int(present * 1000)) / 1000) of the majority's size; give "
        + (strategy < 1 && present < 1
          ? "a larger strategy, or a ratio" : "a ratio, or rows per class")
    case .strategyText(let text):
      "strategy: found '\(text)', expected a number above 0 and at most 1, one of "
        + StrategyWord.allCases.map(\.rawValue).joined(separator: ", ")
        + ", or rows per class as NAME=ROWS,NAME=ROWS"
    case .wordMeansNothing(let word):
      "strategy '\(word)': no class it means is smaller than the largest; give another word, a "
        + "ratio, or counts"
    case .strategyClass(let name, let known):
      "strategy: there is no class '\(name)'; the classes are \(known.joined(separator: ", "))"
    case .countBelowPresent(let className, let wanted, let present):
      "strategy: found \(wanted) rows for class '\(className)', expected at least the \(present) "
        + "that it has; oversampling only adds rows"
    case .countAboveLimit(let className, let wanted, let most):
      "strategy: found \(wanted) rows for class '\(className)', expected at most \(most) "
        + "(as many as the largest class has, or 1000 for each row of the class)"
    case .countsAskForNothing:
      "strategy: every named class has as many rows already; give larger counts"
    case .drawsNoLines(let method, let defence):
      "\(defence) changes how a row is drawn between neighbors, and \(method) draws none; choose "
        + "another method or leave \(defence) out"
    case .unsuited(let method, let reason):
      "\(method): \(reason)"
    case .neighborLists(let found, let expected):
      "the neighbor file has \(found) row\(found == 1 ? "" : "s"), the class has \(expected); "
        + "give one line of neighbors per row of the class"
    case .noNeighbors:
      "the neighbor file names no neighbors; give row numbers within the class, from 0"
    case .neighborCount(let row, let found, let expected):
      "the neighbor file's line \(row + 1) names \(found) neighbor\(found == 1 ? "" : "s"), the first line \(expected); "
        + "give as many in every line"
    case .neighborOutOfRange(let row, let found, let size):
      "the neighbor file names row \(found) in line \(row + 1); expected 0 to \(size - 1)"
    }
  }
}

extension OversamplingError {
  /// Whether the neighbors that were given are at fault, and not the data.
  public var concernsNeighborFile: Bool {
    switch self {
    case .neighborLists, .noNeighbors, .neighborCount, .neighborOutOfRange: true
    default: false
    }
  }
}
