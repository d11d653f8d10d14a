import Jobs
import Tabular

/// Rows of all tables put into classes: rows of one class have the same values in some columns.
///
/// Classes are numbered from 0 in order of first appearance in the training, the synthetic and the
/// holdout rows.
struct TupleClasses: Sendable {
  /// For each table the class of each row.
  let classes: [Table: [Int32]]
  /// Classes in all tables together.
  let count: Int

  /// Classes by the values of several columns.
  ///
  /// - Throws: `MeasureError.unknownColumn`, `CancellationError`.
  /// - Complexity: O(rows × columns).
  init(
    _ columns: [String], of input: MeasureInput, bins: Int, in context: RunContext<Fraction>
  ) throws {
    var classes = TupleClasses(oneClassFor: input)
    for (done, name) in columns.enumerated() {
      let codes = try ColumnCodes(name, of: input, bins: bins, in: context)
      classes = try classes.refined(by: codes, in: context)
      context.report(Fraction(done + 1, of: columns.count + 1))
    }
    self = classes
  }

  /// All rows in one class.
  init(oneClassFor input: MeasureInput) {
    classes = Dictionary(
      uniqueKeysWithValues: input.tables.map { table in
        (table, Array(repeating: 0, count: input.dataset(named: table)?.rowCount ?? 0))
      })
    count = 1
  }

  private init(classes: [Table: [Int32]], count: Int) {
    self.classes = classes
    self.count = count
  }

  /// Classes of rows that have one more column in common. O(rows).
  ///
  /// - Throws: `CancellationError`.
  func refined(by column: ColumnCodes, in context: RunContext<Fraction>) throws -> TupleClasses {
    var numbers = PairNumbers(count, column.count)
    var refined: [Table: [Int32]] = [:]
    for table in Table.allCases {
      guard let own = classes[table], let codes = column.codes[table] else { continue }
      refined[table] = try own.indices.map { row in
        if row % 16_384 == 0 { try context.checkCancellation() }
        return numbers.number(own[row], codes[row])
      }
    }
    return TupleClasses(classes: refined, count: numbers.count)
  }

  /// Rows of each class in a table; all 0 without that table.
  func sizes(in table: Table) -> [Int] {
    var sizes = [Int](repeating: 0, count: count)
    for number in classes[table] ?? [] { sizes[Int(number)] += 1 }
    return sizes
  }

  /// The smallest class of a table among those that have rows there; nil for no rows.
  func smallest(in table: Table) -> Int? { sizes(in: table).filter { $0 > 0 }.min() }
}

/// Pairs of numbers, numbered in order of first appearance.
struct PairNumbers {
  /// Pairs met so far.
  private(set) var count = 0
  private let width: Int
  /// A place per possible pair, where there are few enough.
  private var direct: [Int32]
  private var sparse: [UInt64: Int32] = [:]

  /// Places that may be kept for pairs that perhaps never come.
  private static let mostPlaces = 1 << 20

  /// - Parameters: bounds of the first and the second number, from 0.
  init(_ first: Int, _ second: Int) {
    width = second
    let (places, isTooMany) = first.multipliedReportingOverflow(by: second)
    direct =
      isTooMany || places > Self.mostPlaces ? [] : Array(repeating: -1, count: max(1, places))
  }

  /// The number of the pair.
  mutating func number(_ first: Int32, _ second: Int32) -> Int32 {
    if !direct.isEmpty {
      let place = Int(first) * width + Int(second)
      if direct[place] < 0 {
        direct[place] = Int32(count)
        count += 1
      }
      return direct[place]
    }
    let key = UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
    if let known = sparse[key] { return known }
    let fresh = Int32(count)
    sparse[key] = fresh
    count += 1
    return fresh
  }
}
