import Jobs

/// Looks up what the release says about the secret of each row of a table.
struct AttributionSearch: Sendable {
  private let table: AttributionTable
  private let rule: UnmatchedKeys

  init(_ table: AttributionTable, _ rule: UnmatchedKeys) {
    self.table = table
    self.rule = rule
  }

  /// For each row the share of its own secret among the released rows of its key; nil for a key
  /// without released rows that is passed over.
  ///
  /// - Throws: `CancellationError`.
  func shares(of rows: Table, in context: RunContext<Fraction>) throws -> [Double?] {
    let keys = table.keys.classes[rows] ?? []
    let secrets = table.secrets.classes[rows] ?? []
    var shares = [Double?](repeating: rule == .nothing ? 0 : nil, count: keys.count)
    var open: [Int] = []
    for row in keys.indices {
      if row % 16_384 == 0 { try context.checkCancellation() }
      let all = table.rowsOfKeys[Int(keys[row])]
      if all > 0 {
        shares[row] = Double(table.rows(key: keys[row], secret: secrets[row])) / Double(all)
      } else if rule == .nearest {
        open.append(row)
      }
    }
    guard !open.isEmpty else { return shares }
    let found = try NearestKeys(table).shares(of: open, of: rows, in: context)
    for (row, share) in zip(open, found) { shares[row] = share }
    return shares
  }
}
