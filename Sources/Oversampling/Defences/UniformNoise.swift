import Jobs
import Numeric
import Parameters

/// Adds uniform noise to every number of the release:
///
///     value + step · range,  step uniform in −share..<share
///
/// Category columns are left alone. Values may leave the range by the share.
///
/// Source: the experiments of the paper below. Status: moments tested.
public struct UniformNoise: Defence {
  /// On the command line.
  public static let name = "noise"
  /// In menus.
  public static let title = "Uniform noise"
  /// What it is said to do.
  public static let summary =
    "said to bend the lines between parents so that no attack finds them, at no cost in use"
  /// The paper that tries it against these attacks.
  public static let source = Citation(
    "Ganev and others: SMOTE and Mirrors, ICLR 2026", link: "https://arxiv.org/abs/2510.15083")
  /// On the finished release.
  public static let stage = DefenceStage.release
  /// `share`: the largest change; `rows`: whether real rows are changed too.
  public static let parameters = ReleaseNoise.parameters(unit: "the largest change of a value")

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
    try noise.add(to: &draft, in: context) { random.uniform(-1, 1) }
  }
}
