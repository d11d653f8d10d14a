import Numeric

/// A category of the data as a release shows it: the number of a level for each row, where the
/// method keeps it apart from the numbers.
struct CategoryColumn: Sendable {
  /// As the column is named in the table.
  let name: String
  /// In the order of their numbers.
  let levels: [String]
  private let columns: Range<Int>
  private let codes: [[Double]: Int32]

  /// - Parameter values: the encoded values of each level that occurs, in the order of the codes.
  init(_ group: FeatureLayout.Group, values: [[Double]]) {
    name = group.name
    columns = group.columns
    codes = Dictionary(uniqueKeysWithValues: zip(values, Int32(0)...))
    // A category of yes and no has one encoded column and no names.
    levels = values.map { value in
      guard !group.levels.isEmpty else { return value == values.last ? "yes" : "no" }
      return group.levels[value.indices.max { value[$0] < value[$1] } ?? 0]
    }
  }

  /// The level of a row of encoded features; that of number 0 for values of no level.
  func code(ofRow row: Int, in features: Matrix) -> Int32 {
    codes[columns.map { features[row, $0] }] ?? 0
  }
}

extension [CategoryColumn] {
  /// The levels of some rows, row-major.
  func codes(ofRows rows: [Int], in features: Matrix) -> [Int32] {
    rows.flatMap { row in map { $0.code(ofRow: row, in: features) } }
  }
}
