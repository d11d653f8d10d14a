import Jobs

/// What the release says about the secrets of rows with a key: all rows with that key, and how often
/// each secret is among them.
struct AttributionTable: Sendable {
  /// Codes of the key columns, one list per column, for each table.
  let keyColumns: [ColumnCodes]
  /// Keys of all rows.
  let keys: TupleClasses
  /// Secrets of all rows.
  let secrets: TupleClasses
  /// Released rows of each key.
  let rowsOfKeys: [Int]
  private let rowsOfPairs: [UInt64: Int]
  private let oneClass: TupleClasses

  /// - Throws: `MeasureError.unknownColumn`, `CancellationError`.
  /// - Complexity: O(rows × columns).
  init(
    keys names: [String], secrets secretNames: [String], of input: MeasureInput, bins: Int,
    in context: RunContext<Fraction>
  ) throws {
    try self.init(
      keys: names.map { try ColumnCodes($0, of: input, bins: bins, in: context) },
      secrets: TupleClasses(secretNames, of: input, bins: bins, in: context.silenced()),
      oneClass: TupleClasses(oneClassFor: input), in: context)
  }

  /// The same with some of the key columns only.
  ///
  /// - Throws: `CancellationError`.
  func narrowed(
    to columns: [Int], in context: RunContext<Fraction>
  ) throws -> AttributionTable {
    try AttributionTable(
      keys: columns.map { keyColumns[$0] }, secrets: secrets, oneClass: oneClass, in: context)
  }

  private init(
    keys columns: [ColumnCodes], secrets: TupleClasses, oneClass: TupleClasses,
    in context: RunContext<Fraction>
  ) throws {
    keyColumns = columns
    var keys = oneClass
    for column in columns { keys = try keys.refined(by: column, in: context) }
    self.keys = keys
    self.secrets = secrets
    self.oneClass = oneClass
    rowsOfKeys = keys.sizes(in: .synthetic)
    var rowsOfPairs: [UInt64: Int] = [:]
    let keyNumbers = keys.classes[.synthetic] ?? []
    let secretNumbers = secrets.classes[.synthetic] ?? []
    for row in keyNumbers.indices {
      if row % 16_384 == 0 { try context.checkCancellation() }
      rowsOfPairs[Self.pair(keyNumbers[row], secretNumbers[row]), default: 0] += 1
    }
    self.rowsOfPairs = rowsOfPairs
  }

  /// Released rows with that key and that secret. O(1).
  func rows(key: Int32, secret: Int32) -> Int { rowsOfPairs[Self.pair(key, secret)] ?? 0 }

  private static func pair(_ key: Int32, _ secret: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: key)) << 32 | UInt64(UInt32(bitPattern: secret))
  }
}
