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
    try Self.check(preparation)
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
      if let single = LabelChoice.singleClass(of: dataset.columns) {
        throw PlanError.oneClass(single.value)
      }
      throw PlanError.noLabel(columns: dataset.columns.map(\.name))
    }
    let labels = try Self.labels(column, rows)
    let split =
      preparation.holdoutRows.isEmpty
      ? StratifiedSplit(
        labels: labels.codes, holdout: preparation.holdout, test: preparation.test,
        seed: preparation.splitSeed)
      : StratifiedSplit(
        labels: labels.codes,
        holdoutRows: try Self.held(
          preparation.holdoutRows, among: rows, of: marked.rowCount, labels),
        test: preparation.test, seed: preparation.splitSeed)
    if preparation.imputation != .drop {
      let complete = preparation.imputation.fill(dataset, from: split.training)
      dataset = complete.dataset
      notes += complete.notes
    }
    let parts = [(split.holdout, "holdout"), (split.test, "test part")].filter { !$0.0.isEmpty }
    if !parts.isEmpty {
      let texts = parts.map {
        "\($0.0.count) of \(dataset.rowCount) rows are kept apart as a \($0.1)"
      }
      notes.append(texts.joined(separator: " and ") + "; nothing is made of them")
    }
    self.dataset = dataset
    self.labels = labels
    self.rows = rows
    self.split = split
    self.notes = notes
  }

  /// Rows in messages are those of the file.
  private static func labels(_ column: Column, _ rows: [Int]) throws(EncodingError) -> ClassLabels {
    do {
      return try ClassLabels(column)
    } catch {
      throw error.inFile(rows: rows)
    }
  }

  /// Positions of the rows named, those that were left out for gaps not among them.
  private static func held(
    _ named: [Int], among rows: [Int], of count: Int, _ labels: ClassLabels
  ) throws(PlanError) -> [Int] {
    if let row = named.first(where: { !(0..<count).contains($0) }) {
      throw .unknownRow(row, rows: count)
    }
    let wanted = Set(named)
    let held = rows.indices.filter { wanted.contains(rows[$0]) }
    let left = Set(rows.indices.filter { !wanted.contains(rows[$0]) }.map { labels.codes[$0] })
    if let lost = Set(labels.codes).subtracting(left).min() {
      throw .holdoutTakesClass(labels.levels[Int(lost)])
    }
    return held
  }

  private static func check(_ preparation: Preparation) throws(PlanError) {
    let range = Preparation.holdoutRange
    guard range.contains(preparation.holdout) else {
      throw .holdoutOutOfRange(preparation.holdout)
    }
    guard range.contains(preparation.test) else { throw .testOutOfRange(preparation.test) }
    guard range.contains(preparation.holdout + preparation.test) else {
      throw .keepsTooMuch(holdout: preparation.holdout, test: preparation.test)
    }
  }
}
