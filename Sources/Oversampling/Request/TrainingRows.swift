import Numeric

/// What the values of a column are.
public enum FeatureKind: Sendable, Equatable {
  /// A quantity: a value between two others has a meaning.
  case number
  /// One of `levels` categories: values are whole numbers in `0..<levels`, in the order of the
  /// sorted levels, and only equality has a meaning.
  case category(levels: Int)

  /// Whether it is a quantity.
  public var isNumber: Bool { self == .number }
}

/// The real rows that an oversampler works on, as numbers.
public struct TrainingRows: Sendable {
  /// One row per record, one column per feature, all finite.
  public let features: Matrix
  /// What each column is.
  public let kinds: [FeatureKind]
  /// Class code of each row.
  public let labels: [Int32]
  /// Class names by code.
  public let classNames: [String]

  /// - Parameter kinds: one per column; nil if all are numbers.
  /// - Precondition: one label per row, and a name for every code.
  public init(
    features: Matrix, kinds: [FeatureKind]? = nil, labels: [Int32], classNames: [String]
  ) {
    precondition(labels.count == features.rows, "one label per row")
    let kinds = kinds ?? Array(repeating: .number, count: features.columns)
    precondition(kinds.count == features.columns, "one kind per column")
    self.features = features
    self.kinds = kinds
    self.labels = labels
    self.classNames = classNames
  }

  /// Row numbers of one class, ascending. O(rows).
  public func rows(of code: Int32) -> [Int] { labels.indices.filter { labels[$0] == code } }

  /// The name of a class, for messages; the code itself where it has none.
  public func name(of code: Int32) -> String {
    classNames.indices.contains(Int(code)) ? classNames[Int(code)] : "\(code)"
  }
}

/// How many rows of which class to make.
public struct ClassDemand: Sendable, Equatable {
  /// A class code of the training rows.
  public let code: Int32
  /// Rows to make, 0 or more.
  public let count: Int

  /// - Parameters:
  ///   - code: a class code of the training rows.
  ///   - count: rows to make, 0 or more.
  public init(code: Int32, count: Int) {
    self.code = code
    self.count = count
  }
}
