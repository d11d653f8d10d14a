import Numeric

/// How numbers, categories and missing values become one distance.
public enum MixedRule: String, Sendable, CaseIterable {
  /// SDMetrics' distance to the closest record: each number counts `min(|a − b| / range, 1)`, each
  /// category 0 or 1, both missing 0, one missing 1; the mean over the columns.
  case gower
  /// Anonymeter's neighbors: each number counts `|a − b| / range`, each category 0 or 1, both
  /// missing 1, a number missing on one side not a number; the sum over the columns.
  case anonymeter
}

/// Columns with what a distance between their rows needs: the range of each number column, taken
/// from a reference.
///
/// The range comes from the reference alone (the real training rows, as a rule), so that a synthetic
/// outlier cannot shrink every distance. A column that is constant there has no range: equal values
/// count 0, different ones 1. Categories are equal if their texts are, whatever table they are in.
public struct MixedSpace: Sendable, Equatable {
  /// Names of the columns, in the order of their distance terms.
  public let names: [String]
  /// How the columns add up.
  public let rule: MixedRule
  /// What each column's term is multiplied by; 1 each unless said otherwise.
  public let weights: [Double]
  /// The range of each number column in the reference, 0 where it is constant; nil for a category.
  public let ranges: [Double?]

  /// What the weighted sum of the terms is divided by.
  var divisor: Double { rule == .gower ? weights.reduce(0, +) : 1 }

  /// - Parameters:
  ///   - reference: what ranges are taken from.
  ///   - columns: names of the columns that count; nil for the features.
  ///   - widened: further rows that widen the ranges, as Anonymeter has it; none as a rule.
  ///   - weights: one per column; nil for 1 each.
  public init(
    _ reference: Dataset, columns: [String]? = nil, rule: MixedRule = .gower,
    widenedBy widened: [Dataset] = [], weights: [Double]? = nil
  ) {
    let wanted = columns.map(Set.init)
    let chosen = reference.columns.indices.filter { index in
      wanted?.contains(reference.columns[index].name)
        ?? (reference.schema.roles[index] == .feature)
    }
    names = chosen.map { reference.columns[$0].name }
    self.rule = rule
    self.weights = weights ?? names.map { _ in 1 }
    ranges = chosen.map { index in
      let name = reference.columns[index].name
      let same = [reference.columns[index]] + widened.compactMap { $0.column(named: name) }
      let values = same.flatMap { column -> [Double] in
        if case .numeric(let numbers) = column.values { numbers.filter { !$0.isNaN } } else { [] }
      }
      guard case .numeric = reference.columns[index].values else { return nil }
      guard let low = values.min(), let high = values.max() else { return 0 }
      return Self.range(low, high)
    }
  }

  /// A range that numbers can be divided by: one too small for that is none, and one too large the
  /// largest there is.
  private static func range(_ low: Double, _ high: Double) -> Double {
    let range = high - low
    guard range.isFinite else { return .greatestFiniteMagnitude }
    return range.isNormal ? range : 0
  }

  /// The rows of a table that has these columns.
  ///
  /// - Throws: `DatasetError.missingColumn` for a table that lacks one.
  public func rows(of dataset: Dataset) throws(DatasetError) -> MixedRows {
    var columns: [Column] = []
    for name in names {
      guard let column = dataset.column(named: name) else { throw .missingColumn(name) }
      columns.append(column)
    }
    return MixedRows(self, columns, count: dataset.rowCount)
  }
}

extension Dataset {
  /// The column of that name; nil if there is none. O(columns).
  public func column(named name: String) -> Column? { columns.first { $0.name == name } }
}
