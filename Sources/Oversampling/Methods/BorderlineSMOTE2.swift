import Jobs
import Numeric
import Parameters

/// SMOTE from the border, toward all classes: bases are the rows in danger, as in
/// `BorderlineSMOTE1`, but the neighbor is one of the k nearest rows of any class. Toward another
/// class a row goes less than half the way:
///
///     row = base + step · shrink · (neighbor − base),  step uniform in 0..<1,
///     shrink = 1 toward the same class, else uniform in 0..<0.5
///
/// The step that a row is recorded with is `step · shrink`. Parents can be rows of other classes.
///
/// Equal integer seeds give imbalanced-learn's rows bit for bit where no distances tie, and on
/// given neighbors everywhere. With its style of seeds the shrinks come from a stream that repeats
/// the one of the pairs, as there; with independent streams they do not. The paper makes rows
/// toward both classes by fixed shares; imbalanced-learn, and this, draw from all neighbors alike.
///
/// Source: Han, Wang, Mao 2005, section 3, as in imbalanced-learn 0.14 (`borderline-2`). Status:
/// verified.
public struct BorderlineSMOTE2: Oversampler {
  /// On the command line.
  public static let name = "borderline-smote-2"
  /// In menus.
  public static let title = "Borderline-SMOTE 2"
  /// In menus and help.
  public static let summary =
    "From rows in danger toward neighbors of any class, less than half way to other classes."
  /// The paper that defined it.
  public static let source = Citation(
    "Han, Wang, Mao: Borderline-SMOTE, ICIC 2005", link: "https://doi.org/10.1007/11538059_91")
  /// `k` to draw with, `m` to judge with.
  public static let parameters = [ParameterSpec.k, ParameterSpec.m]
  /// Least and largest share of the way to a row of another class.
  private static let shrinks = (low: 0.0, high: 0.5)

  private let k: Int
  private let m: Int

  /// - Parameter values: settings after `parameters`; any are accepted until the rows are known.
  public init(_ values: ParameterValues) throws(ParameterError) {
    k = values.integer("k")
    m = values.integer("m")
  }

  /// The synthetic rows, with their parents, per demand in the order of the request.
  ///
  /// - Throws: `OversamplingError` for m or k rows in all or fewer, for a class of one row, and for
  ///   given neighbors that do not fit; `CancellationError`.
  /// - Complexity: O(class rows × all rows × columns) for the neighbors, O(count × columns) for
  ///   the rows.
  public func synthesize(
    _ request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws -> SyntheticRows {
    let drawing = LineDrawing(features: request.training.features, recipe: request.recipe)
    let labels = request.training.labels
    return try request.synthesizeInDanger(
      m: m, least: 2, method: Self.title, in: context
    ) { demand, danger in
      let pool = try pool(of: demand.code, request, in: context).keeping(danger)
      var random = request.random(for: demand.code)
      let pairs = try drawing.pairs(demand.count, of: pool, random: &random, in: context)
      var shrinking = request.secondStream(for: demand.code, from: &random)
      return try drawing.block(
        pairs: pairs, of: pool,
        shrink: { picks in
          picks.map { pick in
            guard labels[Int(pick.neighbor)] != demand.code else { return 1 }
            return shrinking.uniform(Self.shrinks.low, Self.shrinks.high)
          }
        }, random: &random, in: context)
    }
  }

  /// Every row of the class with its k nearest rows of all classes.
  private func pool(
    of code: Int32, _ request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws -> LinePool {
    let training = request.training
    guard request.given.partners != nil || training.features.rows > k else {
      throw OversamplingError.unsuited(
        method: Self.title,
        reason: "k = \(k) is too large: there are \(training.features.rows) rows in all, so a row "
          + "has \(training.features.rows - 1) neighbors; the largest k is "
          + "\(training.features.rows - 1)")
    }
    let members = training.rows(of: code)
    let table = try request.partnersOfAnyClass(k, of: members, code, in: context)
    return LinePool(
      bases: members.map(Int32.init), neighbors: table.rows, perBase: table.perRow,
      candidates: training.labels.indices.map(Int32.init))
  }
}
