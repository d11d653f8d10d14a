import CKernels
import Foundation
import Jobs
import Numeric
import Parameters

/// Tells real from synthetic rows where each column takes a step of its own between two parents.
///
/// There are no lines, but a synthetic row lies between its parents in every column in which they
/// differ, and has their very value where they agree; a value drawn in between occurs nowhere else.
/// So a row is real unless two other rows agree with it in exactly the columns whose values it
/// shares with anybody, and lie on either side of it in all others. The least and the largest value
/// of a column belong to real rows by that rule, and values that only two rows have.
///
/// Rows that two others surround are ranked: parents are near each other, so the nearer the two, the
/// less real is the row.
///
/// Source: ours; the attack whose place it takes is Ganev et al., "SMOTE and Mirrors", ICLR 2026.
/// Status: verified.
public struct BoxDistinguishing: Attack {
  /// On the command line.
  public static let name = "box-distinguishing"
  /// In menus and messages.
  public static let title = "Boxes"
  /// In menus and help.
  public static let summary =
    "Tells real from synthetic rows where every column takes a step of its own, as in WEKA."
  /// The paper whose attack needs lines.
  public static let source = DistinSMOTE.source
  /// Nothing to set.
  public static let parameters: [ParameterSpec] = []
  /// Real and synthetic rows together.
  public static let releaseKind = ReleaseKind.augmented

  /// What a row that nothing surrounds scores above one at distance 1.
  private static let unsurrounded = 100.0

  /// - Parameter values: of no settings.
  public init(_ values: ParameterValues) throws(ParameterError) {}

  /// Nothing.
  public var needs: Set<Knowledge> { [] }

  /// Claims the rows that no two others surround, and scores all rows.
  ///
  /// - Throws: `AttackError` for fewer than 3 different rows, and if values are shared so often that
  ///   none can have been drawn; `CancellationError`.
  /// - Complexity: O(rows² × columns) at worst; that of the neighbors for most rows.
  public func run(
    on view: AttackerView, in context: RunContext<AttackUpdate>
  ) throws -> SettingsEstimate {
    let unique = UniqueRows(view.release.minority)
    try Self.require(3, of: unique.rows)
    let field = try BoxField(unique.rows, others: view.release.others, in: context)
    guard !field.columns.isEmpty else {
      throw AttackError.notApplicable(
        attack: Self.title,
        because: "hardly a row has a value of its own: values look rounded, or none was drawn")
    }
    let boxes = try field.boxes(in: context)
    var scores = [Double](repeating: 0, count: view.release.minority.rows)
    for (position, box) in boxes.enumerated() {
      let score = Self.score(box, shared: field.sharedColumns[position].count { $0 })
      for row in unique.occurrences[position] { scores[row] = score }
    }
    context.report(.scores(scores))
    let real = boxes.indices.filter { boxes[$0].near < 0 }
    context.report(
      .guesses(
        real.map { position in
          Guess(
            .real(row: unique.occurrences[position][0]),
            evidence: Evidence(reason: .outsideOfBoxes, lines: []))
        }))
    context.report(.stage("done", Fraction(1)))
    guard !real.isEmpty, real.count < boxes.count else { return SettingsEstimate() }
    // Records that two others surround are taken for synthetic, so this is the most it can be.
    let most = Double(boxes.count - real.count) / Double(real.count)
    return SettingsEstimate(ratioRange: 0...most)
  }

  private static func score(_ box: ck_box, shared: Int) -> Double {
    let size = box.near < 0 ? unsurrounded : log(max(box.square, .leastNormalMagnitude)) / 2
    return size + Double(shared)
  }
}
