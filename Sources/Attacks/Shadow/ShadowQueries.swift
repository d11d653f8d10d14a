import Jobs
import Numeric
import Parameters

/// A shadow attack that asks a release how many rows it has in many places: in a tenth of each
/// column's range, and in random boxes around the person's record. Mean, median and variance of each
/// column and all correlations are looked at too.
///
/// Source: Stadler, Oprisanu and Troncoso, Synthetic Data – Anonymisation Groundhog Day, USENIX
/// Security 2022 (naive, histogram and correlation features); Houssiau et al., TAPAS, 2022 (random
/// counting queries about the target).
public struct ShadowQueries: ShadowAttack {
  /// On the command line.
  public static let name = "shadow-queries"
  /// In menus and messages.
  public static let title = "Shadow queries"
  /// In menus and help.
  public static let summary =
    "Learns from counts in random boxes around a person, of releases with and without that person."
  /// The paper of the counting queries.
  public static let source = Citation(
    "Houssiau et al.: TAPAS: a Toolbox for Adversarial Privacy Auditing of Synthetic Data, 2022",
    link: "https://arxiv.org/abs/2211.06550")
  /// `queries`, `trees`.
  public static let parameters = [
    ParameterSpec.integer(
      "queries", in: 1...10_000, default: 100, help: "random boxes that rows are counted in"),
    ParameterSpec.shadowTrees,
  ]
  /// The synthetic rows.
  public static let release = ShadowRelease.syntheticRows
  /// Trees of the forest.
  public let trees: Int?
  private let queries: Int

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    trees = values.integer("trees")
    queries = values.integer("queries")
  }

  /// Three numbers for each column, one for each pair of columns, ten counts for each column, one
  /// count for each random box; counts as shares of the rows.
  public func features(
    of trial: ShadowTrial, in context: RunContext<Fraction>
  ) throws -> [Double] {
    let release = try trial.release(in: context)
    let summary = ReleaseSummary(release)
    var random = NumPyRandom(seed: ShadowSeed.short(ShadowSeed.mixed(trial.targetSeed, 2)))
    var boxes = CountingBoxes(ranges: trial.population.members)
    boxes.addTenths()
    boxes.addRandom(queries, around: trial.record, random: &random)
    return Self.numbers(of: summary, columns: release.columns) + boxes.shares(of: release)
  }

  private static func numbers(of summary: ReleaseSummary, columns: Int) -> [Double] {
    var numbers: [Double] = []
    for column in 0..<columns {
      numbers += [
        summary.mean(column), summary.median(column), summary.covariance(column, column),
      ]
      for other in 0..<column { numbers.append(summary.correlation(column, other)) }
    }
    return numbers
  }
}
