import Numeric
import Tabular

extension Dataset {
  /// Rows that know nothing of this table but the range of each column: numbers uniform between the
  /// smallest and the largest, whole numbers for a whole-numbered column, categories uniform among
  /// those that occur, and as many gaps as here.
  ///
  /// - Parameters:
  ///   - names: of the columns that are drawn.
  ///   - count: rows to draw.
  func randomRows(
    _ count: Int, columns names: [String], _ random: inout NumPyRandom
  ) throws(DatasetError) -> Dataset {
    let drawn = columns.filter { names.contains($0.name) }
      .map { $0.randomColumn(count, &random) }
    return try Dataset(schema: Schema(drawn.map { _ in .feature }), columns: drawn)
  }
}

extension Column {
  fileprivate func randomColumn(_ count: Int, _ random: inout NumPyRandom) -> Column {
    let gaps = Double(missingCount) / Double(max(1, self.count))
    switch values {
    case .numeric(let numbers):
      let known = numbers.filter { !$0.isNaN }
      guard let low = known.min(), let high = known.max() else { break }
      let isWhole = kind == .integer && high - low < 4e9
      let drawn = (0..<count).map { _ in
        let isGap = random.uniform() < gaps
        let value =
          isWhole
          ? low + Double(random.integer(below: Int(high - low) + 1)) : random.uniform(low, high)
        return isGap ? .nan : value
      }
      return Column(name: name, kind: kind, values: .numeric(drawn))
    case .categorical(let codes, let levels):
      let known = Set(codes.filter { $0 >= 0 }).sorted()
      guard !known.isEmpty else { break }
      let drawn = (0..<count).map { _ in
        let isGap = random.uniform() < gaps
        let code = known[random.integer(below: known.count)]
        return isGap ? -1 : code
      }
      return Column(name: name, kind: kind, values: .categorical(codes: drawn, levels: levels))
    }
    // Nothing is known of the column: all rows are gaps, as here.
    return rows([Int](repeating: 0, count: count))
  }
}
