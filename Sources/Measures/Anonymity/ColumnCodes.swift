import Jobs
import Tabular

/// The values of one column in every table, numbered alike: equal values have equal codes.
///
/// A missing value is a value of its own, equal to every other missing one. Codes of numbers ascend
/// with the numbers; 0 and −0 are equal.
struct ColumnCodes: Sendable {
  /// Of the column.
  let name: String
  /// True for numbers, whose codes are in order; false for categories.
  let isOrdered: Bool
  /// For each table a code in `0..<count` per row.
  let codes: [Table: [Int32]]
  /// The code of a missing value, the largest.
  let missing: Int32

  /// Codes there may be, whether a row has them or not.
  var count: Int { Int(missing) + 1 }

  /// - Parameters:
  ///   - bins: 0 for the exact numbers, else how many groups of equal width the range of the
  ///     training rows is cut into; categories are not grouped.
  ///   - edge: to which bin a number on an edge belongs.
  /// - Throws: `MeasureError.unknownColumn`, `CancellationError`.
  /// - Complexity: O(rows log rows).
  init(
    _ name: String, of input: MeasureInput, bins: Int = 0, edge: EqualWidthBins.Edge = .lower,
    in context: RunContext<Fraction>
  ) throws {
    var columns: [Table: Column] = [:]
    for table in input.tables {
      guard let column = input.dataset(named: table)?.column(named: name) else {
        throw MeasureError.unknownColumn(name, known: input.training.columns.map(\.name))
      }
      columns[table] = column
    }
    self.name = name
    try context.checkCancellation()
    let numbers = columns.compactMapValues(\.numbers)
    guard numbers.count == columns.count else {
      (codes, missing) = Self.codes(ofCategories: columns)
      isOrdered = false
      return
    }
    isOrdered = true
    if bins > 0 {
      let groups = EqualWidthBins(numbers[.training] ?? [], count: bins, edge: edge)
      missing = Int32(bins)
      codes = numbers.mapValues { values in
        values.map { $0.isNaN ? Int32(bins) : Int32(groups.bin(of: $0)) }
      }
    } else {
      (codes, missing) = try Self.codes(ofNumbers: numbers, in: context)
    }
  }

  private static func codes(
    ofNumbers numbers: [Table: [Double]], in context: RunContext<Fraction>
  ) throws -> ([Table: [Int32]], Int32) {
    var known = Set<Double>()
    for values in numbers.values {
      for (row, value) in values.enumerated() where !value.isNaN {
        if row % 16_384 == 0 { try context.checkCancellation() }
        known.insert(value)
      }
    }
    let places = Dictionary(uniqueKeysWithValues: zip(known.sorted(), Int32(0)...))
    let missing = Int32(known.count)
    let codes = try numbers.mapValues { values in
      try context.checkCancellation()
      return values.map { places[$0] ?? missing }
    }
    return (codes, missing)
  }

  private static func codes(ofCategories columns: [Table: Column]) -> ([Table: [Int32]], Int32) {
    let levels = Set(columns.values.flatMap(\.levels)).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(levels, Int32(0)...))
    let missing = Int32(levels.count)
    let codes = columns.mapValues { column -> [Int32] in
      guard case .categorical(let codes, let levels) = column.values else { return [] }
      let own = levels.map { places[$0] ?? missing }
      return codes.map { $0 < 0 ? missing : own[Int($0)] }
    }
    return (codes, missing)
  }
}

extension Column {
  /// The numbers; nil for categories.
  var numbers: [Double]? { if case .numeric(let numbers) = values { numbers } else { nil } }

  /// The texts of the levels; none for numbers.
  var levels: [String] { if case .categorical(_, let levels) = values { levels } else { [] } }
}
