import Foundation
import Jobs
import Numeric

/// Guesses the categories of rebuilt records from the categories of the released rows.
///
/// The neighbors of a base vote on the categories of the rows made from it, and neighbors are those
/// with the least
///
///     distance² = Σ (differences of numbers)² + m² · (categories that differ)
///
/// Both bind the levels of the records: each starts with the level that the bases around it speak
/// for most, and is changed as long as fewer votes and ranks of neighbors are contradicted.
struct CategoryInference {
  private let categories: ReleasedCategories
  private let records: Matrix
  private let votes: CategoryVotes
  /// Nearest records by numbers alone, among which a base's neighbors compete.
  private let rivals: [[(record: Int, square: Double)]]
  /// What a category that differs adds to a squared distance.
  private let mismatch: Double
  /// For each column and level, minus the logarithm of its share of the rows.
  private let rarity: [[Double]]
  private let bases: [[Int]]

  /// Share of the bases around a record that have to speak for its level.
  static let leastShare = 0.5
  private static let rivalCount = 30
  private static let mostSweeps = 12
  /// What a vote contradicted costs, against the logarithm of a level's share; and what a rank of
  /// neighbors contradicted costs, and at most so many for each base.
  private static let cost = (vote: 3.0, rank: 0.5, ranks: 12)

  /// Nil if the release shows no categories, or fewer than two records are known.
  ///
  /// - Parameters:
  ///   - release: of synthetic rows.
  ///   - records: rebuilt and known ones, in release units.
  /// - Throws: `CancellationError`.
  init?(_ release: Release, records: Matrix, in context: RunContext<AttackUpdate>) throws {
    guard let categories = release.categories, !categories.names.isEmpty, records.rows >= 2 else {
      return nil
    }
    context.report(.stage("categories of the records", Fraction(0.95)))
    self.categories = categories
    self.records = records
    let votes = try CategoryVotes(
      records: records, rows: release.minority, categories, in: context)
    self.votes = votes
    let count = min(Self.rivalCount + 1, records.rows)
    let lists = try NearestNeighbors(records).nearest(
      count, to: records, excluding: (0..<records.rows).map { Int32($0) }, in: context)
    rivals = (0..<records.rows).map { record in
      (0..<count).compactMap { place in
        let other = Int(lists.indices[record * count + place])
        return other < 0
          ? nil : (record: other, square: lists.squaredDistances[record * count + place])
      }
    }
    let spreads = (0..<records.columns).map { records.columns([$0]).variance.squareRoot() }.sorted()
    let middle = spreads.count / 2
    let median =
      spreads.count.isMultiple(of: 2)
      ? (spreads[middle - 1] + spreads[middle]) / 2 : spreads[middle]
    mismatch = median * median
    rarity = categories.levels.enumerated().map { column, levels in
      var counts = [Double](repeating: 1, count: levels.count)
      for row in 0..<release.minority.rows {
        counts[categories.code(row: row, column: column)] += 1
      }
      let total = counts.reduce(0, +)
      return counts.map { -log($0 / total) }
    }
    var bases = [Set<Int>](repeating: [], count: records.rows)
    for (base, facts) in votes.bases.enumerated() {
      for neighbor in facts.neighbors { bases[neighbor].insert(base) }
    }
    for (base, near) in rivals.enumerated() where !votes.bases[base].shares.isEmpty {
      for rival in near { bases[rival.record].insert(base) }
      bases[base].insert(base)
    }
    self.bases = bases.map { $0.sorted() }
  }

  /// The levels of each record that are backed by at least `leastShare` of the bases around it.
  ///
  /// - Throws: `CancellationError`.
  /// - Complexity: O(records × levels × rivals × neighbors) a sweep.
  func guesses(in context: RunContext<AttackUpdate>) throws -> [[CategoryGuess]] {
    let support = (0..<records.rows).map(support)
    var levels = support.map { $0.map { shares in Self.largest(shares) } }
    for _ in 0..<Self.mostSweeps {
      var hasChanged = false
      for record in 0..<records.rows {
        try context.checkCancellation()
        for column in categories.names.indices {
          hasChanged = settle(record, column, &levels) || hasChanged
        }
      }
      if !hasChanged { break }
    }
    return levels.enumerated().map { record, levels in
      levels.enumerated().compactMap { column, level in
        let share = support[record][column][level]
        guard share >= Self.leastShare else { return nil }
        return CategoryGuess(column: column, level: level, share: min(1, share))
      }
    }
  }

  /// For each column the share of the bases around a record, itself included, for each level.
  private func support(_ record: Int) -> [[Double]] {
    let around = bases[record].filter {
      $0 == record || votes.bases[$0].neighbors.contains(record)
    }.filter { !votes.bases[$0].shares.isEmpty }
    return categories.levels.enumerated().map { column, levels in
      var sums = [Double](repeating: 0, count: levels.count)
      for base in around {
        for level in levels.indices {
          sums[level] += votes.bases[base].shares[column][level] / Double(around.count)
        }
      }
      return sums
    }
  }

  private static func largest(_ values: [Double]) -> Int {
    values.indices.max { (values[$0], -$0) < (values[$1], -$1) } ?? 0
  }

  // MARK: - Contradictions

  /// Gives a record the level in one column that contradicts least; whether that is another.
  private func settle(_ record: Int, _ column: Int, _ levels: inout [[Int]]) -> Bool {
    let before = levels[record][column]
    var best = (level: before, cost: cost(around: record, column, levels))
    for level in categories.levels[column].indices where level != before {
      levels[record][column] = level
      let cost = cost(around: record, column, levels)
      if cost < best.cost - 1e-9 { best = (level, cost) }
    }
    levels[record][column] = best.level
    return best.level != before
  }

  private func cost(around record: Int, _ column: Int, _ levels: [[Int]]) -> Double {
    bases[record].reduce(rarity[column][levels[record][column]]) { sum, base in
      sum + Self.cost.vote * contradictedVote(base, column, levels)
        + Self.cost.rank * Double(min(Self.cost.ranks, contradictedRanks(base, levels)))
    }
  }

  /// 1 less the share of the base's rows that carry a level that its neighbors would elect.
  private func contradictedVote(_ base: Int, _ column: Int, _ levels: [[Int]]) -> Double {
    let facts = votes.bases[base]
    guard !facts.neighbors.isEmpty else { return 0 }
    var counts = [Int](repeating: 0, count: categories.levels[column].count)
    for neighbor in facts.neighbors { counts[levels[neighbor][column]] += 1 }
    let most = counts.max() ?? 0
    return 1
      - counts.indices.reduce(0) {
        $0 + (counts[$1] == most ? facts.shares[column][$1] : 0)
      }
  }

  /// Pairs of a neighbor and a rival that is none though it would be nearer.
  private func contradictedRanks(_ base: Int, _ levels: [[Int]]) -> Int {
    let neighbors = votes.bases[base].neighbors
    var farthest = 0.0
    for rival in rivals[base] where neighbors.contains(rival.record) {
      farthest = max(farthest, square(base, rival, levels))
    }
    return rivals[base].count { rival in
      !neighbors.contains(rival.record) && square(base, rival, levels) < farthest * (1 - 1e-9)
    }
  }

  private func square(
    _ base: Int, _ rival: (record: Int, square: Double), _ levels: [[Int]]
  ) -> Double {
    let differing = zip(levels[base], levels[rival.record]).count { $0 != $1 }
    return rival.square + mismatch * Double(differing)
  }
}
