import Numeric

/// How many records are in each cell of a domain, with noise on every cell.
///
/// The cells are given and are the same whatever the records are: empty ones get noise like the
/// others, and a record in none of them is not counted. Were only those shown that occur, the list of
/// cells alone would tell that somebody is there. The noise is on counts, so its size depends on ε
/// and not on how many records there are.
///
/// Cells are disjoint: they all together cost ε once.
public struct NoisyCounts<Cell: Hashable & Sendable>: Sendable {
  /// The cells, in the order given.
  public let domain: [Cell]
  /// One for each cell; may be below 0, as nothing is cut off that would raise the mean.
  public let counts: [Int]
  /// The noise that was added to each count.
  public let noise: DiscreteLaplace

  /// Counts with noise, once they are paid for.
  ///
  /// - Parameters:
  ///   - exact: records of each cell; those of other cells than the domain's are left out.
  ///   - domain: all cells that are asked about, each once. It has to be public: made from the data
  ///     it would tell of it.
  ///   - epsilon: what the counts cost together.
  ///   - neighbors: which tables the promise is about.
  ///   - budget: charged before anything is drawn.
  /// - Throws: `PrivacyError` for a domain without cells or with one twice, for an ε outside
  ///   `DiscreteLaplace`'s range, and where the budget does not allow it.
  /// - Complexity: O(cells).
  public init(
    _ exact: [Cell: Int], domain: [Cell], epsilon: Double,
    neighbors: NeighboringTables = .addOrRemove, budget: inout PrivacyBudget,
    random: inout NumPyRandom
  ) throws(PrivacyError) {
    guard !domain.isEmpty else { throw .domain("has no cells") }
    guard Set(domain).count == domain.count else { throw .domain("has a cell twice") }
    let noise = try DiscreteLaplace(
      epsilon: epsilon, sensitivity: neighbors.sensitivityOfCounts)
    try budget.charge(.pure(epsilon: epsilon))
    var counts: [Int] = []
    for cell in domain { counts.append(exact[cell, default: 0] + noise.draw(&random)) }
    self.domain = domain
    self.counts = counts
    self.noise = noise
  }

  /// The share of each cell: counts below 0 cut off, then divided by their sum. Equal shares where
  /// nothing is left. Made of the noisy counts alone: the exact number of records is not used.
  public var shares: [Double] {
    let kept = counts.map { Double(max(0, $0)) }
    let whole = kept.reduce(0, +)
    return kept.map { whole > 0 ? $0 / whole : 1 / Double(kept.count) }
  }
}

extension NoisyCounts {
  /// The same, counting records.
  ///
  /// - Parameter records: the cell of each.
  public init(
    of records: [Cell], domain: [Cell], epsilon: Double,
    neighbors: NeighboringTables = .addOrRemove, budget: inout PrivacyBudget,
    random: inout NumPyRandom
  ) throws(PrivacyError) {
    var exact: [Cell: Int] = [:]
    for record in records { exact[record, default: 0] += 1 }
    try self.init(
      exact, domain: domain, epsilon: epsilon, neighbors: neighbors, budget: &budget,
      random: &random)
  }
}
