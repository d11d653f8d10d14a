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
  /// The different real records of the other classes that a minority row was made from, in release
  /// units: a method that draws across classes gives them away too.
  public let others: Matrix
  /// Largest coordinate difference, in scaled units, that still counts as the same record.
  public let tolerance: Double
  /// Levels of the categories of `records`, row-major, in the columns of `Release.categories`;
  /// empty where there are none.
  public let categories: [Int32]

  /// - Parameters:
  ///   - records, datasetRows: each real record once, in the same order.
  ///   - recordOfRow: one per minority row of the release.
  ///   - touched: numbers in `records`.
  ///   - scales: one per column.
  ///   - others: as wide as `records`; nil for none.
  ///   - tolerance: what the values released still tell, at least `Evaluator.tolerance`.
  ///   - categories: one row per record.
  public init(
    records: Matrix, datasetRows: [Int], recordOfRow: [Int32], touched: Set<Int>, scales: [Double],
    others: Matrix? = nil, tolerance: Double = Evaluator.tolerance, categories: [Int32] = []
  ) {
    self.records = records
    self.datasetRows = datasetRows
    self.recordOfRow = recordOfRow
    self.touched = touched
    self.scales = scales
    self.others = others ?? Matrix(rows: 0, columns: records.columns)
    self.tolerance = tolerance
    self.categories = categories
  }
}
