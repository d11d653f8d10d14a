/// Neighboring columns of zeros and ones of which every row has exactly one set: a category that
/// was encoded before the table was written.
public struct OneHotGroup: Sendable, Equatable {
  /// What the column names have in common, up to the last underscore.
  public let name: String
  /// Positions in the table.
  public let columns: Range<Int>

  /// The groups among the features of a table. O(cells of columns of zeros and ones).
  public static func groups(in dataset: Dataset) -> [OneHotGroup] {
    var groups: [OneHotGroup] = []
    var start = 0
    while start < dataset.columns.count {
      var end = start + 1
      if let name = prefix(start, dataset) {
        while end < dataset.columns.count, prefix(end, dataset) == name { end += 1 }
        if end - start > 1, isOneHot(dataset.columns[start..<end], rows: dataset.rowCount) {
          groups.append(OneHotGroup(name: name, columns: start..<end))
        }
      }
      start = end
    }
    return groups
  }

  private static func prefix(_ index: Int, _ dataset: Dataset) -> Substring? {
    let column = dataset.columns[index]
    guard dataset.schema.roles[index] == .feature, case .numeric(let numbers) = column.values,
      column.kind == .boolean || numbers.allSatisfy({ $0 == 0 || $0 == 1 })
    else { return nil }
    return column.name.lastIndex(of: "_").map { column.name[..<$0] }
  }

  private static func isOneHot(_ columns: ArraySlice<Column>, rows: Int) -> Bool {
    var sums = [Double](repeating: 0, count: rows)
    for column in columns {
      guard case .numeric(let numbers) = column.values else { return false }
      for row in sums.indices { sums[row] += numbers[row] }
    }
    return sums.allSatisfy { $0 == 1 }
  }

  private init(name: Substring, columns: Range<Int>) {
    self.name = String(name)
    self.columns = columns
  }
}
