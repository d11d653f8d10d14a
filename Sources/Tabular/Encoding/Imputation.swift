/// What is put in place of missing values.
public enum Imputation: String, Sendable, CaseIterable {
  /// Nothing: missing values are an error where numbers are needed.
  case none
  /// The median of a number column, the most frequent level of a category.
  case median
  /// The mean of a number column, the most frequent level of a category.
  case mean
  /// Rows with a missing feature are left out.
  case drop
}

/// A dataset without gaps, and what was done to get there.
public struct ImputedDataset: Sendable {
  /// The features have a value in every row.
  public let dataset: Dataset
  /// Where each of its rows stood in the original.
  public let sourceRows: [Int]
  /// What was done, a sentence each.
  public let notes: [String]
}

extension Imputation {
  /// Fills the gaps in the features of `dataset`.
  ///
  /// What is filled in is worked out from the rows at `training` alone, so that nothing of a test
  /// part gets into it. A column without any value there stays as it is. O(rows × columns).
  ///
  /// - Parameter training: positions in `dataset`; nil for all rows.
  public func fill(_ dataset: Dataset, from training: [Int]? = nil) -> ImputedDataset {
    let gaps = dataset.schema.features.filter { dataset.columns[$0].missingCount > 0 }
    let all = Array(0..<dataset.rowCount)
    guard self != .none, !gaps.isEmpty else {
      return ImputedDataset(dataset: dataset, sourceRows: all, notes: [])
    }
    if self == .drop {
      let kept = all.filter { row in !gaps.contains { dataset.columns[$0].isMissing(row) } }
      let count = all.count - kept.count
      return ImputedDataset(
        dataset: dataset.rows(kept), sourceRows: kept,
        notes: ["\(count) row\(count == 1 ? "" : "s") with missing values left out"])
    }
    var columns = dataset.columns
    for gap in gaps { columns[gap] = filled(columns[gap], from: training ?? all) }
    let cells = gaps.reduce(0) { $0 + dataset.columns[$1].missingCount }
    let names = gaps.map { "'\(dataset.columns[$0].name)'" }.joined(separator: ", ")
    // The columns keep their names and lengths, so they still make a table.
    let complete = (try? Dataset(schema: dataset.schema, columns: columns)) ?? dataset
    return ImputedDataset(
      dataset: complete, sourceRows: all,
      notes: ["\(cells) missing cell\(cells == 1 ? "" : "s") filled in \(names): \(rawValue)"])
  }

  private func filled(_ column: Column, from training: [Int]) -> Column {
    switch column.values {
    case .numeric(let numbers):
      let present = training.map { numbers[$0] }.filter { !$0.isNaN }
      guard !present.isEmpty else { return column }
      let value = self == .mean ? Self.mean(present) : Self.median(present)
      return Column(
        name: column.name, kind: Self.kind(column.kind, holding: value),
        values: .numeric(numbers.map { $0.isNaN ? value : $0 }))
    case .categorical(let codes, let levels):
      var counts = [Int](repeating: 0, count: levels.count)
      for row in training where codes[row] >= 0 { counts[Int(codes[row])] += 1 }
      guard let most = counts.max(), most > 0, let code = counts.firstIndex(of: most) else {
        return column
      }
      return Column(
        name: column.name, kind: column.kind,
        values: .categorical(codes: codes.map { $0 < 0 ? Int32(code) : $0 }, levels: levels))
    }
  }

  private static func mean(_ numbers: [Double]) -> Double {
    numbers.reduce(0) { $0 + $1 / Double(numbers.count) }
  }

  private static func median(_ numbers: [Double]) -> Double {
    let sorted = numbers.sorted()
    let middle = sorted.count / 2
    // Halves first: the sum of two large numbers could be too large for one.
    return sorted.count.isMultiple(of: 2)
      ? sorted[middle - 1] / 2 + sorted[middle] / 2 : sorted[middle]
  }

  /// A column of whole numbers that gets a fraction is one of decimals.
  private static func kind(_ kind: Column.Kind, holding value: Double) -> Column.Kind {
    let decimals = NumberText.decimals(value)
    return switch kind {
    case .integer where decimals > 0, .boolean where decimals > 0: .decimal(decimals: decimals)
    case .decimal(let known): .decimal(decimals: max(known, decimals))
    default: kind
    }
  }
}
