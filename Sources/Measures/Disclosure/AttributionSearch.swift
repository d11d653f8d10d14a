import Jobs

/// Looks up what the release says about the secret of each row of a table.
struct AttributionSearch: Sendable {
  private let table: AttributionTable
  private let rule: UnmatchedKeys
  private let neighbors: NearestKeys?

  init(_ table: AttributionTable, _ rule: UnmatchedKeys) {
    self.table = table
    self.rule = rule
    neighbors = rule == .nearest ? NearestKeys(table) : nil
  }

  /// For each row the share of its own secret among the released rows of its key; nil for a key
  /// without released rows that is passed over.
  ///
  /// - Throws: `CancellationError`.
  func shares(of rows: Table, in context: RunContext<Fraction>) throws -> [Double?] {
    let keys = table.keys.classes[rows] ?? []
    let secrets = table.secrets.classes[rows] ?? []
    // A key that is not released may have to be compared with all that are: small steps.
    let grain = neighbors == nil ? 16_384 : 64
    let chunks = try parallelChunks(of: keys.count, grain: grain, in: context) { range in
      try range.map { row -> Double? in
        let matches: [Int32]
        if table.rowsOfKeys[Int(keys[row])] > 0 {
          matches = [keys[row]]
        } else if let neighbors {
          matches = try neighbors.nearest(to: row, of: rows, in: context)
        } else {
          return rule == .nothing ? 0 : nil
        }
        return share(of: secrets[row], among: matches)
      }
    }
    return chunks.flatMap(\.self)
  }

  private func share(of secret: Int32, among keys: [Int32]) -> Double {
    var right = 0
    var all = 0
    for key in keys {
      right += table.rows(key: key, secret: secret)
      all += table.rowsOfKeys[Int(key)]
    }
    return Double(right) / Double(all)
  }
}
