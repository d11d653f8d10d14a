import Jobs
import Numeric
import Parameters

/// Synthetic minority oversampling: a new row is a random point on the line between a real row and
/// one of its k nearest neighbors of the same class.
///
///     row = base + step · (neighbor − base),  step uniform in 0..<1
///
/// Equal integer seeds give imbalanced-learn's rows bit for bit: first all pairs are drawn, then
/// all steps; no fused multiply-add. Where distances tie, neighbors come in order of row number,
/// which need not be the order of a given version of scikit-learn. As in imbalanced-learn the
/// first of k + 1 neighbors is dropped even when it is not the row itself, so of equal rows one
/// may be its own neighbor and yield an exact copy.
///
/// Source: Chawla et al. 2002, section 4.2. Status: verified.
public struct SMOTE: Oversampler {
  /// On the command line.
  public static let name = "smote"
  /// In menus.
  public static let title = "SMOTE"
  /// In menus and help.
  public static let summary =
    "A random point between a real row and one of its k nearest neighbors of its class."
  /// The paper that defined it.
  public static let source = Citation(
    "Chawla, Bowyer, Hall, Kegelmeyer: SMOTE, JAIR 16, 2002",
    link: "https://doi.org/10.1613/jair.953")
  /// `k`: more neighbors, more and longer lines to draw on.
  public static let parameters = [ParameterSpec.k]

  private let k: Int

  /// - Parameter values: settings after `parameters`; any `k` is accepted until a class is known.
  public init(_ values: ParameterValues) throws(ParameterError) {
    k = values.integer("k")
  }

  /// The synthetic rows, with their parents, per demand in the order of the request.
  ///
  /// - Throws: `OversamplingError` for a class of `k` rows or fewer, and for given neighbors
  ///   that do not fit; `CancellationError`.
  /// - Complexity: that of the neighbors, and O(count × columns) for the rows.
  public func synthesize(
    _ request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws -> SyntheticRows {
    let drawing = LineDrawing(features: request.training.features, recipe: request.recipe)
    var draft = SyntheticDraft(width: request.training.features.columns)
    for demand in request.demands {
      let pool = try request.classPool(k, demand.code, in: context)
      var random = request.random(for: demand.code)
      draft.append(
        try drawing.draw(demand.count, from: pool, random: &random, in: context),
        code: demand.code)
    }
    context.report(Fraction(1))
    return draft.finished()
  }
}
