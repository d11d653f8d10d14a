import Jobs
import Numeric
import Parameters

/// Adaptive synthetic sampling: the more of a row's k nearest rows belong to other classes, the more
/// rows are made from it.
///
///     rows of base i = round(count · rᵢ / Σ r),  rᵢ = share of other classes among its neighbors
///     row = base + step · (neighbor − base),  step uniform in 0..<1
///
/// with one of the k nearest rows of the class as neighbor. Rounding, half to even, makes the total
/// miss `count` now and then; a remark says by how much.
///
/// Equal integer seeds give imbalanced-learn's rows bit for bit where no distances tie, and on
/// given neighbors everywhere: Σ r is summed as NumPy does, and one stream goes on from class to
/// class.
///
/// Source: He, Bai, Garcia, Li 2008, section III, as in imbalanced-learn 0.14. Status: verified.
public struct ADASYN: Oversampler {
  /// On the command line.
  public static let name = "adasyn"
  /// In menus.
  public static let title = "ADASYN"
  /// In menus and help.
  public static let summary =
    "As SMOTE, with more rows from bases that have more neighbors of other classes."
  /// The paper that defined it.
  public static let source = Citation(
    "He, Bai, Garcia, Li: ADASYN, IJCNN 2008", link: "https://doi.org/10.1109/IJCNN.2008.4633969")
  /// `k`, both to weigh and to draw with.
  public static let parameters = [
    ParameterSpec.integer(
      "k", in: 1...100_000, default: 5,
      help: "nearest rows of all classes to weigh a row by, and of its class to draw from")
  ]

  private let k: Int

  /// - Parameter values: settings after `parameters`; any `k` is accepted until a class is known.
  public init(_ values: ParameterValues) throws(ParameterError) {
    k = values.integer("k")
  }

  /// The synthetic rows, with their parents, per demand in the order of the request, and base by
  /// base.
  ///
  /// - Throws: `OversamplingError` for a class of k rows or fewer, for one without neighbors of
  ///   another class, for a demand that rounds to nothing, and for given neighbors that do not
  ///   fit; `CancellationError`.
  /// - Complexity: O(class rows × all rows × columns) for the neighbors, O(count × columns) for
  ///   the rows.
  public func synthesize(
    _ request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws -> SyntheticRows {
    let drawing = LineDrawing(features: request.training.features, recipe: request.recipe)
    var draft = SyntheticDraft(width: request.training.features.columns)
    var last: NumPyRandom?
    for demand in request.demands where demand.count > 0 {
      let pool = try request.classPool(k, demand.code, in: context)
      let shares = try shares(of: demand, request, in: context)
      var random = request.stream(after: last, for: demand.code)
      let pairs = try pairs(shares, of: pool, random: &random, in: context)
      let block = try drawing.block(pairs: pairs, of: pool, random: &random, in: context)
      last = random
      draft.append(block, code: demand.code)
      if pairs.count != demand.count {
        draft.remarks.append(
          .missedCount(
            className: request.training.name(of: demand.code), requested: demand.count,
            made: pairs.count))
      }
    }
    context.report(Fraction(1))
    return draft.finished()
  }

  /// How many rows to make from each row of the class; not all are 0.
  private func shares(
    of demand: ClassDemand, _ request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws -> [Int] {
    let members = request.training.rows(of: demand.code)
    let className = request.training.name(of: demand.code)
    let strangers = try request.strangers(
      k, setting: "k", around: members, demand.code, method: Self.title, in: context)
    let weights = strangers.counts.map { Double($0) / Double(strangers.neighbors) }
    let total = numPySum(weights)
    guard total > 0 else {
      throw OversamplingError.unsuited(
        method: Self.title,
        reason: "none of the \(strangers.neighbors) neighbors of class '\(className)' rows belongs "
          + "to another class, so ADASYN has no place to make rows; use SMOTE")
    }
    let shares = weights.map {
      Int(($0 / total * Double(demand.count)).rounded(.toNearestOrEven))
    }
    guard shares.contains(where: { $0 > 0 }) else {
      throw OversamplingError.unsuited(
        method: Self.title,
        reason: "\(demand.count) row\(demand.count == 1 ? "" : "s") of class '\(className)' spread "
          + "over its \(members.count) rows round to none each; ask for more rows, or use SMOTE")
    }
    return shares
  }

  /// As many pairs of every base as it has to make, each with a neighbor drawn.
  private func pairs(
    _ shares: [Int], of pool: LinePool, random: inout NumPyRandom,
    in context: RunContext<Fraction>
  ) throws -> [Int] {
    var pairs: [Int] = []
    pairs.reserveCapacity(shares.reduce(0, +))
    for (position, share) in shares.enumerated() {
      try context.checkCancellation()
      for _ in 0..<share {
        pairs.append(position * pool.perBase + random.integer(below: pool.perBase))
      }
    }
    return pairs
  }
}
