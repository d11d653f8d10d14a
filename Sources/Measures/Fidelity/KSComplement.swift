import Jobs
import Parameters

/// How alike the numbers of each column are spread in the real and the synthetic rows:
/// `1 − sup |F − G|`.
///
/// Source: SDMetrics' `KSComplement`. Status: verified.
public struct KSComplement: Measure {
  /// On the command line.
  public static let name = "ks-complement"
  /// In menus and messages.
  public static let title = "Kolmogorov-Smirnov complement"
  /// In menus and help.
  public static let summary = "How alike each column of numbers is spread in the release."
  /// SDMetrics' description.
  public static let source = Citation(
    "SDMetrics: KSComplement",
    link: "https://docs.sdv.dev/sdmetrics/data-metrics/quality/kscomplement")
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
    scaling: "none: only the order of the numbers counts",
    ties: "numbers equal to 14 digits after the point are equal; missing ones are left out",
    degenerate: "a column without numbers in one table is undefined and left out of the mean; "
      + "numbers that only say yes and no are left to tv-complement",
    interval: FidelityMeasurement.interval, threshold: FidelityMeasurement.threshold)

  private let resamples: Int

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    resamples = values.integer("resamples")
  }

  /// The mean over the columns of numbers, each a part.
  ///
  /// - Throws: `MeasureError.notApplicable` without a column of numbers, `CancellationError`.
  /// - Complexity: O(columns × rows × (log rows + resamples)).
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    let names = input.comparedColumns.filter { !$0.isCategory }.map(\.name)
    let orders = try parallelMap(names.count, in: context) { index in
      MergedOrder(
        input.numbers(names[index], in: .training), input.numbers(names[index], in: .synthetic))
    }
    return try FidelityMeasurement(
      measure: Self.self, names: names, noun: "columns of numbers", likeness: "are spread"
    ).measurement(input, resamples: resamples, in: context) { weights, context in
      try orders.map { order in
        try context.checkCancellation()
        return order.largestDifference(weights.training, weights.synthetic).map { 1 - $0 }
      }
    }
  }
}
