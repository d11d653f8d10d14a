import Jobs
import Parameters

/// How alike the categories of each column are distributed in the real and the synthetic rows:
/// `1 − ½ Σ |p − q|`.
///
/// Source: SDMetrics' `TVComplement`. Status: verified.
public struct TVComplement: Measure {
  /// On the command line.
  public static let name = "tv-complement"
  /// In menus and messages.
  public static let title = "Total variation complement"
  /// In menus and help.
  public static let summary = "How alike each column of categories is distributed in the release."
  /// SDMetrics' description.
  public static let source = Citation(
    "SDMetrics: TVComplement",
    link: "https://docs.sdv.dev/sdmetrics/data-metrics/quality/tvcomplement")
  /// `resamples`.
  public static let parameters = [FidelityMeasurement.resamples]
  /// Fidelity.
  public static let group = MeasureGroup.fidelity
  /// It says nothing about safety.
  public static let direction = Direction.none
  /// The two tables will do.
  public static let needs: Set<MeasureNeed> = []
  /// The definition in detail.
  public static let rules = MeasureRules(
    scaling: "none: categories are equal or not",
    ties: "missing categories are left out; a category that only synthetic rows have counts as a "
      + "millionth of a real row, as in SDMetrics",
    degenerate: "a column without categories in one table is undefined and left out of the mean; "
      + "numbers that only say yes and no count as categories",
    interval: FidelityMeasurement.interval, threshold: FidelityMeasurement.threshold)

  private let resamples: Int

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    resamples = values.integer("resamples")
  }

  /// The mean over the columns of categories, each a part.
  ///
  /// - Throws: `MeasureError.notApplicable` without a category, `CancellationError`.
  /// - Complexity: O(columns × rows × resamples).
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    let names = input.comparedColumns.filter(\.isCategory).map(\.name)
    let columns = try names.map { try ColumnCodes($0, of: input, in: context) }
    return try FidelityMeasurement(
      measure: Self.self, names: names, noun: "columns of categories", likeness: "are distributed"
    ).measurement(input, resamples: resamples, in: context) { weights, context in
      try columns.map { column in
        try context.checkCancellation()
        return Self.complement(
          counts(column, .training, weights.training),
          counts(column, .synthetic, weights.synthetic))
      }
    }
  }

  private func counts(_ column: ColumnCodes, _ table: Table, _ weights: [Int32]) -> [Int] {
    var counts = [Int](repeating: 0, count: column.count)
    for (row, code) in (column.codes[table] ?? []).enumerated() where code != column.missing {
      counts[Int(code)] += Int(weights[row])
    }
    return counts
  }

  /// Nil if one of the two has no rows. O(categories).
  private static func complement(_ real: [Int], _ made: [Int]) -> Double? {
    let trifle = 1e-6
    let shares = real.indices.map { code in
      real[code] == 0 && made[code] > 0 ? trifle : Double(real[code])
    }
    let realRows = shares.reduce(0, +)
    let madeRows = Double(made.reduce(0, +))
    guard real.contains(where: { $0 > 0 }), madeRows > 0 else { return nil }
    let apart = real.indices.reduce(0.0) { sum, code in
      sum + abs(shares[code] / realRows - Double(made[code]) / madeRows)
    }
    return 1 - apart / 2
  }
}
