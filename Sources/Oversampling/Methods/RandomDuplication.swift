import Jobs
import Numeric
import Parameters

/// Random duplication: a new row is a copy of a real row of the class, each as likely. It gives
/// real records away as they are, and so is the worst case that others are measured against.
///
/// Equal integer seeds give the rows of imbalanced-learn's `RandomOverSampler` bit for bit, ties or
/// not; one stream goes on from class to class. A class of one row is enough.
///
/// Source: imbalanced-learn 0.14. Status: verified. Cost: a draw and a copy for each row.
public struct RandomDuplication: Oversampler {
  /// On the command line.
  public static let name = "random"
  /// In menus.
  public static let title = "Random duplication"
  /// In menus and help.
  public static let summary = "Copies of real rows of the class, drawn with repeats."
  /// The program whose definition the code follows.
  public static let source = Citation(
    "Lemaître, Nogueira, Aridas: Imbalanced-learn, JMLR 18(17), 2017",
    link: "https://jmlr.org/papers/v18/16-365.html")
  /// Nothing to set.
  public static let parameters: [ParameterSpec] = []
  /// It copies, and draws no lines.
  public static let drawsLines = false

  /// - Parameter values: there are no settings.
  public init(_ values: ParameterValues) throws(ParameterError) {}

  /// The copies, per demand in the order of the request; base and neighbor of each are the row
  /// that was copied, the step is 0.
  ///
  /// - Throws: `OversamplingError` for a class without rows; `CancellationError`.
  /// - Complexity: O(count × columns).
  public func synthesize(
    _ request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws -> SyntheticRows {
    let features = request.training.features
    var draft = SyntheticDraft(width: features.columns)
    var last: NumPyRandom?
    for demand in request.demands {
      var random = request.stream(after: last, for: demand.code)
      let drawn = try request.bootstrap(
        demand, method: Self.title, random: &random, in: context)
      last = random
      // Nothing but copying, too long to wait for with millions of rows.
      let block = try abandonable(in: context) {
        var block = SyntheticBlock()
        block.rows = features.rows(drawn.map(Int.init)).storage
        block.parents = drawn.map { Parentage(base: $0, neighbor: $0, step: 0) }
        return block
      }
      draft.append(block, code: demand.code)
    }
    context.report(Fraction(1))
    return draft.finished()
  }
}
