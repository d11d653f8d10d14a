import Jobs
import Numeric
import Parameters

/// SMOTE from the border: only rows in danger are bases. A row is in danger if at least half of its
/// m nearest rows of all classes, but not all of them, belong to other classes.
///
///     row = base + step · (neighbor − base),  step uniform in 0..<1
///
/// with one of the k nearest rows of the base's class as neighbor, in danger or not. A class without
/// a row in danger gets no rows, and a remark says so; imbalanced-learn keeps silent.
///
/// Equal integer seeds give imbalanced-learn's rows bit for bit where no distances tie, and on
/// given neighbors everywhere. The paper takes every row in danger as base equally often;
/// imbalanced-learn, and this, draw the bases.
///
/// Source: Han, Wang, Mao 2005, section 3, as in imbalanced-learn 0.14 (`borderline-1`). Status:
/// verified.
public struct BorderlineSMOTE1: Oversampler {
  /// On the command line.
  public static let name = "borderline-smote-1"
  /// In menus.
  public static let title = "Borderline-SMOTE 1"
  /// In menus and help.
  public static let summary =
    "SMOTE, but only from rows that have half or more neighbors of other classes."
  /// The paper that defined it.
  public static let source = Citation(
    "Han, Wang, Mao: Borderline-SMOTE, ICIC 2005", link: "https://doi.org/10.1007/11538059_91")
  /// `k` to draw with, `m` to judge with.
  public static let parameters = [ParameterSpec.k, ParameterSpec.m]

  private let k: Int
  private let m: Int

  /// - Parameter values: settings after `parameters`; any are accepted until the rows are known.
  public init(_ values: ParameterValues) throws(ParameterError) {
    k = values.integer("k")
    m = values.integer("m")
  }

  /// The synthetic rows, with their parents, per demand in the order of the request.
  ///
  /// - Throws: `OversamplingError` for m rows in all or fewer, for a class of k rows or fewer,
  ///   and for given neighbors that do not fit; `CancellationError`.
  /// - Complexity: O(class rows × all rows × columns) for the neighbors, O(count × columns) for
  ///   the rows.
  public func synthesize(
    _ request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws -> SyntheticRows {
    let drawing = LineDrawing(features: request.training.features, recipe: request.recipe)
    return try request.synthesizeInDanger(
      m: m, least: request.given.partners == nil ? k + 1 : 2, method: Self.title, in: context
    ) { demand, danger in
      let pool = try request.classPool(k, demand.code, in: context).keeping(danger)
      var random = request.random(for: demand.code)
      return try drawing.draw(demand.count, from: pool, random: &random, in: context)
    }
  }
}
