import Jobs
import Parameters
import Tabular

/// How alike pairs of columns of numbers go together in the real and the synthetic rows:
/// `1 − |r − r'| / 2`.
///
/// Source: SDMetrics' `CorrelationSimilarity`. Status: verified.
public struct CorrelationSimilarity: Measure {
  /// On the command line.
  public static let name = "correlation-similarity"
  /// In menus and messages.
  public static let title = "Correlation similarity"
  /// In menus and help.
  public static let summary = "How alike pairs of columns of numbers go together in the release."
  /// SDMetrics' description.
  public static let source = Citation(
    "SDMetrics: CorrelationSimilarity",
    link: "https://docs.sdv.dev/sdmetrics/data-metrics/quality/correlationsimilarity")
  /// `coefficient`, `resamples`.
  public static let parameters = [
    ParameterSpec.choice(
      "coefficient", of: ["pearson", "spearman"],
      help: "pearson: straight dependence; spearman: dependence of ranks"),
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
    scaling: "none: a correlation has no unit",
    ties: "equal numbers share the mean of their ranks; rows where one of the two is missing are "
      + "left out of the pair",
    degenerate: "a pair with a column that is constant in one of the tables is undefined and left "
      + "out of the mean, not 1",
    interval: FidelityMeasurement.interval, threshold: FidelityMeasurement.threshold)

  private let isRank: Bool
  private let resamples: Int

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    isRank = values.choice("coefficient") == "spearman"
    resamples = values.integer("resamples")
  }

  /// The mean over the pairs of columns of numbers, each a part.
  ///
  /// - Throws: `MeasureError.notApplicable` without two columns of numbers, `CancellationError`.
  /// - Complexity: O(pairs × rows × resamples).
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    let names = input.comparedColumns.filter { !$0.isCategory }.map(\.name)
    let pairs = names.indices.flatMap { first in
      names.indices.dropFirst(first + 1).map { (first, $0) }
    }
    let tables = [Table.training, .synthetic].map { table in
      TableCorrelations(names.map { input.numbers($0, in: table) }, isRank: isRank)
    }
    return try FidelityMeasurement(
      measure: Self.self, names: pairs.map { "\(names[$0.0]) × \(names[$0.1])" },
      noun: "pairs of columns of numbers", likeness: "go together"
    ).measurement(input, resamples: resamples, in: context) { weights, context in
      let real = try tables[0].correlations(of: pairs, weights: weights.training, in: context)
      let made = try tables[1].correlations(of: pairs, weights: weights.synthetic, in: context)
      return zip(real, made).map { real, made in
        real.flatMap { real in made.map { 1 - abs(real - $0) / 2 } }
      }
    }
  }
}
