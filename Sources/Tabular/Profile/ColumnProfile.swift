import Numeric

/// What there is to know about one column at a glance.
public struct ColumnProfile: Sendable, Equatable {
  /// The name of the column.
  public let name: String
  /// What its values look like.
  public let kind: Column.Kind
  /// What it is for.
  public let role: ColumnRole
  /// Rows of the table.
  public let rows: Int
  /// Rows without a value.
  public let missing: Int
  /// Different values, missing ones aside.
  public let distinct: Int
  /// Nil for texts, and for numbers that are all missing.
  public let numbers: NumberSummary?
  /// The most frequent values of a column of texts, or of numbers with few different ones; most
  /// frequent first, equals in the order of the levels.
  public let top: [ValueCount]

  /// A value and the rows that have it.
  public struct ValueCount: Sendable, Equatable {
    /// As in the file: may hold control characters.
    public let text: String
    /// Rows that have it.
    public let count: Int

    /// A value and its rows.
    public init(text: String, count: Int) {
      self.text = text
      self.count = count
    }
  }

  /// Values listed in `top`.
  public static let topLimit = 10
  /// Numbers with more different values than this have no `top`.
  private static let fewValues = 20

  /// - Complexity: O(rows · log rows) for numbers, O(rows + levels · log levels) for texts.
  public init(_ column: Column, role: ColumnRole) {
    name = column.name
    kind = column.kind
    self.role = role
    rows = column.count
    missing = column.missingCount
    switch column.values {
    case .numeric(let values):
      let sorted = values.filter { !$0.isNaN }.sorted()
      let runs = Self.runs(in: sorted)
      distinct = runs.count
      numbers = NumberSummary(sorted: sorted)
      top =
        runs.count > Self.fewValues
        ? [] : Self.most(runs.map { ValueCount(text: NumberText.shortest($0.0), count: $0.1) })
    case .categorical(let codes, let levels):
      var counts = [Int](repeating: 0, count: levels.count)
      for code in codes where code >= 0 { counts[Int(code)] += 1 }
      let used = levels.indices.filter { counts[$0] > 0 }
      distinct = used.count
      numbers = nil
      top = Self.most(used.map { ValueCount(text: levels[$0], count: counts[$0]) })
    }
  }

  /// The share of rows without a value.
  public var missingShare: Double { rows == 0 ? 0 : Double(missing) / Double(rows) }

  private static func runs(in sorted: [Double]) -> [(Double, Int)] {
    var runs: [(Double, Int)] = []
    for value in sorted {
      if let last = runs.last, last.0 == value {
        runs[runs.count - 1].1 += 1
      } else {
        runs.append((value, 1))
      }
    }
    return runs
  }

  private static func most(_ counts: [ValueCount]) -> [ValueCount] {
    let order = counts.indices.sorted { left, right in
      counts[left].count != counts[right].count
        ? counts[left].count > counts[right].count : left < right
    }
    return order.prefix(topLimit).map { counts[$0] }
  }
}

/// The shape of a column of numbers.
public struct NumberSummary: Sendable, Equatable {
  /// The smallest value.
  public let minimum: Double
  /// Quartiles interpolate between neighbors in rank, as NumPy's default does.
  public let lowerQuartile: Double
  /// Half of the values lie below.
  public let median: Double
  /// Three quarters of the values lie below.
  public let upperQuartile: Double
  /// The largest value.
  public let maximum: Double
  /// The arithmetic mean.
  public let mean: Double
  /// With n − 1 in the denominator; 0 for a single value.
  public let standardDeviation: Double

  /// Nil for no values. `sorted` is ascending, without missing values.
  init?(sorted: [Double]) {
    guard let first = sorted.first, let last = sorted.last else { return nil }
    let count = Double(sorted.count)
    let mean = sorted.reduce(0, +) / count
    let squares = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    minimum = first
    maximum = last
    self.mean = mean
    standardDeviation = sorted.count > 1 ? (squares / (count - 1)).squareRoot() : 0
    lowerQuartile = Quantile.linear(0.25, of: sorted)
    median = Quantile.linear(0.5, of: sorted)
    upperQuartile = Quantile.linear(0.75, of: sorted)
  }
}
