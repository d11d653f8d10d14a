import Numeric

/// The real rows that an oversampler works on, as numbers.
public struct TrainingRows: Sendable {
  /// One row per record, one column per encoded feature, all finite.
  public let features: Matrix
  /// Class code of each row.
  public let labels: [Int32]
  /// Class names by code.
  public let classNames: [String]

  /// - Precondition: one label per row, and a name for every code.
  public init(features: Matrix, labels: [Int32], classNames: [String]) {
    precondition(labels.count == features.rows, "one label per row")
    self.features = features
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

/// What one synthetic row was made from: `base + step · (neighbor − base)`.
public struct Parentage: Sendable, Equatable {
  /// Row numbers among the training rows.
  public let base: Int32
  /// The second parent, likewise; equal to `base` only where rows have copies.
  public let neighbor: Int32
  /// In 0..<1.
  public let step: Double

  /// - Parameters:
  ///   - base, neighbor: row numbers among the training rows.
  ///   - step: share of the way from base to neighbor, in 0..<1.
  public init(base: Int32, neighbor: Int32, step: Double) {
    self.base = base
    self.neighbor = neighbor
    self.step = step
  }
}

/// New rows and where they came from. Parents are what ordinary libraries throw away and what a
/// leakage workbench needs: they are the truth that attacks are scored against.
public struct SyntheticRows: Sendable {
  /// As wide as the training rows.
  public let rows: Matrix
  /// Class code of each row.
  public let labels: [Int32]
  /// What each row was made from.
  public let parents: [Parentage]

  /// - Precondition: one label and one parentage per row; this is not checked.
  public init(rows: Matrix, labels: [Int32], parents: [Parentage]) {
    self.rows = rows
    self.labels = labels
    self.parents = parents
  }
}
