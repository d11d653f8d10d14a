import Numeric

/// Collects what a method makes, class by class.
public struct SyntheticDraft: Sendable {
  private let width: Int
  private var rows: [Double] = []
  private var labels: [Int32] = []
  private var parents: [Parentage] = []
  /// What the user should know of how it went.
  public var remarks: [OversamplingRemark] = []

  /// - Parameter width: columns of the training rows.
  public init(width: Int) { self.width = width }

  /// Takes in rows of class `code`.
  public mutating func append(_ block: SyntheticBlock, code: Int32) {
    // The first block need not be copied.
    if parents.isEmpty {
      (rows, parents) = (block.rows, block.parents)
    } else {
      rows += block.rows
      parents += block.parents
    }
    labels += Array(repeating: code, count: block.parents.count)
  }

  /// All of it.
  public func finished() -> SyntheticRows {
    SyntheticRows(
      rows: Matrix(rows: parents.count, columns: width, storage: rows), labels: labels,
      parents: parents, remarks: remarks)
  }
}
