/// Finds out what the values of a column are.
enum ColumnKinds {
  /// Whole numbers below this are exact as doubles, and no others are rounded to them.
  static let exactLimit = 9_007_199_254_740_992.0

  /// Rows from which a column of different texts counts as one of names.
  private static let identifierRows = 20

  /// The kind of a column of numbers with at most `decimals` digits after the point. Whole
  /// numbers too large to be exact are decimals with no digits.
  static func kind(of numbers: [Double], decimals: Int, name: String) -> Column.Kind {
    if isBoolean(numbers) { return .boolean }
    guard decimals == 0 else { return .decimal(decimals: decimals) }
    if namesRows(name), areDifferent(numbers) { return .identifier }
    let isExact = numbers.allSatisfy { abs($0) < exactLimit || $0.isNaN }
    return isExact ? .integer : .decimal(decimals: 0)
  }

  /// The kind of a column of texts, of which `filled` cells are not missing.
  static func kind(ofLevels levels: [String], filled: Int, name: String) -> Column.Kind {
    if BooleanWords.codes(of: levels) != nil { return .boolean }
    let isNamed = namesRows(name) && levels.count == filled && filled > 1
    let isDifferent = filled >= identifierRows && levels.count * 20 >= filled * 19
    return isNamed || isDifferent ? .identifier : .category
  }

  /// Only zeros and ones, and some of both.
  private static func isBoolean(_ numbers: [Double]) -> Bool {
    var zero = false
    var one = false
    for number in numbers where !number.isNaN {
      if number == 0 {
        zero = true
      } else if number == 1 {
        one = true
      } else {
        return false
      }
    }
    return zero && one
  }

  private static func areDifferent(_ numbers: [Double]) -> Bool {
    var seen = Set<Double>(minimumCapacity: numbers.count)
    return numbers.count > 1 && numbers.allSatisfy { $0.isNaN || seen.insert($0).inserted }
  }

  /// True for names such as id, patient_id, PatientID, uuid, or pandas' name for an index.
  private static func namesRows(_ name: String) -> Bool {
    let lower = name.lowercased()
    let whole = ["id", "uuid", "guid", "index", "rowid", "row_id", "unnamed: 0", "record"]
    let endings = ["_id", " id", "-id", ".id", "_uuid", "_guid"]
    return whole.contains(lower) || endings.contains { lower.hasSuffix($0) }
      || (name.count > 2 && (name.hasSuffix("Id") || name.hasSuffix("ID")))
  }
}

/// Pairs of words that mean no and yes.
enum BooleanWords {
  private static let pairs = [
    ["false", "true"], ["no", "yes"], ["f", "t"], ["n", "y"], ["0", "1"],
  ]

  /// 0 or 1 for each of two levels, or nil if they are not such a pair.
  static func codes(of levels: [String]) -> [Double]? {
    guard levels.count == 2 else { return nil }
    let words = levels.map { $0.lowercased() }
    for pair in pairs {
      if words == pair { return [0, 1] }
      if words == pair.reversed() { return [1, 0] }
    }
    return nil
  }
}
