import Numeric
import Oversampling

/// The training rows as a method takes them, and the way back.
///
/// All of the program works on encoded features, where a category is a column per level. A method
/// for categories gets a level code per feature instead; what it makes is encoded again.
struct MethodInput: Sendable {
  /// What the method gets.
  let training: TrainingRows
  /// The encoded columns that show lines: what attacks work on.
  let surfaceColumns: [Int]
  /// The categories that the method keeps apart from the numbers; none where attacks work on all
  /// encoded columns.
  let categories: [CategoryColumn]
  /// How each column of `training` is encoded; nil if it is encoded already.
  private let codings: [Coding]?
  private let width: Int

  fileprivate enum Coding: Sendable {
    case number(column: Int)
    /// The encoded values of each level, in the order of the codes.
    case category(columns: Range<Int>, levels: [[Double]])
  }

  init(_ data: PreparedData, for input: FeatureInput) {
    width = data.features.columns
    let all = Array(0..<data.features.columns)
    let groups = data.layout.groups
    let isCoded = { (group: FeatureLayout.Group) in group.isCategory || input == .categories }
    guard input != .numbers, groups.contains(where: isCoded) else {
      training = TrainingRows(
        features: data.features, labels: data.labels, classNames: data.classNames)
      surfaceColumns = all
      categories = []
      codings = nil
      return
    }
    let codings = groups.map { group in
      isCoded(group)
        ? Coding.category(columns: group.columns, levels: Self.levels(of: group, in: data.features))
        : Coding.number(column: group.columns.lowerBound)
    }
    self.codings = codings
    training = TrainingRows(
      features: Self.coded(data.features, codings), kinds: codings.map(\.kind),
      labels: data.labels, classNames: data.classNames)
    // Values of a category lie on no line; where there is nothing else, the encoded rows are what
    // there is to look at.
    surfaceColumns = input == .mixed ? data.layout.numberColumns : all
    categories =
      input == .mixed
      ? zip(groups, codings).compactMap { group, coding in
        guard case .category(_, let levels) = coding else { return nil }
        return CategoryColumn(group, values: levels)
      } : []
  }

  /// What a method made, as encoded features. O(rows × columns).
  func encoded(_ rows: Matrix) -> Matrix {
    guard let codings else { return rows }
    var encoded = Matrix(rows: rows.rows, columns: width)
    for row in 0..<rows.rows {
      for (column, coding) in codings.enumerated() {
        switch coding {
        case .number(let target): encoded[row, target] = rows[row, column]
        case .category(let columns, let levels):
          let values = levels[Int(rows[row, column])]
          for (place, target) in columns.enumerated() { encoded[row, target] = values[place] }
        }
      }
    }
    return encoded
  }

  /// The encoded values of the levels that occur, sorted as NumPy sorts them: numbers ascending,
  /// texts by code point.
  private static func levels(of group: FeatureLayout.Group, in features: Matrix) -> [[Double]] {
    var present: [[Double]: Int] = [:]
    for row in 0..<features.rows {
      let values = group.columns.map { features[row, $0] }
      if present[values] == nil { present[values] = row }
    }
    guard !group.levels.isEmpty else { return present.keys.sorted { $0[0] < $1[0] } }
    return present.keys.map { values in (values, name(of: values, in: group)) }
      .sorted { $0.1 < $1.1 }.map(\.0)
  }

  /// The level whose column says yes: the largest of the encoded values.
  private static func name(of values: [Double], in group: FeatureLayout.Group) -> LevelName {
    let place = values.indices.max { values[$0] < values[$1] } ?? 0
    return LevelName(group.levels[place], areNumbers: group.levels.allSatisfy { Double($0) != nil })
  }

  private static func coded(_ features: Matrix, _ codings: [Coding]) -> Matrix {
    var coded = Matrix(rows: features.rows, columns: codings.count)
    for (column, coding) in codings.enumerated() {
      switch coding {
      case .number(let source):
        for row in 0..<features.rows { coded[row, column] = features[row, source] }
      case .category(let columns, let levels):
        let codes = Dictionary(uniqueKeysWithValues: zip(levels, 0...))
        for row in 0..<features.rows {
          coded[row, column] = Double(codes[columns.map { features[row, $0] }] ?? 0)
        }
      }
    }
    return coded
  }
}

extension MethodInput.Coding {
  fileprivate var kind: FeatureKind {
    switch self {
    case .number: .number
    case .category(_, let levels): .category(levels: levels.count)
    }
  }
}

/// The name of a level, in the order that NumPy sorts in.
private struct LevelName: Comparable {
  private let number: Double?
  private let scalars: [UInt32]

  init(_ text: String, areNumbers: Bool) {
    number = areNumbers ? Double(text) : nil
    scalars = text.unicodeScalars.map(\.value)
  }

  static func < (one: LevelName, other: LevelName) -> Bool {
    if let first = one.number, let second = other.number { return first < second }
    return one.scalars.lexicographicallyPrecedes(other.scalars)
  }
}
