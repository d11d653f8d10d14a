import Jobs
import Numeric
import Parameters

/// Adds normal noise to every number of the release:
///
///     value + N(0, share · range)
///
/// Category columns are left alone. The noise of different columns is independent, so it is no
/// differential privacy: for that it has to be calibrated to what one person can change.
///
/// Source: Brand 2002 (uncorrelated noise). Status: moments tested.
public struct GaussianNoise: Defence {
  /// On the command line.
  public static let name = "gaussian"
  /// In menus.
  public static let title = "Gaussian noise"
  /// What it is said to do.
  public static let summary =
    "said to make it unlikely that a value or a line between parents can be told exactly"
  /// The paper that the definition comes from.
  public static let source = Citation(
    "Brand: Microdata protection through noise addition, LNCS 2316, 2002",
    link: "https://doi.org/10.1007/3-540-47804-3_8")
  /// On the finished release.
  public static let stage = DefenceStage.release
  /// `share`: the standard deviation; `rows`: whether real rows are changed too.
  public static let parameters = ReleaseNoise.parameters(
    unit: "the standard deviation of the change")

  private let noise: ReleaseNoise

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) { noise = ReleaseNoise(values) }

  /// Adds the noise, row by row and column by column.
  ///
  /// - Throws: `CancellationError`.
  /// - Complexity: O(rows × columns).
  public func treat(
    _ draft: inout ReleaseDraft, random: inout NumPyRandom, in context: RunContext<Fraction>
  ) throws {
    try noise.add(to: &draft, in: context) { random.normal() }
  }
}
