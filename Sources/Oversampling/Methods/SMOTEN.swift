import Jobs
import Numeric
import Parameters

/// SMOTE for categories: a new row has in each column the most frequent level among a real row and
/// its k neighbors; of levels that tie the first.
///
/// Rows are as far apart as their levels are spread differently over the classes (value difference
/// metric, Stanfill and Waltz 1986):
///
///     distance = Σ over columns (Σ over classes |p(class | one) − p(class | other)|)²
///
/// Chance decides on the base only: there are at most as many different new rows as the class has
/// rows. Base and neighbor are the row that was drawn, the step is not a number, and `further`
/// names the others that voted, with weight 0: the row is no weighted sum. Of many rows at no
/// distance the base itself need not be among the k + 1 that vote.
///
/// Equal integer seeds give imbalanced-learn's rows bit for bit where no distances tie, and on
/// given neighbors everywhere: those lists name all that vote, the row itself too.
///
/// Source: Chawla et al. 2002, section 6.2, as in imbalanced-learn 0.14. Status: verified.
public struct SMOTEN: Oversampler {
  /// On the command line.
  public static let name = "smote-n"
  /// In menus.
  public static let title = "SMOTE-N"
  /// In menus and help.
  public static let summary =
    "For categories: in each column the most frequent level of a row and its neighbors."
  /// The paper that defined it.
  public static let source = Citation(
    "Chawla, Bowyer, Hall, Kegelmeyer: SMOTE, JAIR 16, 2002",
    link: "https://doi.org/10.1613/jair.953")
  /// `k`: how many vote besides the row itself.
  public static let parameters = [
    ParameterSpec.integer(
      "k", in: 1...100_000, default: 5,
      help: "nearest neighbors that vote on the levels, besides the row itself")
  ]
  /// It needs categories.
  public static let input = FeatureInput.categories
  /// It votes, and draws no lines.
  public static let drawsLines = false

  private let k: Int

  /// - Parameter values: settings after `parameters`; any `k` is accepted until a class is known.
  public init(_ values: ParameterValues) throws(ParameterError) {
    k = values.integer("k")
  }

  /// The synthetic rows, with their parents, per demand in the order of the request.
  ///
  /// - Throws: `OversamplingError` for rows with a number, for a class of k rows or fewer, and for
  ///   given neighbors that do not fit; `CancellationError`.
  /// - Complexity: O(class rows² × columns × classes) for the neighbors, O(count × columns) for
  ///   the rows.
  public func synthesize(
    _ request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws -> SyntheticRows {
    let training = request.training
    let columns = Array(training.kinds.indices)
    guard training.numberColumns.isEmpty else {
      throw OversamplingError.unsuited(
        method: Self.title,
        reason: "found \(training.numberColumns.count) columns of numbers, expected categories "
          + "only; mark them with --categorical, or choose SMOTE-NC")
    }
    let codes = training.codes(in: columns)
    let metric = ValueDifference(
      codes: codes, levels: columns.map(training.levels), labels: training.labels,
      classes: training.classNames.count)
    var draft = SyntheticDraft(width: columns.count)
    for demand in request.demands where demand.count > 0 {
      let members = training.rows(of: demand.code)
      let voters = try voters(members, demand.code, metric, request, in: context)
      let results = try members.indices.map { position in
        try context.checkCancellation()
        return Self.vote(
          voters.neighbors(of: position), codes, base: Int32(members[position]))
      }
      var random = request.random(for: demand.code)
      draft.append(
        try drawn(demand.count, results, random: &random, in: context), code: demand.code)
    }
    context.report(Fraction(1))
    return draft.finished()
  }

  /// The k + 1 rows of the class nearest each of its rows, as row numbers among the training rows.
  private func voters(
    _ members: [Int], _ code: Int32, _ metric: ValueDifference, _ request: OversamplingRequest,
    in context: RunContext<Fraction>
  ) throws -> NeighborTable {
    guard request.given.partners == nil else {
      return try request.partners(k, of: members, code, in: context)
    }
    guard members.count > k else {
      throw OversamplingError.classTooSmall(
        className: request.training.name(of: code), size: members.count, k: k)
    }
    let lists = try metric.nearest(k + 1, among: members, in: context)
    return NeighborTable(rows: lists.indices.map { Int32(members[Int($0)]) }, perRow: k + 1)
  }

  /// The row that `voters` agree on, and the parents of every row that is made of it.
  private static func vote(
    _ voters: ArraySlice<Int32>, _ codes: CategoryCodes, base: Int32
  ) -> (row: [Double], parents: Parentage) {
    let row = (0..<codes.columns).map { column in
      Double(mode(voters.map { codes[Int($0), column] }))
    }
    let further = voters.filter { $0 != base }.map { WeightedParent(row: $0, weight: 0) }
    return (row, Parentage(base: base, neighbor: base, step: .nan, further: further))
  }

  /// The most frequent level; of several the first.
  private static func mode(_ levels: [Int32]) -> Int32 {
    let sorted = levels.sorted()
    var mode: (level: Int32, count: Int) = (0, 0)
    var start = 0
    for end in 1...sorted.count where end == sorted.count || sorted[end] != sorted[start] {
      if end - start > mode.count { mode = (sorted[start], end - start) }
      start = end
    }
    return mode.level
  }

  private func drawn(
    _ count: Int, _ results: [(row: [Double], parents: Parentage)], random: inout NumPyRandom,
    in context: RunContext<Fraction>
  ) throws -> SyntheticBlock {
    var block = SyntheticBlock()
    block.parents.reserveCapacity(count)
    for row in 0..<count {
      if row.isMultiple(of: LineDrawing.grain) { try context.checkCancellation() }
      let result = results[random.integer(below: results.count)]
      block.rows += result.row
      block.parents.append(result.parents)
    }
    return block
  }
}
