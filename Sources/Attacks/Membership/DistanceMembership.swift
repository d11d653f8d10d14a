import Jobs
import Numeric
import Parameters

/// Takes those for members who have a released row close by.
///
/// The score is minus the distance to the closest released row; calibrated, that distance is
/// compared with the distance to the closest person of a reference population, so that those who
/// are near everybody are not taken for members.
public struct DistanceMembership: MembershipAttack {
  /// As on the command line.
  public static let name = "mia-distance"
  /// As in the menu.
  public static let title = "Distance to the release"
  /// What it does.
  public static let summary = "Takes those for members who have a released row close by."
  /// The paper that the definition follows.
  public static let source = Citation(
    "Chen, Yu, Zhang, Fritz: GAN-Leaks, a taxonomy of membership inference attacks against "
      + "generative models, CCS 2020",
    link: "https://doi.org/10.1145/3372297.3417238")
  /// The settings, in the order of the form.
  public static let parameters: [ParameterSpec] = [
    .flag(
      "calibrated", default: false,
      help: "compare with the distance to other people of the population; needs a holdout")
  ]
  /// Nothing beyond the release.
  public static let needs: Set<MembershipKnowledge> = []

  private let isCalibrated: Bool

  /// - Parameter values: made from `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    isCalibrated = values.flag("calibrated")
  }

  /// A reference, if it is calibrated.
  public var told: Set<MembershipKnowledge> { isCalibrated ? [.reference] : [] }

  /// Minus the distance to the closest released row, calibrated plus that to the closest row of the
  /// reference. O(candidates × rows × columns) at worst.
  public func scores(
    on view: MembershipView, in context: RunContext<Fraction>
  ) throws -> [Double] {
    try Self.requireRelease(view)
    let released = try NearestDistances.squared(
      from: view.candidates, to: view.release, in: context)
    guard isCalibrated else { return released.map { -$0.squareRoot() } }
    let others = try NearestDistances.squared(
      from: view.candidates, to: Self.reference(of: view), in: context)
    return zip(released, others).map { $1.squareRoot() - $0.squareRoot() }
  }
}
