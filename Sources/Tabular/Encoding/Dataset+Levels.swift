extension Dataset {
  /// The same table with its categories as they stand in another one, where a method for numbers
  /// took them apart: a column of zeros and ones for each level, called `COLUMN_LEVEL`, and zeros
  /// and ones for yes and no.
  ///
  /// Only categories that the other table does not have as such are taken apart, and only if it has
  /// a column for every level that a row has. O(rows × columns of the other table).
  ///
  /// - Returns: the table, and which columns became which; what stays is not among them.
  /// - Throws: `DatasetError` if two columns come to the same name.
  public func withLevels(
    like other: Dataset
  ) throws(DatasetError) -> (table: Dataset, columns: [String: [String]]) {
    var taken: [String: [String]] = [:]
    var columns: [Column] = []
    var roles: [ColumnRole] = []
    for (column, role) in zip(self.columns, schema.roles) {
      let parts = role == .label ? nil : column.parts(in: other, besides: self)
      if let parts { taken[column.name] = parts.map(\.name) }
      columns += parts ?? [column]
      roles += (parts ?? [column]).map { _ in role }
    }
    return (try Dataset(schema: Schema(roles), columns: columns), taken)
  }
}

extension Column {
  /// The columns that stand for this one in `other`; nil if it stands there as it is, or not at
  /// all.
  fileprivate func parts(in other: Dataset, besides table: Dataset) -> [Column]? {
    guard case .categorical(let codes, let levels) = values else { return nil }
    if let same = other.column(named: name) {
      guard case .numeric = same.values, let words = BooleanWords.codes(of: levels) else {
        return nil
      }
      return [
        Column(
          name: name, kind: .boolean, values: .numeric(codes.map { $0 < 0 ? .nan : words[Int($0)] })
        )
      ]
    }
    let start = name + "_"
    let names = other.columns.map(\.name).filter {
      $0.hasPrefix(start) && table.column(named: $0) == nil
    }
    let used = Set(codes).filter { $0 >= 0 }.map { start + levels[Int($0)] }
    guard !names.isEmpty, used.allSatisfy(names.contains) else { return nil }
    return names.map { part in
      let code = levels.firstIndex { start + $0 == part }.map(Int32.init)
      return Column(
        name: part, kind: .boolean,
        values: .numeric(codes.map { $0 < 0 ? .nan : $0 == code ? 1 : 0 }))
    }
  }
}
