import Numeric

/// Where a row of a release comes from.
public enum RowOrigin: Sendable, Equatable {
  /// A real row, by its number in the data.
  case real(Int)
  /// A synthetic row, by its number among those made.
  case synthetic(Int)

  /// Whether it is a real row.
  public var isReal: Bool { if case .real = self { true } else { false } }
}

/// What a defence needs to know of a column of a release.
public struct ReleaseColumn: Sendable, Equatable {
  /// As in the data.
  public let name: String
  /// Digits after the point of the real values; nil where unknown.
  public let decimals: Int?
  /// The least and the largest real value.
  public let range: ClosedRange<Double>
  /// Whether it is a quantity; others say yes or no to a category and are left alone by noise and
  /// rounding.
  public let isNumber: Bool

  /// - Parameters:
  ///   - decimals: digits after the point of the real values; nil where unknown.
  ///   - range: the least and the largest real value.
  ///   - isNumber: whether it is a quantity.
  public init(name: String, decimals: Int?, range: ClosedRange<Double>, isNumber: Bool) {
    self.name = name
    self.decimals = decimals
    self.range = range
    self.isNumber = isNumber
  }
}

/// A release before it is published: all rows, real ones first, and where each comes from.
public struct ReleaseDraft: Sendable {
  /// One row per released row.
  public var features: Matrix
  /// Class code of each row.
  public var labels: [Int32]
  /// Where each row comes from.
  public var origins: [RowOrigin]
  /// What the columns are.
  public let columns: [ReleaseColumn]

  /// - Precondition: one label and one origin per row.
  public init(
    features: Matrix, labels: [Int32], origins: [RowOrigin], columns: [ReleaseColumn]
  ) {
    precondition(labels.count == features.rows && origins.count == features.rows, "one per row")
    self.features = features
    self.labels = labels
    self.origins = origins
    self.columns = columns
  }

  /// Keeps the rows at `positions`, in that order. O(positions × columns).
  public mutating func keep(_ positions: [Int]) {
    features = features.rows(positions)
    labels = positions.map { labels[$0] }
    origins = positions.map { origins[$0] }
  }
}
