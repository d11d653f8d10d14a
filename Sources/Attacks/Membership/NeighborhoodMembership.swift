import Jobs
import Numeric
import Parameters

/// Takes those for members who have many released rows within a fixed distance.
public struct NeighborhoodMembership: MembershipAttack {
  /// As on the command line.
  public static let name = "mia-neighborhood"
  /// As in the menu.
  public static let title = "Local neighborhood"
  /// What it does.
  public static let summary = "Counts the released rows within a fixed distance of each person."
  /// The paper that the definition follows.
  public static let source = Citation(
    "Houssiau et al.: TAPAS, a toolbox for adversarial privacy auditing of synthetic data, 2022 "
      + "(local neighborhood attack); the radius as in Synth-MIA",
    link: "https://arxiv.org/abs/2211.06550")
  /// The settings, in the order of the form.
  public static let parameters: [ParameterSpec] = [
    .real(
      "radius", in: 1e-9...1000, default: 1,
      help: "distance counted within, where each column spans -1 to 1")
  ]
  /// Nothing beyond the release.
  public static let needs: Set<MembershipKnowledge> = []

  private let radius: Double

  /// - Parameter values: made from `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    radius = values.real("radius")
  }

  /// The number of released rows within the radius. O(candidates × rows × columns).
  public func scores(
    on view: MembershipView, in context: RunContext<Fraction>
  ) throws -> [Double] {
    try Self.requireRelease(view)
    return try RowsWithin.counts(
      of: view.release, around: view.candidates, squaredDistance: radius * radius, in: context
    ).map(Double.init)
  }
}
