import Jobs
import Numeric
import Parameters

/// Takes those for members at whose place the release is denser than the population.
///
/// Densities are sums of normal distributions around the rows. Their shape is the covariance of the
/// rows; where that of the release or that of the population is singular, both are shaped by the
/// deviations of the columns alone.
public struct DensityRatioMembership: MembershipAttack {
  /// As on the command line.
  public static let name = "mia-density-ratio"
  /// As in the menu.
  public static let title = "Density ratio"
  /// What it does.
  public static let summary =
    "Compares how dense the release and the population are at each person."
  /// The paper that the definition follows.
  public static let source = Citation(
    "van Breugel, Sun, Qian, van der Schaar: Membership inference attacks against synthetic data "
      + "through overfitting detection (DOMIAS), AISTATS 2023",
    link: "https://arxiv.org/abs/2302.12580")
  /// The settings, in the order of the form.
  public static let parameters: [ParameterSpec] = DensitySettings.parameters
  /// Other people, to compare with.
  public static let needs: Set<MembershipKnowledge> = [.reference]
  /// Where a copy escapes it.
  public static let cannotSee: String? =
    "It does not see single rows: kernels are about as wide as the data, so that a copy, however "
    + "often it is released, hardly makes its place denser than the places around it."

  private let settings: DensitySettings

  /// - Parameter values: made from `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    settings = DensitySettings(values)
  }

  /// The logarithm of the ratio of the two densities. O(candidates × rows × columns).
  public func scores(
    on view: MembershipView, in context: RunContext<Fraction>
  ) throws -> [Double] {
    let reference = try Self.reference(of: view, least: 2)
    guard
      let (released, population) = try KernelDensity.pair(
        view.release, reference, width: settings.width, shape: settings.shape, in: context)
    else { throw AttackError.notApplicable(attack: Self.title, because: "there are no columns") }
    let first: RunContext<Fraction> = context.folding { Fraction(0.5 * $0.value) }
    let second: RunContext<Fraction> = context.folding { Fraction(0.5 + 0.5 * $0.value) }
    let inRelease = try released.logDensities(at: view.candidates, in: first)
    let inPopulation = try population.logDensities(at: view.candidates, in: second)
    return zip(inRelease, inPopulation).map { $0 - $1 }
  }
}
