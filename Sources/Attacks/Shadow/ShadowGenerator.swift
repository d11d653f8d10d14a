import Jobs
import Parameters

/// The shadow attack of the paper on synthetic rows: each run is summed up by five quantiles and the
/// mean of every column and the covariance of every two, and a random forest learns from runs with
/// and without the person.
///
/// Source: Ganev et al., "SMOTE and Mirrors", ICLR 2026.
public struct ShadowGenerator: ShadowAttack {
  /// On the command line.
  public static let name = "shadow-generator"
  /// In menus and messages.
  public static let title = "Shadow generator"
  /// In menus and help.
  public static let summary =
    "Learns from releases with and without a person how they look as a whole."
  /// The paper.
  public static let source = Citation(
    "Ganev et al.: SMOTE and Mirrors, ICLR 2026", link: "https://arxiv.org/abs/2510.15083")
  /// `trees`.
  public static let parameters = [ParameterSpec.shadowTrees]
  /// The synthetic rows.
  public static let release = ShadowRelease.syntheticRows
  /// Trees of the forest.
  public let trees: Int?

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    trees = values.integer("trees")
  }

  /// The numbers of `ReleaseSummary`.
  public func features(
    of trial: ShadowTrial, in context: RunContext<Fraction>
  ) throws -> [Double] {
    ReleaseSummary(try trial.release(in: context)).numbers
  }
}

extension ParameterSpec {
  /// The setting of every shadow attack that learns.
  static let shadowTrees = ParameterSpec.integer(
    "trees", in: 1...10_000, default: 100, help: "trees of the forest that learns from the runs")
}
