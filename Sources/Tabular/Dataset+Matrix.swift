import Numeric

extension Dataset {
  /// A table of numbers, such as a release, with its label as the last column.
  ///
  /// - Parameters:
  ///   - names: of the matrix columns.
  ///   - kinds: of the matrix columns; found out from the values if nil, which costs a look at
  ///     the digits of each.
  ///   - label: one value a row; its name must differ from `names`.
  /// - Throws: `DatasetError` for names used twice or another number of labels than rows.
  public init(
    names: [String], matrix: Matrix, kinds: [Column.Kind]? = nil, label: Column? = nil
  ) throws(DatasetError) {
    precondition(names.count == matrix.columns, "every column needs a name")
    let features = names.indices.map { index in
      let numbers = stride(from: index, to: matrix.storage.count, by: matrix.columns)
        .map { matrix.storage[$0] }
      let kind =
        kinds?[index]
        ?? ColumnKinds.kind(of: numbers, decimals: NumberText.decimals(numbers), name: "")
      return Column(name: names[index], kind: kind, values: .numeric(numbers))
    }
    let roles = names.map { _ in ColumnRole.feature } + (label == nil ? [] : [.label])
    try self.init(schema: Schema(roles), columns: features + (label.map { [$0] } ?? []))
  }
}
