import Numeric

/// The columns of training rows by what they are.
extension TrainingRows {
  /// Columns that are quantities, ascending.
  var numberColumns: [Int] { kinds.indices.filter { kinds[$0].isNumber } }
  /// Columns that are categories, ascending.
  var categoryColumns: [Int] { kinds.indices.filter { !kinds[$0].isNumber } }

  /// Levels of a category column; 0 for a quantity.
  func levels(of column: Int) -> Int {
    if case .category(let levels) = kinds[column] { levels } else { 0 }
  }

  /// Some category columns of all rows, as codes. O(rows × columns).
  func codes(in columns: [Int]) -> CategoryCodes {
    CategoryCodes(
      rows: features.rows, columns: columns.count,
      storage: features.columns(columns).storage.map { Int32($0) })
  }
}
