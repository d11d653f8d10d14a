import Jobs
import Numeric
import Parameters

/// SMOTE that stays near the safer of the two parents. The safe level of a row is how many of its k
/// nearest rows of all classes are of its own class. With the ratio of the base's level to the
/// neighbor's, the step is drawn
///
///     both levels 0        not at all: no row is made
///     neighbor's level 0   0: a copy of the base
///     ratio 1              uniform in 0..<1
///     ratio above 1        uniform in 0..<1/ratio
///     ratio below 1        uniform in 1 − ratio..<1
///
/// The neighbor is one of the k nearest rows of the base's class. The published algorithm goes
/// through the class row by row and makes one row of each; here bases are drawn as in SMOTE, so
/// that any number of rows can be made. Pairs whose levels are both 0 are drawn and yield nothing;
/// a remark tells how many. The published pseudocode draws a step for every feature: the recipe's
/// step per feature does that. In a recipe's triangles the levels have no say.
///
/// Source: Bunkhumpornpat, Sinapiromsaran, Lursinsap 2009, figure 1. Status: the five cases are
/// tested on rows worked out by hand; there is no program that takes the same neighbors.
public struct SafeLevelSMOTE: Oversampler {
  /// On the command line.
  public static let name = "safe-level-smote"
  /// In menus.
  public static let title = "Safe-level SMOTE"
  /// In menus and help.
  public static let summary =
    "SMOTE with steps that stay near the parent that has more neighbors of its class."
  /// The paper that defined it.
  public static let source = Citation(
    "Bunkhumpornpat, Sinapiromsaran, Lursinsap: Safe-Level-SMOTE, PAKDD 2009",
    link: "https://doi.org/10.1007/978-3-642-01307-2_43")
  /// `k`: to draw with, and to count safe levels in.
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
  /// - Complexity: O(class rows × all rows × columns) for the neighbors, O(count × columns) for
  ///   the rows.
  public func synthesize(
    _ request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws -> SyntheticRows {
    var draft = SyntheticDraft(width: request.training.features.columns)
    for demand in request.demands {
      let block = try block(demand, request, in: context)
      draft.append(block, code: demand.code)
      draft.remarks += remarks(demand, made: block.parents.count, request.training)
    }
    context.report(Fraction(1))
    return draft.finished()
  }

  private func block(
    _ demand: ClassDemand, _ request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws -> SyntheticBlock {
    let pool = try request.classPool(k, demand.code, in: context)
    let levels = try levels(of: demand.code, request, in: context)
    var random = request.random(for: demand.code)
    let features = request.training.features
    let drawn = try LineDrawing(features: features, recipe: request.recipe)
      .pairs(demand.count, of: pool, random: &random, in: context)
    var chosen = ChosenPairs(drawn, of: pool, by: request.recipe.choice, random: &random)
    chosen.keep { levels[Int($0)] > 0 || levels[Int($1)] > 0 }
    try context.checkCancellation()
    let ranges = chosen.pairs.map { pair in
      Self.steps(
        base: levels[Int(chosen.base(of: pair))],
        neighbor: levels[Int(chosen.neighbor(of: pair))])
    }
    let recipe = DrawingRecipe(combination: request.recipe.combination)
    return try LineDrawing(features: features, recipe: recipe).block(
      pairs: chosen.pairs, of: chosen.pool, steps: .each(ranges), random: &random, in: context)
  }

  /// The safe level of every row of the class, by training row; 0 for other rows.
  private func levels(
    of code: Int32, _ request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws -> [Int] {
    let labels = request.training.labels
    let members = request.training.rows(of: code)
    let table = try request.surroundings(k, of: members, code, in: context)
    var levels = [Int](repeating: 0, count: labels.count)
    for (position, row) in members.enumerated() {
      levels[row] = table.neighbors(of: position).count { labels[Int($0)] == code }
    }
    return levels
  }

  /// Where the step is drawn; not both levels are 0.
  private static func steps(base: Int, neighbor: Int) -> (low: Double, high: Double) {
    guard neighbor > 0 else { return (0, 0) }
    let ratio = Double(base) / Double(neighbor)
    return ratio >= 1 ? (0, 1 / ratio) : (1 - ratio, 1)
  }

  private func remarks(
    _ demand: ClassDemand, made: Int, _ training: TrainingRows
  ) -> [OversamplingRemark] {
    guard made < demand.count else { return [] }
    let name = training.name(of: demand.code)
    return [
      .missedCount(className: name, requested: demand.count, made: made),
      .note(
        "\(demand.count - made) of \(demand.count) drawn pairs of class '\(name)' have no row of "
          + "the class among the k = \(k) nearest of either parent; nothing was made of them; a "
          + "larger k leaves fewer such pairs", setting: "k"),
    ]
  }
}
