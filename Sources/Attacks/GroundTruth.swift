import Numeric

/// What is true of a release. Never given to an attack.
public struct GroundTruth: Sendable {
  /// The different real minority records, in release units.
  public let records: Matrix
  /// Where each of `records` stands in the dataset: its first row.
  public let datasetRows: [Int]
  /// For each minority row of the release, the number of the record it is a copy of, or -1.
  public let recordOfRow: [Int32]
  /// Records that at least one synthetic row was made from: no attack on synthetic rows alone can
  /// find more.
  public let touched: Set<Int>
  /// What a difference in each column is multiplied by before it is compared with the tolerance:
  /// the column then spans −1 to 1 over the whole dataset.
  public let scales: [Double]

  /// - Parameters:
  ///   - records, datasetRows: each real record once, in the same order.
  ///   - recordOfRow: one per minority row of the release.
  ///   - touched: numbers in `records`.
  ///   - scales: one per column.
  public init(
    records: Matrix, datasetRows: [Int], recordOfRow: [Int32], touched: Set<Int>, scales: [Double]
  ) {
    self.records = records
    self.datasetRows = datasetRows
    self.recordOfRow = recordOfRow
    self.touched = touched
    self.scales = scales
  }
}
