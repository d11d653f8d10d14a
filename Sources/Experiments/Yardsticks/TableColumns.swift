import Numeric
import Tabular

/// How encoded features become the columns of a table again.
struct TableColumns {
  private enum Form {
    /// The level of each tuple of encoded values.
    case category([[Double]: Int32])
    /// As released, a column of numbers each.
    case numbers
  }

  private let data: PreparedData
  private let forms: [Form]

  /// A category is read back only where every released row has the encoded values of a level.
  ///
  /// - Parameters:
  ///   - real: encoded features of real rows, whose tuples are the levels.
  ///   - released: encoded features of released rows.
  init(_ data: PreparedData, real: [Matrix], released: Matrix) {
    self.data = data
    forms = data.layout.groups.map { group in
      guard !group.levels.isEmpty else { return .numbers }
      var levels: [[Double]: Int32] = [:]
      for matrix in real + [data.features] {
        for values in Self.tuples(of: group, in: matrix) where levels[values] == nil {
          levels[values] = Int32(values.indices.max { values[$0] < values[$1] } ?? 0)
        }
      }
      let isExact = Self.tuples(of: group, in: released).allSatisfy { levels[$0] != nil }
      return isExact ? .category(levels) : .numbers
    }
  }

  /// The columns of each feature of the file.
  var names: [String: [String]] {
    Dictionary(
      zip(data.layout.groups, forms).map { group, form in
        switch form {
        case .category: (group.name, [group.name])
        case .numbers: (group.name, group.columns.map { data.columnNames[$0] })
        }
      }, uniquingKeysWith: +)
  }

  /// Which categories could not be read back.
  var remarks: [String] {
    let split = zip(data.layout.groups, forms).filter { group, form in
      if case .numbers = form { !group.levels.isEmpty } else { false }
    }.map { "'\($0.0.name)'" }
    guard !split.isEmpty else { return [] }
    return [
      "\(split.joined(separator: ", ")): the released rows lie between levels, so each level is a "
        + "column of numbers here, as in the release"
    ]
  }

  /// The rows of `matrix` as a table. O(rows × columns).
  func table(_ matrix: Matrix) throws(DatasetError) -> Dataset {
    var columns: [Column] = []
    for (group, form) in zip(data.layout.groups, forms) {
      switch form {
      case .category(let levels):
        columns.append(
          Column(
            name: group.name, kind: .category,
            values: .categorical(
              codes: Self.tuples(of: group, in: matrix).map { levels[$0] ?? -1 },
              levels: group.levels)))
      case .numbers:
        columns += group.columns.map { number($0, of: group, in: matrix) }
      }
    }
    return try Dataset(schema: Schema(columns.map { _ in .feature }), columns: columns)
  }

  private func number(_ column: Int, of group: FeatureLayout.Group, in matrix: Matrix) -> Column {
    let values = (0..<matrix.rows).map { matrix[$0, column] }
    let isYesOrNo = group.isCategory && values.allSatisfy { $0 == 0 || $0 == 1 }
    let decimals = group.isCategory ? nil : data.decimals[column]
    let kind: Column.Kind =
      switch decimals {
      case 0: values.allSatisfy { $0 == $0.rounded() } ? .integer : .decimal(decimals: 17)
      case .some(let digits): .decimal(decimals: digits)
      case nil: .decimal(decimals: 17)
      }
    return Column(
      name: data.columnNames[column], kind: isYesOrNo ? .boolean : kind, values: .numeric(values))
  }

  private static func tuples(
    of group: FeatureLayout.Group, in matrix: Matrix
  ) -> [[Double]] {
    (0..<matrix.rows).map { row in group.columns.map { matrix[row, $0] } }
  }
}
