import Jobs
import Numeric
import Parameters

/// Takes those for members in whom lines of released rows end.
///
/// SMOTE puts rows on the segments between real records. So a record is where lines through released
/// rows end: two or more of them lie in one direction from it and none in the opposite one. In three
/// or more dimensions that does not happen by chance. A released row that equals the person counts
/// too: it is a segment of no length. One that does so to the last digit counts for more than any
/// lines, which come about by chance where values are rounded.
public struct OnSegmentMembership: MembershipAttack {
  /// As on the command line.
  public static let name = "mia-on-segment"
  /// As in the menu.
  public static let title = "Ends of segments"
  /// What it does.
  public static let summary =
    "Takes those for members in whom lines of released rows end; made for SMOTE."
  /// The paper whose geometry it uses.
  public static let source = Citation(
    "This program, with the geometry of Ganev et al.: SMOTE and Mirrors, ICLR 2026",
    link: "https://arxiv.org/abs/2510.15083")
  /// The settings, in the order of the form.
  public static let parameters: [ParameterSpec] = [
    .integer(
      "neighbors", in: 2...100_000, default: 384, help: "released rows looked at per person"),
    .real(
      "tolerance", in: 0...1, default: 0,
      help: "how far a line may pass by, where columns span -1 to 1; 0 reads it off the values"),
  ]
  /// Nothing beyond the release.
  public static let needs: Set<MembershipKnowledge> = []

  private let neighbors: Int
  private let tolerance: Double

  /// What a row counts for that is equal as far as the values tell: more than a line that two rows
  /// make.
  private static let equalRow = 2.0

  /// - Parameter values: made from `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    neighbors = values.integer("neighbors")
    tolerance = values.real("tolerance")
  }

  /// Rows on lines that end in the person, less one per line. O(candidates × rows × columns) at
  /// worst, for neighbors.
  public func scores(
    on view: MembershipView, in context: RunContext<Fraction>
  ) throws -> [Double] {
    try Self.requireRelease(view)
    let precision = ReleasePrecision(view.release, tolerance: tolerance)
    let lines = try EndingLines(view, precision, neighbors: neighbors, in: context)
    let nearest = try NearestDistances.squared(
      from: view.candidates, to: view.release, in: context.silenced())
    func reach(_ error: Double) -> Double { error * error * Double(view.release.columns) }
    let rounded = reach(precision.largestError)
    let exact = reach(ReleasePrecision.exact)
    return zip(lines.weights, nearest).map { weight, squared in
      // Lines through a person have at most as many rows as are looked at.
      weight + (squared <= rounded ? Self.equalRow : 0)
        + (squared <= exact ? Double(neighbors) : 0)
    }
  }
}
