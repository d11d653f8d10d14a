import Numeric

/// A parent with its share in a row.
public struct WeightedParent: Sendable, Equatable {
  /// Row number among the training rows.
  public let row: Int32
  /// What the difference from the base to this parent is multiplied by.
  public let weight: Double

  /// - Parameters:
  ///   - row: row number among the training rows.
  ///   - weight: what the difference from the base to this parent is multiplied by.
  public init(row: Int32, weight: Double) {
    self.row = row
    self.weight = weight
  }
}

/// What one synthetic row was made from:
///
///     base + step · (neighbor − base) + Σ weight · (further − base)
///
/// Where chance moves each column on its own (noise, a step per feature) `step` is not a number:
/// the parents are right, the sum does not say all.
public struct Parentage: Sendable, Equatable {
  /// Row numbers among the training rows.
  public let base: Int32
  /// The second parent, likewise; equal to `base` where there is none, or where rows have copies.
  public let neighbor: Int32
  /// Share of the way from base to neighbor: in 0..<1 between them, below 0 or above 1 beyond.
  public let step: Double
  /// Parents besides these two; empty for most methods.
  public let further: [WeightedParent]

  /// - Parameters:
  ///   - base, neighbor: row numbers among the training rows.
  ///   - step: share of the way from base to neighbor; not a number where columns differ in it.
  ///   - further: parents besides these two.
  public init(base: Int32, neighbor: Int32, step: Double, further: [WeightedParent] = []) {
    self.base = base
    self.neighbor = neighbor
    self.step = step
    self.further = further
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
  /// Training rows that the method takes out of the release, ascending; for methods that clean.
  public let removed: [Int]
  /// What the user should know of how it went.
  public let remarks: [OversamplingRemark]

  /// - Precondition: one label and one parentage per row.
  public init(
    rows: Matrix, labels: [Int32], parents: [Parentage], removed: [Int] = [],
    remarks: [OversamplingRemark] = []
  ) {
    precondition(labels.count == rows.rows && parents.count == rows.rows, "one of each per row")
    self.rows = rows
    self.labels = labels
    self.parents = parents
    self.removed = removed
    self.remarks = remarks
  }
}
