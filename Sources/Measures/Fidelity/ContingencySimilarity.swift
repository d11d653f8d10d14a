import Jobs
import Parameters

/// How alike pairs of columns, at least one of them of categories, go together in the real and the
/// synthetic rows: `1 − ½ Σ |P − Q|` over the joint values.
///
/// Source: SDMetrics' `ContingencySimilarity`. Status: verified.
public struct ContingencySimilarity: Measure {
  /// On the command line.
  public static let name = "contingency-similarity"
  /// In menus and messages.
  public static let title = "Contingency similarity"
  /// In menus and help.
  public static let summary =
    "How alike pairs of columns with categories go together in the release."
  /// SDMetrics' description.
  public static let source = Citation(
    "SDMetrics: ContingencySimilarity",
    link: "https://docs.sdv.dev/sdmetrics/data-metrics/quality/contingencysimilarity")
  /// `bins`, `resamples`.
  public static let parameters = [
    ParameterSpec.integer(
      "bins", in: 1...1000, default: 10,
      help: "groups of equal width that the numbers of a mixed pair are put into"),
    FidelityMeasurement.resamples,
  ]
  /// Fidelity.
  public static let group = MeasureGroup.fidelity
  /// It says nothing about safety.
  public static let direction = Direction.none
  /// The two tables will do.
  public static let needs: Set<MeasureNeed> = []
  /// The definition in detail.
  public static let rules = MeasureRules(
    scaling: "numbers are put into bins of equal width over the range of the training rows; what "
      + "lies outside goes to the outermost",
    ties: "a missing value is a value of its own; a number on an edge belongs to the upper bin",
    degenerate: "pairs of two columns of numbers are left to correlation-similarity; numbers that "
      + "only say yes and no count as categories",
    interval: FidelityMeasurement.interval, threshold: FidelityMeasurement.threshold)

  private let bins: Int
  private let resamples: Int

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    bins = values.integer("bins")
    resamples = values.integer("resamples")
  }

  /// The mean over the pairs with a category, each a part.
  ///
  /// - Throws: `MeasureError.notApplicable` without such a pair, `CancellationError`.
  /// - Complexity: O(pairs × rows × resamples).
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    let columns = input.comparedColumns
    let codes = try columns.map { column in
      try ColumnCodes(
        column.name, of: input, bins: column.isCategory ? 0 : bins, edge: .upper, in: context)
    }
    let pairs = columns.indices.flatMap { first in
      columns.indices.dropFirst(first + 1).map { (first, $0) }
    }.filter { columns[$0.0].isCategory || columns[$0.1].isCategory }
    let tables = try parallelMap(pairs.count, in: context) { index in
      try ContingencyTable(
        codes[pairs[index].0], codes[pairs[index].1], of: input,
        in: context.silenced(threads: 1))
    }
    return try FidelityMeasurement(
      measure: Self.self, names: pairs.map { "\(columns[$0.0].name) × \(columns[$0.1].name)" },
      noun: "pairs of columns with a category", likeness: "go together"
    ).measurement(input, resamples: resamples, in: context) { weights, context in
      try tables.map { table in
        try context.checkCancellation()
        return table.similarity(weights)
      }
    }
  }
}
