import Tabular

/// A description that is meant to fit one person only: all its clauses hold.
public struct Predicate: Sendable, Hashable {
  /// One condition on one column.
  public struct Clause: Sendable, Hashable {
    /// Name of the column.
    public let column: String
    /// How the column's value relates to the one named.
    public let relation: Relation
    /// The value named; `missing` goes with every relation but an order.
    public let value: Cell

    /// A condition such as `age ≥ 90`.
    public init(_ column: String, _ relation: Relation, _ value: Cell) {
      self.column = column
      self.relation = relation
      self.value = value
    }

    /// By the end of a name alone: names may be as long as a file.
    public func hash(into hasher: inout Hasher) {
      for unit in column.utf8.suffix(16) { hasher.combine(unit) }
      hasher.combine(relation)
      hasher.combine(value)
    }
  }

  /// Comparisons; those of order hold for numbers only.
  public enum Relation: String, Sendable, CaseIterable {
    case equal = "="
    case different = "≠"
    case atLeast = "≥"
    case atMost = "≤"
    case above = ">"
    case below = "<"
  }

  /// A value of a column.
  public enum Cell: Sendable, Hashable {
    case number(Double)
    case level(String)
    case missing
  }

  /// In a fixed order.
  public let clauses: [Clause]

  /// - Parameter clauses: at least one.
  public init(_ clauses: [Clause]) { self.clauses = clauses }
}

/// Counts the rows of a table that fit predicates.
struct PredicateCounter {
  private let table: Dataset
  private let columns: [String: (column: Column, codes: [String: Int32])]

  init(_ table: Dataset) {
    self.table = table
    columns = Dictionary(
      table.columns.map { column in
        var codes: [String: Int32] = [:]
        if case .categorical(_, let levels) = column.values {
          codes = Dictionary(zip(levels, Int32(0)...)) { first, _ in first }
        }
        return (column.name, (column, codes))
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Rows that fit, but no more than `most`. O(rows × clauses).
  func count(_ predicate: Predicate, most: Int = .max) -> Int {
    let tests = predicate.clauses.map(test)
    var found = 0
    for row in 0..<table.rowCount where tests.allSatisfy({ $0(row) }) {
      found += 1
      if found >= most { break }
    }
    return found
  }

  /// Whether a row fits a clause. A missing value is equal to a missing value only, and nothing else
  /// is said of it.
  private func test(_ clause: Predicate.Clause) -> (Int) -> Bool {
    guard let (column, codes) = columns[clause.column] else { return { _ in false } }
    switch (clause.value, column.values) {
    case (.missing, _):
      let isEqual = clause.relation == .equal
      return { column.isMissing($0) == isEqual }
    case (.number(let value), .numeric(let numbers)):
      let relation = clause.relation
      return { relation.holds(numbers[$0], value) }
    case (.level(let level), .categorical(let rows, _)):
      let code = codes[level] ?? -2
      let isEqual = clause.relation == .equal
      return { rows[$0] >= 0 && (rows[$0] == code) == isEqual }
    default: return { _ in false }
    }
  }
}

extension Predicate.Relation {
  /// False for a missing number.
  fileprivate func holds(_ one: Double, _ other: Double) -> Bool {
    switch self {
    case .equal: one == other
    case .different: !one.isNaN && one != other
    case .atLeast: one >= other
    case .atMost: one <= other
    case .above: one > other
    case .below: one < other
    }
  }
}

extension Predicate {
  /// How many rows of each table fit each predicate.
  ///
  /// - Complexity: O(predicates × rows × clauses).
  public static func counts(_ predicates: [Predicate], in table: Dataset) -> [Int] {
    let counter = PredicateCounter(table)
    return predicates.map { counter.count($0) }
  }
}

extension Predicate: CustomStringConvertible {
  /// As a reader would write it: `age ≥ 90, job = baker`.
  public var description: String {
    clauses.map { "\($0.column) \($0.relation.rawValue) \($0.value)" }.joined(separator: ", ")
  }
}

extension Predicate.Cell: CustomStringConvertible {
  /// The value; `missing` for none.
  public var description: String {
    switch self {
    case .number(let number): NumberText.shortest(number)
    case .level(let level): level
    case .missing: "missing"
    }
  }
}
