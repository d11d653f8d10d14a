import Jobs
import Numeric
import Tabular

/// What knowing a set of columns is good for.
public struct SearchedColumns: Sendable, Equatable {
  /// The columns, in the order of the search.
  public let columns: [String]
  /// The smallest class of the release.
  public let k: Int
  /// Share of the training people who are alone with their values among the training rows.
  public let uniqueness: Double
  /// Share of the training people with a combination that a single released row has.
  public let exposedTraining: Double
  /// The same of the holdout; nil without one.
  public let exposedHoldout: Double?
  /// The first share less the second, wide enough to hold for all sets that were looked at at once,
  /// at 95 %; nil without a holdout.
  public let difference: Interval?
}

/// What a search for the attacker's columns found.
public struct ColumnSearchReport: Sendable, Equatable {
  /// Columns that were combined.
  public let candidates: [SuggestedColumn]
  /// All sets that were looked at, those that single out the most people first.
  public let searched: [SearchedColumns]
  /// Sets there are; more than were looked at if the budget was smaller.
  public let possible: Int

  /// The set that singles out the most people.
  public var worst: SearchedColumns? { searched.first }
  /// The middle one by the people that it singles out; of an even number the worse.
  public var median: SearchedColumns? {
    searched.isEmpty ? nil : searched[(searched.count - 1) / 2]
  }
  /// The smallest class over all sets, and that of the middle one.
  public var smallestClasses: (worst: Int, median: Int)? {
    let sizes = searched.map(\.k).sorted()
    return sizes.isEmpty ? nil : (sizes[0], sizes[(sizes.count - 1) / 2])
  }
  /// Sets by which training people are met more often than others, with all looks allowed for.
  public var leaking: [SearchedColumns] { searched.filter { ($0.difference?.low ?? 0) > 0 } }

  /// Sentences for the user: worst, median, and what may be said after so many looks.
  public var sentences: [String] {
    guard let worst, let median, let classes = smallestClasses else {
      return ["There are no columns that an attacker could be expected to know."]
    }
    return [
      "Worst of \(searched.count) sets of columns: whoever knows "
        + "\(worst.columns.joined(separator: ", ")) singles out \(Percent.text(worst.uniqueness)) of "
        + "the training people; in the middle of all sets it is \(Percent.text(median.uniqueness)).",
      "The smallest class of released rows is \(classes.worst) at worst and \(classes.median) in the "
        + "middle.",
      leakSentence,
    ]
      + (possible > searched.count
        ? ["Only \(searched.count) of \(possible) sets were looked at, drawn at random."] : [])
  }

  private var leakSentence: String {
    if searched.first?.difference == nil {
      return "Without a holdout there is no telling whether other people would be met as often."
    }
    let share = "with \(searched.count) looks allowed for"
    guard let first = leaking.first else {
      return "No set meets training people more often than other people, \(share)."
    }
    return
      "\(leaking.count) set\(leaking.count == 1 ? "" : "s") meet training people more often than "
      + "other people, \(share): the first is \(first.columns.joined(separator: ", "))."
  }
}

/// Tries sets of columns that an attacker may know, within a budget.
///
/// Looking often finds something by chance. So the intervals are those of Bonferroni: with m sets
/// each is at `1 − 0.05 / m`, and all of them hold together at 95 %.
public struct QuasiIdentifierSearch: Sendable {
  /// Sets that are looked at, at most.
  public let budget: Int
  /// Columns of a set, at most.
  public let largest: Int
  /// Groups that numbers are put into; 0 for exact numbers.
  public let bins: Int

  /// - Parameters:
  ///   - budget: at least 1.
  ///   - largest: at least 1.
  public init(budget: Int = 500, largest: Int = 3, bins: Int = 0) {
    self.budget = max(1, budget)
    self.largest = max(1, largest)
    self.bins = bins
  }

