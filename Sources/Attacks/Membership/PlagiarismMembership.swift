import Jobs
import Numeric
import Parameters

/// Takes those for members whose neighbors are released rows rather than other people.
///
/// The neighbors are the k nearest among released rows and rows of a reference population. As
/// published every neighbor counts alike; then a verbatim copy is one of k neighbors and hardly
/// seen, so here by default each counts by one over its distance.
public struct PlagiarismMembership: MembershipAttack {
  /// As on the command line.
  public static let name = "mia-dpi"
  /// As in the menu.
  public static let title = "Data plagiarism index"
  /// What it does.
  public static let summary =
    "Asks whether released rows or other people are the neighbors of each person."
  /// The paper that the definition follows.
  public static let source = Citation(
    "Ward, Wang, Cheng: Data plagiarism index, characterizing the privacy risk of data-copying in "
      + "tabular generative models, KDD workshop 2024",
    link: "https://arxiv.org/abs/2406.13012")
  /// The settings, in the order of the form.
  public static let parameters: [ParameterSpec] = [
    .integer("k", in: 1...10000, default: 20, help: "neighbors looked at"),
    .choice(
      "weights", of: ["distance", "equal"],
      help: "a neighbor counts by one over its distance, or all count alike, as published"),
  ]
  /// Other people, to compare with.
  public static let needs: Set<MembershipKnowledge> = [.reference]
  /// Where a copy escapes it.
  public static let cannotSee: String? =
    "It does not see copies where all neighbors it looks at are released rows: with more copies of "
    + "each row than neighbors, or few other people to compare with, everybody looks like a member."

  private let k: Int
  private let isWeighted: Bool

  /// - Parameter values: made from `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    k = values.integer("k")
    isWeighted = values.choice("weights") == "distance"
  }

  /// The share of the release among the neighbors. O(candidates × rows × columns) at worst.
  public func scores(
    on view: MembershipView, in context: RunContext<Fraction>
  ) throws -> [Double] {
    let all = view.release.stacked(on: try Self.reference(of: view))
    let lists = try NearestNeighbors(all).nearest(
      min(k, all.rows), to: view.candidates, in: context)
    return (0..<view.candidates.rows).map { candidate in
      let places = candidate * lists.count..<(candidate + 1) * lists.count
      let found = places.filter { lists.indices[$0] >= 0 }
      return share(
        found.map { lists.squaredDistances[$0] },
        isReleased: found.map { Int(lists.indices[$0]) < view.release.rows })
    }
  }

  /// - Parameter squaredDistances: ascending.
  private func share(_ squaredDistances: [Double], isReleased: [Bool]) -> Double {
    var released = 0.0
    var total = 0.0
    for (squared, isReleased) in zip(squaredDistances, isReleased) {
      // Beside a row at no distance at all, others count for nothing.
      if isWeighted, squared > 0, squaredDistances.first == 0 { break }
      let weight = isWeighted && squared > 0 ? 1 / squared.squareRoot() : 1
      total += weight
      released += isReleased ? weight : 0
    }
    return total > 0 ? released / total : 0
  }
}
