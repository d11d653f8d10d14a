import Jobs
import Numeric
import Parameters

/// Puts the rows of the release in random order.
///
/// Libraries append synthetic rows to the real ones, so that order alone tells them apart.
///
/// Source: scikit-learn's `shuffle`, the step that analysts add. Status: verified.
public struct Shuffling: Defence {
  /// On the command line.
  public static let name = "shuffle"
  /// In menus.
  public static let title = "Shuffling"
  /// What it is said to do.
  public static let summary = "said to hide which rows are real by giving up the order of the rows"
  /// The function that analysts use for it.
  public static let source = Citation(
    "Pedregosa and others: Scikit-learn, JMLR 12, 2011; sklearn.utils.shuffle",
    link: "https://scikit-learn.org/stable/modules/generated/sklearn.utils.shuffle.html")
  /// On the finished release.
  public static let stage = DefenceStage.release
  /// Nothing to set.
  public static let parameters: [ParameterSpec] = []

  /// - Parameter values: of no settings.
  public init(_ values: ParameterValues) throws(ParameterError) {}

  /// Every order is as likely.
  ///
  /// - Throws: `CancellationError`.
  /// - Complexity: O(rows × columns).
  public func treat(
    _ draft: inout ReleaseDraft, random: inout NumPyRandom, in context: RunContext<Fraction>
  ) throws {
    let before = (draft: draft, random: random)
    let after = try abandonable(in: context) {
      var (draft, random) = before
      draft.keep(random.permutation(draft.features.rows))
      return (draft: draft, random: random)
    }
    (draft, random) = after
  }
}