  /// Combines the quasi-identifiers of the input, or the suggested columns if it has none.
  ///
  /// - Throws: `MeasureError`, `CancellationError`.
  /// - Complexity: O(budget × rows).
  public func run(
    on input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> ColumnSearchReport {
    let candidates = try candidates(of: input, in: context.silenced())
    let codes = try candidates.map {
      try ColumnCodes($0.name, of: input, bins: bins, in: context.silenced())
    }
    let all = Self.count(of: candidates.count, upTo: largest)
    let sets = try chosen(from: candidates.count, possible: all, seed: input.seed, in: context)
    let deviations = -NormalDistribution.quantile(0.025 / Double(max(1, sets.count)))
    let done = Locked(0)
    let found = try parallelMap(sets.count, in: context) { index in
      let result = try look(
        at: sets[index].map { codes[$0] }, of: input, deviations, in: context.silenced(threads: 1))
      context.report(
        Fraction(
          done.withLock { count in
            count += 1
            return count
          }, of: sets.count))
      return result
    }
    let order = found.indices.sorted {
      found[$0].uniqueness != found[$1].uniqueness
        ? found[$0].uniqueness > found[$1].uniqueness : $0 < $1
    }
    return ColumnSearchReport(
      candidates: candidates, searched: order.map { found[$0] }, possible: all)
  }

  private func candidates(
    of input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> [SuggestedColumn] {
    if input.quasiIdentifiers.isEmpty {
      return try input.suggestedColumns(bins: bins, in: context)
    }
    return try input.quasiIdentifierNames.map { name in
      let codes = try ColumnCodes(name, of: input, bins: bins, in: context).codes[.training] ?? []
      let distinct = Set(codes).count
      return SuggestedColumn(
        name: name, distinct: distinct,
        rowsPerValue: Double(input.training.rowCount) / Double(max(1, distinct)))
    }
  }

  /// Sets of at most `largest` of `columns` columns there are; no more than 2⁵³.
  private static func count(of columns: Int, upTo largest: Int) -> Int {
    var sets = 1.0
    var all = 0.0
    for size in 1...largest where size <= columns {
      sets = sets * Double(columns - size + 1) / Double(size)
      all += sets
    }
    return Int(min(all, 9e15))
  }

  /// All sets, smallest first, or as many different ones as the budget allows, drawn at random.
  private func chosen(
    from columns: Int, possible: Int, seed: UInt32, in context: RunContext<Fraction>
  ) throws -> [[Int]] {
    if possible <= budget {
      return (1...largest).flatMap { Self.sets(of: $0, from: 0..<columns) }
    }
    var random = NumPyRandom(seed: seed)
    var known = Set<[Int]>()
    // Sizes are drawn by how many sets there are of each, so that every set is as likely.
    let sizes = (1...min(largest, columns)).map { Self.count(of: columns, upTo: $0) }
    while known.count < budget {
      try context.checkCancellation()
      let place = random.uniform() * Double(possible)
      let size = (sizes.firstIndex { place < Double($0) } ?? sizes.count - 1) + 1
      known.insert(random.permutation(columns).prefix(size).sorted())
    }
    return known.sorted {
      $0.count != $1.count ? $0.count < $1.count : $0.lexicographicallyPrecedes($1)
    }
  }

  private static func sets(of size: Int, from range: Range<Int>) -> [[Int]] {
    guard size > 0 else { return [[]] }
    return range.flatMap { first in
      sets(of: size - 1, from: first + 1..<max(first + 1, range.upperBound)).map { [first] + $0 }
    }
  }

  private func look(
    at columns: [ColumnCodes], of input: MeasureInput, _ deviations: Double,
    in context: RunContext<Fraction>
  ) throws -> SearchedColumns {
    var classes = TupleClasses(oneClassFor: input)
    for column in columns { classes = try classes.refined(by: column, in: context) }
    let released = classes.sizes(in: .synthetic)
    let people = ExposedPeople(of: input) { table in
      (classes.classes[table] ?? []).map { released[Int($0)] == 1 ? 0 : nil }
    }
    let lone = classes.sizes(in: .training).count { $0 == 1 }
    return SearchedColumns(
      columns: columns.map(\.name), k: released.filter { $0 > 0 }.min() ?? 0,
      uniqueness: BoundedMean(lone, of: input.training.rowCount).mean,
      exposedTraining: people.training.mean, exposedHoldout: people.holdout?.mean,
      difference: people.difference(deviations: deviations))
  }
}
