import Jobs
import Numeric

/// Lets the neighbors of a base decide on the categories of a row made from it, as SMOTE-NC does:
/// the most frequent level of each column, a draw among those that tie.
///
/// imbalanced-learn counts in a unit, the value that stands for a category in its distances, and
/// takes counts for tied that are nearly equal. With a unit of 1e-8 or less all levels tie.
struct CategoryVote {
  /// The categories of all training rows.
  let codes: CategoryCodes
  /// Levels of each column.
  let levels: [Int]
  /// The bases, and the neighbors that vote for each.
  let pool: LinePool
  /// What a vote counts, above 0.
  let unit: Double
  /// How far counts may be apart and tie: absolutely, and as a share of the largest.
  private static let nearness = (absolute: 1e-8, relative: 1e-5)

  /// Whether the unit is too small for counts to differ.
  var isBlind: Bool { unit <= Self.nearness.absolute }

  /// The levels of `rows.count` rows in one column.
  ///
  /// Every row with every level that ties is put in random order; the first of a row is its level.
  ///
  /// - Parameter rows: for each row the position of its base in the pool.
  /// - Throws: `CancellationError`.
  /// - Complexity: O(bases × (neighbors + levels) + rows × tied levels).
  func elected(
    column: Int, rows: [Int], random: inout NumPyRandom, in context: RunContext<Fraction>
  ) throws -> [Int32] {
    let winners = try pool.bases.indices.map { position in
      try context.checkCancellation()
      return leading(column, position)
    }
    var tied: [(row: Int, level: Int32)] = []
    for (row, position) in rows.enumerated() {
      if row.isMultiple(of: LineDrawing.grain) { try context.checkCancellation() }
      for level in winners[position] { tied.append((row, level)) }
    }
    var elected = [Int32](repeating: -1, count: rows.count)
    for place in random.permutation(tied.count) where elected[tied[place].row] < 0 {
      elected[tied[place].row] = tied[place].level
    }
    return elected
  }

  /// The levels with the most votes, ascending.
  private func leading(_ column: Int, _ position: Int) -> [Int32] {
    var votes = [Int](repeating: 0, count: levels[column])
    for neighbor in pool.neighbors[position * pool.perBase..<(position + 1) * pool.perBase] {
      votes[Int(codes[Int(neighbor), column])] += 1
    }
    let most = Double(votes.max() ?? 0) * unit
    let slack = Self.nearness.absolute + Self.nearness.relative * most
    return votes.indices.filter { (Double(votes[$0]) * unit - most).magnitude <= slack }
      .map(Int32.init)
  }
}
