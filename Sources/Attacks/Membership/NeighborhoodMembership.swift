import Jobs
import Numeric
import Parameters

/// Takes those for members who have many released rows within a fixed distance.
///
/// The distance is a setting of the published attack. At one that holds much of the release
/// everybody has as many rows around, and a verbatim copy is one among them; so by default it is
/// read off the people asked about: half of the smallest distance between two of them who differ,
/// so that nobody's copy is within the distance of anybody else.
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
      + "(local neighborhood attack); Synth-MIA counts within a radius of 1",
    link: "https://arxiv.org/abs/2211.06550")
  /// The settings, in the order of the form.
  public static let parameters: [ParameterSpec] = [
    .real(
      "radius", in: 0...1000, default: 0,
      help: "distance counted within, where each column spans -1 to 1; 0 for half of the distance "
        + "between the two people asked about who are most alike and not equal")
  ]
  /// Nothing beyond the release.
  public static let needs: Set<MembershipKnowledge> = []

  private let radius: Double

  /// - Parameter values: made from `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    radius = values.real("radius")
  }

  /// The number of released rows within the radius. O(candidates × rows × columns), and where the
  /// radius is read off them O(candidates² × columns) at worst.
  public func scores(
    on view: MembershipView, in context: RunContext<Fraction>
  ) throws -> [Double] {
    try Self.requireRelease(view)
    let reach = radius > 0 ? radius * radius : try Self.reach(of: view.candidates, in: context)
    return try RowsWithin.counts(
      of: view.release, around: view.candidates, squaredDistance: reach, in: context
    ).map(Double.init)
  }

  /// The square of half of the smallest distance between two different people; 0 for a single one.
  private static func reach(
    of people: Matrix, in context: RunContext<Fraction>
  ) throws -> Double {
    let different = people.rows(RowNumbers(people).firstRows)
    guard different.rows > 1 else { return 0 }
    let lists = try NearestNeighbors(different).nearest(
      1, to: different, excluding: (0..<different.rows).map { Int32($0) },
      in: context.silenced(Never.self))
    return (lists.squaredDistances.min() ?? 0) / 4
  }
}
