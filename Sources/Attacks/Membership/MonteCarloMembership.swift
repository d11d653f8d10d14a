import Jobs
import Numeric
import Parameters

/// Takes those for members who have a large share of the released rows within a distance that the
/// candidates themselves set: the median of their distances to the release.
public struct MonteCarloMembership: MembershipAttack {
  /// As on the command line.
  public static let name = "mia-monte-carlo"
  /// As in the menu.
  public static let title = "Monte Carlo"
  /// What it does.
  public static let summary = "Takes those for members who have many of the released rows close by."
  /// The paper that the definition follows.
  public static let source = Citation(
    "Hilprecht, Härterich, Bernau: Monte Carlo and reconstruction membership inference attacks "
      + "against generative models, PoPETs 2019; the median rule as in DOMIAS",
    link: "https://doi.org/10.2478/popets-2019-0067")
  /// The settings, in the order of the form.
  public static let parameters: [ParameterSpec] = [
    .real(
      "quantile", in: 0.01...1, default: 0.5,
      help: "share of the candidates with a released row within the distance; 0.5 is the median")
  ]
  /// Nothing beyond the release.
  public static let needs: Set<MembershipKnowledge> = []
  /// Where a copy escapes it.
  public static let cannotSee: String? =
    "It does not tell copies from what is near them where less than half of the people asked about "
    + "were in: the median distance is then that of somebody who was not."

  private let quantile: Double

  /// - Parameter values: made from `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    quantile = values.real("quantile")
  }

  /// The share of the released rows within the distance. O(candidates × rows × columns).
  public func scores(
    on view: MembershipView, in context: RunContext<Fraction>
  ) throws -> [Double] {
    try Self.requireRelease(view)
    guard view.candidates.rows > 0 else { return [] }
    let nearest = try NearestDistances.squared(
      from: view.candidates, to: view.release, in: context)
    let counts = try RowsWithin.counts(
      of: view.release, around: view.candidates, squaredDistance: limit(nearest), in: context)
    return counts.map { Double($0) / Double(view.release.rows) }
  }

  /// The square of the quantile of the distances, linear between two of them. Where it is one of
  /// the distances it is not rooted and squared, which would lose its last digit.
  private func limit(_ squaredDistances: [Double]) -> Double {
    let sorted = squaredDistances.sorted()
    let position = quantile * Double(sorted.count - 1)
    let below = sorted[Int(position)]
    let above = sorted[min(Int(position) + 1, sorted.count - 1)]
    let share = position - position.rounded(.down)
    guard share > 0, below != above else { return below }
    let distance = below.squareRoot() + share * (above.squareRoot() - below.squareRoot())
    return distance * distance
  }
}
