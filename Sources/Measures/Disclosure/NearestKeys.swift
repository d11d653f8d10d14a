import Jobs

/// Finds the released keys that differ from a key in the fewest columns.
struct NearestKeys: Sendable {
  private let width: Int
  /// Numbers of the released keys, and their codes one after the other.
  private let released: [Int32]
  private let codes: [Int32]
  private let table: AttributionTable

  init(_ table: AttributionTable) {
    self.table = table
    width = table.keyColumns.count
    var released: [Int32] = []
    var codes: [Int32] = []
    var isKnown = [Bool](repeating: false, count: table.keys.count)
    for (row, key) in (table.keys.classes[.synthetic] ?? []).enumerated() where !isKnown[Int(key)] {
      isKnown[Int(key)] = true
      released.append(key)
      for column in table.keyColumns { codes.append(column.codes[.synthetic]?[row] ?? 0) }
    }
    self.released = released
    self.codes = codes
  }

  /// The released keys nearest to the key of a row, all that are equally near. A released key is
  /// nearest to itself. O(keys × columns).
  ///
  /// - Throws: `CancellationError`.
  func nearest(
    to row: Int, of rows: Table, in context: RunContext<Fraction>
  ) throws -> [Int32] {
    if let key = table.keys.classes[rows]?[row], table.rowsOfKeys[Int(key)] > 0 { return [key] }
    let own = table.keyColumns.map { $0.codes[rows]?[row] ?? 0 }
    var least = width
    var found: [Int32] = []
    for (place, key) in released.enumerated() {
      if place % 16_384 == 0 { try context.checkCancellation() }
      var apart = 0
      for column in 0..<width where codes[place * width + column] != own[column] { apart += 1 }
      if apart < least {
        least = apart
        found.removeAll(keepingCapacity: true)
      }
      if apart == least { found.append(key) }
    }
    return found
  }
}
