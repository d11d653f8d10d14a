/// Chooses the column whose classes are balanced, and the roles of the others.
public enum LabelChoice {
  /// Names that say "label", in any case.
  public static let names = ["target", "class", "label", "outcome", "y"]

  /// A label of more classes than this is a number to predict or a name.
  public static let classLimit = 1000

  /// The label's position: the column called `name`; else the one the file points out (`hint`);
  /// else one with a telling name; else the last with two values; else the last of categories.
  ///
  /// - Throws: `ReadError` if the named column is not there or cannot be a label.
  public static func label(
    among columns: [Column], named name: String? = nil, hint: Int? = nil
  ) throws(ReadError) -> Int? {
    if let name { return try chosen(name, among: columns) }
    if let hint { return hint }
    for telling in names {
      let index = columns.lastIndex { $0.name.lowercased() == telling }
      if let index, (2...classLimit).contains(distinct(columns[index])) { return index }
    }
    return columns.lastIndex { $0.kind != .identifier && distinct($0, limit: 2) == 2 }
      ?? columns.lastIndex { $0.kind == .category && (2...classLimit).contains(distinct($0)) }
  }

  /// Roles when column `label` is the label: identifiers name rows, all others are features.
  public static func schema(of columns: [Column], label: Int?) -> Schema {
    Schema(
      columns.enumerated().map { index, column in
        if index == label { return .label }
        return column.kind == .identifier ? .identifier : .feature
      })
  }

  /// The same table with another column as its label.
  ///
  /// - Throws: `ReadError` if there is no such column or it cannot be a label.
  public static func relabel(
    _ dataset: Dataset, target: String
  ) throws(ReadError) -> Dataset {
    let index = try label(among: dataset.columns, named: target)
    do {
      return try dataset.with(schema(of: dataset.columns, label: index))
    } catch {
      throw ReadError(.badLabel, found: VisibleText.shortened("\(error)", limit: 200))
    }
  }

  private static func chosen(
    _ name: String, among columns: [Column]
  ) throws(ReadError) -> Int {
    let index =
      columns.firstIndex { $0.name == name }
      ?? columns.firstIndex { $0.name.lowercased() == name.lowercased() }
    guard let index else {
      throw ReadError(
        .unknownColumn, found: "no column is called \(VisibleText.quoted(name))",
        expected: "expected one of " + VisibleText.list(columns.map(\.name)))
    }
    let classes = distinct(columns[index])
    guard (2...classLimit).contains(classes) else { throw unfit(columns[index], classes) }
    return index
  }

  private static func unfit(_ column: Column, _ classes: Int) -> ReadError {
    let name = VisibleText.quoted(column.name)
    let count =
      classes > classLimit
      ? "more than \(classLimit) different values" : classes == 1 ? "only one value" : "no values"
    return ReadError(
      .badLabel, found: "column \(name) has \(count)",
      expected: "expected a label of 2 to \(classLimit) classes", remedy: "name another column")
  }

  /// The column that is named as a class and has one value, and that value: a file of one class.
  ///
  /// - Parameter name: a name that tells a class too, in any case.
  public static func singleClass(
    of columns: [Column], named name: String? = nil
  ) -> (place: Int, value: String)? {
    for telling in [name?.lowercased()].compactMap(\.self) + names {
      guard let place = columns.firstIndex(where: { $0.name.lowercased() == telling }),
        let value = onlyValue(of: columns[place])
      else { continue }
      return (place, value)
    }
    return nil
  }

  /// The value that all rows of a column have that are not empty; nil where there are others.
  private static func onlyValue(of column: Column) -> String? {
    guard distinct(column, limit: 2) == 1 else { return nil }
    return (0..<column.count).first { !column.isMissing($0) }.map { column.text($0) }
  }

  /// Different values of a column, counted to just beyond `limit`.
  private static func distinct(_ column: Column, limit: Int = classLimit) -> Int {
    switch column.values {
    case .numeric where column.kind == .boolean: return 2
    case .numeric(let numbers):
      var seen = Set<Double>()
      for number in numbers where !number.isNaN {
        seen.insert(number)
        if seen.count > limit { break }
      }
      return seen.count
    case .categorical(let codes, _):
      var seen = Set<Int32>()
      for code in codes where code >= 0 {
        seen.insert(code)
        if seen.count > limit { break }
      }
      return seen.count
    }
  }
}
