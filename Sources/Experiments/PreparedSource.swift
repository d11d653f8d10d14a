import Tabular

/// A dataset without gaps, and which of its rows are for training.
struct PreparedSource {
  let dataset: Dataset
  let labels: ClassLabels
  /// Where each row of `dataset` stood in the file.
  let rows: [Int]
  /// Positions in `dataset`.
  let split: StratifiedSplit
  let notes: [String]

  /// Marks categories, leaves rows out or fills gaps, and splits: in this order, so that what is
  /// filled in comes from the training part.
  init(_ original: Dataset, _ preparation: Preparation) throws {
    guard Preparation.holdoutRange.contains(preparation.holdout) else {
      throw PlanError.holdoutOutOfRange(preparation.holdout)
    }
    let marked = try original.markingCategories(preparation.categories)
    var notes: [String] = []
    var rows = Array(0..<marked.rowCount)
    var dataset = marked
    if preparation.imputation == .drop {
      let complete = preparation.imputation.fill(marked)
      (dataset, rows) = (complete.dataset, complete.sourceRows)
      notes += complete.notes
    }
    guard let column = dataset.label else {
      throw PlanError.noLabel(columns: dataset.columns.map(\.name))
    }
    let labels = try ClassLabels(column)
    let split = StratifiedSplit(
      labels: labels.codes, share: preparation.holdout, seed: preparation.splitSeed)
    if preparation.imputation != .drop {
      let complete = preparation.imputation.fill(dataset, from: split.training)
      dataset = complete.dataset
      notes += complete.notes
    }
    if !split.test.isEmpty {
      notes.append(
        "\(split.test.count) of \(dataset.rowCount) rows are kept apart as a test part; "
          + "nothing is made of them")
    }
    self.dataset = dataset
    self.labels = labels
    self.rows = rows
    self.split = split
    self.notes = notes
  }
}
