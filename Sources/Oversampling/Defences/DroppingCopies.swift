import Jobs
import Numeric
import Parameters

/// Takes out synthetic rows that equal a real row, or an earlier synthetic row, in all columns and
/// class. Real rows never go, not even those that equal each other.
///
/// Source: the similarity filter described in the paper below. Status: verified.
public struct DroppingCopies: Defence {
  /// On the command line.
  public static let name = "drop-copies"
  /// In menus.
  public static let title = "No copies"
  /// What it is said to do.
  public static let summary = "said to protect real people by leaving out rows that copy a real one"
  /// The paper that describes and criticizes such filters.
  public static let source = Citation(
    "Ganev, De Cristofaro: The Inadequacy of Similarity-based Privacy Metrics, 2023",
    link: "https://arxiv.org/abs/2312.05114")
  /// On the finished release.
  public static let stage = DefenceStage.release
  /// Nothing to set.
  public static let parameters: [ParameterSpec] = []

  /// Two rows are copies if these are equal.
  private struct Content: Hashable {
    let row: Int
    let label: Int32
  }

  /// - Parameter values: of no settings.
  public init(_ values: ParameterValues) throws(ParameterError) {}

  /// Keeps the order of the rows that stay.
  ///
  /// - Throws: `CancellationError`.
  /// - Complexity: O(rows × columns).
  public func treat(
    _ draft: inout ReleaseDraft, random: inout NumPyRandom, in context: RunContext<Fraction>
  ) throws {
    let before = draft
    draft = try abandonable(in: context) {
      let kept = Self.withoutCopies(before)
      var after = before
      if kept.count < before.labels.count { after.keep(kept) }
      return after
    }
  }

  /// Positions of the rows that stay, ascending.
  private static func withoutCopies(_ draft: ReleaseDraft) -> [Int] {
    let numbers = RowNumbers(draft.features).ofRows
    let contents = zip(numbers, draft.labels).map { Content(row: $0, label: $1) }
    let isReal = draft.origins.map(\.isReal)
    var seen = Set(contents.indices.filter { isReal[$0] }.map { contents[$0] })
    return contents.indices.filter { isReal[$0] || seen.insert(contents[$0]).inserted }
  }
}
