/// How many rows each class has.
public struct ClassCounts: Sendable, Equatable {
  /// The classes: numbers ascending, texts in the order of the column's levels.
  public let levels: [String]
  /// Rows of each class, by position in `levels`.
  public let counts: [Int]

  /// - Precondition: as many counts as levels.
  public init(levels: [String], counts: [Int]) {
    precondition(levels.count == counts.count, "every class needs a count")
    self.levels = levels
    self.counts = counts
  }

  /// Rows of all classes.
  public var rows: Int { counts.reduce(0, +) }

  /// Rows of the largest class for each row of the rarest; 1 when balanced, 0 without classes.
  public var imbalance: Double {
    guard let largest = counts.max(), let rarest = counts.min(), rarest > 0 else { return 0 }
    return Double(largest) / Double(rarest)
  }

  /// The class of fewest rows; of equals the first. Nil without classes.
  public var rarest: Int? {
    counts.min().flatMap { fewest in counts.firstIndex(of: fewest) }
  }

  /// The class of most rows; of equals the first.
  public var largest: Int? {
    counts.max().flatMap { most in counts.firstIndex(of: most) }
  }

  /// The class called `name`, or the rarest if no name is given.
  ///
  /// - Throws: `EncodingError.unknownClass` naming the classes there are.
  public func minority(named name: String? = nil) throws(EncodingError) -> Int {
    guard let name else {
      guard let rarest else { throw .noLabel }
      return rarest
    }
    let index =
      levels.firstIndex(of: name)
      ?? Double(name).flatMap { number in levels.firstIndex { Double($0) == number } }
    guard let index else { throw .unknownClass(name, among: levels) }
    return index
  }
}

/// The class of every row.
public struct ClassLabels: Sendable, Equatable {
  /// Positions in `levels`.
  public let codes: [Int32]
  /// The classes that occur: numbers ascending, texts in the order of the column's levels.
  public let levels: [String]

  /// Classes that are known already; codes are positions in `levels`.
  public init(codes: [Int32], levels: [String]) {
    self.codes = codes
    self.levels = levels
  }

  /// The classes of a label column.
  ///
  /// - Throws: `EncodingError.missingLabels` if a row has none.
  public init(_ column: Column) throws(EncodingError) {
    let missing = column.missingCount
    if missing > 0, let first = (0..<column.count).first(where: column.isMissing) {
      throw .missingLabels(column: column.name, rows: missing, firstRow: first)
    }
    switch column.values {
    case .numeric(let numbers):
      let values = Set(numbers).sorted()
      let places = Dictionary(uniqueKeysWithValues: zip(values, Int32(0)...))
      codes = numbers.map { places[$0] ?? 0 }
      levels = values.map(NumberText.shortest)
    case .categorical(let all, let names):
      var places = [Int32](repeating: -1, count: names.count)
      for code in all { places[Int(code)] = 0 }
      let used = names.indices.filter { places[$0] == 0 }
      for (place, code) in used.enumerated() { places[code] = Int32(place) }
      codes = all.map { places[Int($0)] }
      levels = used.map { names[$0] }
    }
  }

  /// How many rows each class has.
  public var counts: ClassCounts {
    var counts = [Int](repeating: 0, count: levels.count)
    for code in codes { counts[Int(code)] += 1 }
    return ClassCounts(levels: levels, counts: counts)
  }

  /// Rows of class `code`, ascending.
  public func rows(of code: Int) -> [Int] { codes.indices.filter { codes[$0] == code } }

  /// A label column of these classes: of numbers if every class is called by one.
  public func column(named name: String) -> Column {
    let numbers = levels.compactMap { level in
      Double(level).flatMap { NumberText.shortest($0) == level ? $0 : nil }
    }
    guard numbers.count == levels.count else {
      let kind = ColumnKinds.kind(ofLevels: levels, filled: codes.count, name: name)
      return Column(
        name: name, kind: kind == .boolean ? .boolean : .category,
        values: .categorical(codes: codes, levels: levels))
    }
    let values = codes.map { numbers[Int($0)] }
    let decimals = numbers.map(NumberText.decimals).max() ?? 0
    let kind = ColumnKinds.kind(of: values, decimals: decimals, name: "")
    return Column(name: name, kind: kind, values: .numeric(values))
  }
}
