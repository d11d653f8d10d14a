/// One named column. Values are immutable; a missing entry is `nan` or code `-1`.
public struct Column: Sendable, Equatable {
  /// The cells, by what they hold.
  public enum Values: Sendable, Equatable {
    case numeric([Double])
    /// `levels[codes[row]]` is the text of a row.
    case categorical(codes: [Int32], levels: [String])
  }

  /// What the values look like; readers find it out, writers keep it.
  public enum Kind: Sendable, Equatable {
    /// Whole numbers.
    case integer
    /// Numbers, at most `decimals` digits after the point in the source.
    case decimal(decimals: Int)
    /// Two levels that mean yes and no: numeric 0 and 1, or words such as true and false.
    case boolean
    /// Text from a small set.
    case category
    /// A different text or number in (nearly) every row: names rows, says nothing about them.
    case identifier
  }

  /// Unique in a table.
  public let name: String
  /// What the values look like.
  public let kind: Kind
  /// One entry a row.
  public let values: Values

  /// A column of these values; `kind` is taken on trust.
  public init(name: String, kind: Kind, values: Values) {
    self.name = name
    self.kind = kind
    self.values = values
  }

  /// Rows.
  public var count: Int {
    switch values {
    case .numeric(let numbers): numbers.count
    case .categorical(let codes, _): codes.count
    }
  }

  /// Rows without a value.
  public var missingCount: Int {
    switch values {
    case .numeric(let numbers): numbers.reduce(0) { $1.isNaN ? $0 + 1 : $0 }
    case .categorical(let codes, _): codes.reduce(0) { $1 < 0 ? $0 + 1 : $0 }
    }
  }

  /// True if a row has no value.
  public func isMissing(_ row: Int) -> Bool {
    switch values {
    case .numeric(let numbers): numbers[row].isNaN
    case .categorical(let codes, _): codes[row] < 0
    }
  }

  /// The value of a row as text: the shortest that reads back equal; empty when missing.
  public func text(_ row: Int) -> String {
    switch values {
    case .numeric(let numbers): NumberText.shortest(numbers[row])
    case .categorical(let codes, let levels): codes[row] < 0 ? "" : levels[Int(codes[row])]
    }
  }

  /// The rows at `indices`, in that order; repeats are allowed. O(indices).
  public func rows(_ indices: [Int]) -> Column {
    switch values {
    case .numeric(let numbers):
      Column(name: name, kind: kind, values: .numeric(indices.map { numbers[$0] }))
    case .categorical(let codes, let levels):
      Column(
        name: name, kind: kind,
        values: .categorical(codes: indices.map { codes[$0] }, levels: levels))
    }
  }
}
