import Jobs
import Numeric
import Parameters

/// SMOTE for numbers and categories: numbers as in SMOTE, each category by a vote of the base's k
/// neighbors, ties by chance.
///
///     numbers    = base + step · (neighbor − base),  step uniform in 0..<1
///     categories = most frequent among the base's k nearest rows of its class
///     distance²  = Σ (differences of numbers)² + m² · (categories that differ)
///
/// with m the median of the standard deviations of the class's numbers. Parents are recorded for
/// the numbers; the categories follow from all k neighbors of the base, so `further` stays empty.
///
/// Equal integer seeds give imbalanced-learn's rows bit for bit where no distances tie, and on
/// given neighbors everywhere. With its style of seeds the votes' ties are decided by a stream that
/// repeats the one of the lines, as there; with independent streams they are not.
///
/// Source: Chawla et al. 2002, section 6.1, as in imbalanced-learn 0.14. Status: verified.
public struct SMOTENC: Oversampler {
  /// On the command line.
  public static let name = "smote-nc"
  /// In menus.
  public static let title = "SMOTE-NC"
  /// In menus and help.
  public static let summary =
    "SMOTE for numbers; each category is the most frequent among the base's neighbors."
  /// The paper that defined it.
  public static let source = Citation(
    "Chawla, Bowyer, Hall, Kegelmeyer: SMOTE, JAIR 16, 2002",
    link: "https://doi.org/10.1613/jair.953")
  /// `k`, both to draw from and to vote.
  public static let parameters = [
    ParameterSpec.integer(
      "k", in: 1...100_000, default: 5,
      help: "nearest neighbors to draw the second parent from, and to vote on categories")
  ]
  /// It needs columns of both kinds.
  public static let input = FeatureInput.mixed

  private let k: Int

  /// - Parameter values: settings after `parameters`; any `k` is accepted until a class is known.
  public init(_ values: ParameterValues) throws(ParameterError) {
    k = values.integer("k")
  }

  /// The synthetic rows, with their parents, per demand in the order of the request.
  ///
  /// - Throws: `OversamplingError` for rows without a number or without a category, for a class of
  ///   k rows or fewer, and for given neighbors that do not fit; `CancellationError`.
  /// - Complexity: O(class rows² × columns) for the neighbors, O(count × columns) for the rows.
  public func synthesize(
    _ request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws -> SyntheticRows {
    let parts = try MixedParts(request.training)
    let drawing = LineDrawing(features: parts.numbers, recipe: request.recipe)
    var draft = SyntheticDraft(width: request.training.features.columns)
    for demand in request.demands where demand.count > 0 {
      let members = request.training.rows(of: demand.code)
      let median = medianDeviation(parts.numbers.rows(members))
      // Where the numbers have no spread a vote still has to count for something.
      let unit = median == 0 ? 1 : median / 2.0.squareRoot()
      let mismatch = median == 0 ? 0 : 2 * (unit * unit)
      let pool = try pool(parts, members, demand.code, mismatch, request, in: context)
      let vote = CategoryVote(
        codes: parts.codes, levels: parts.levels, pool: pool, unit: unit)
      if vote.isBlind {
        draft.remarks.append(.note(Self.blindness(request.training, demand.code), setting: nil))
      }
      var random = request.random(for: demand.code)
      var block = try drawing.draw(demand.count, from: pool, random: &random, in: context)
      var deciding = request.secondStream(for: demand.code, from: &random)
      block.rows = try parts.joined(
        numbers: block.rows, levels: elect(vote, block.parents, random: &deciding, in: context))
      draft.append(block, code: demand.code)
    }
    context.report(Fraction(1))
    return draft.finished()
  }

  /// Every row of the class with its k nearest rows of that class.
  private func pool(
    _ parts: MixedParts, _ members: [Int], _ code: Int32, _ mismatch: Double,
    _ request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws -> LinePool {
    guard request.given.partners == nil else {
      return try request.classPool(k, code, in: context)
    }
    guard members.count > k else {
      throw OversamplingError.classTooSmall(
        className: request.training.name(of: code), size: members.count, k: k)
    }
    let lists = try MixedNeighbors(
      numbers: parts.numbers.rows(members), categories: parts.codes.rows(members),
      mismatch: mismatch
    ).nearest(k + 1, toRows: Array(members.indices), in: context)
    let rows = members.map(Int32.init)
    // The first of k + 1 is dropped even where it is not the row itself, as in SMOTE.
    let neighbors = members.indices.flatMap { position in
      lists.neighbors(of: position).dropFirst().map { rows[Int($0)] }
    }
    return LinePool(bases: rows, neighbors: neighbors, perBase: k, candidates: rows)
  }

  /// The levels of every row, column by column.
  private func elect(
    _ vote: CategoryVote, _ parents: [Parentage], random: inout NumPyRandom,
    in context: RunContext<Fraction>
  ) throws -> [[Int32]] {
    let positions = Dictionary(
      uniqueKeysWithValues: vote.pool.bases.enumerated().map { ($1, $0) })
    let rows = parents.compactMap { positions[$0.base] }
    return try vote.levels.indices.map { column in
      try vote.elected(column: column, rows: rows, random: &random, in: context)
    }
  }

  private static func blindness(_ training: TrainingRows, _ code: Int32) -> String {
    "the numbers of class '\(training.name(of: code))' spread so little that, as in "
      + "imbalanced-learn, all levels of a category tie and chance decides; scale the columns"
  }
}

/// Training rows taken apart into numbers and categories.
private struct MixedParts {
  let numbers: Matrix
  let codes: CategoryCodes
  /// Levels of each category column.
  let levels: [Int]
  private let numberColumns: [Int]
  private let categoryColumns: [Int]

  /// - Throws: `OversamplingError` where one of the two is missing.
  init(_ training: TrainingRows) throws(OversamplingError) {
    numberColumns = training.numberColumns
    categoryColumns = training.categoryColumns
    guard !categoryColumns.isEmpty else {
      throw .unsuited(
        method: SMOTENC.title,
        reason: "found no category among the \(training.kinds.count) columns, expected at least "
          + "one; mark columns as categories with --categorical, or choose SMOTE")
    }
    guard !numberColumns.isEmpty else {
      throw .unsuited(
        method: SMOTENC.title,
        reason: "found no number among the \(training.kinds.count) columns, expected at least "
          + "one; mark fewer columns as categories with --categorical, or choose SMOTE-N")
    }
    numbers = training.features.columns(numberColumns)
    codes = training.codes(in: categoryColumns)
    levels = categoryColumns.map(training.levels)
  }

  /// Rows as wide as the training rows.
  ///
  /// - Parameters:
  ///   - numbers: row by row.
  ///   - levels: column by column.
  func joined(numbers: [Double], levels: [[Int32]]) -> [Double] {
    let width = numberColumns.count + categoryColumns.count
    let count = numbers.count / numberColumns.count
    var rows = [Double](repeating: 0, count: count * width)
    for row in 0..<count {
      for (place, column) in numberColumns.enumerated() {
        rows[row * width + column] = numbers[row * numberColumns.count + place]
      }
      for (place, column) in categoryColumns.enumerated() {
        rows[row * width + column] = Double(levels[place][row])
      }
    }
    return rows
  }
}
