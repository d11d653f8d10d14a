/// Bases, and for each the rows that its second parent can be.
public struct LinePool: Sendable {
  /// Row numbers among the training rows.
  public let bases: [Int32]
  /// Neighbors of each base, nearest first: `bases.count * perBase` row numbers among the training
  /// rows.
  public let neighbors: [Int32]
  /// Neighbors of each base, at least 1 unless there are no bases.
  public let perBase: Int
  /// All rows that a neighbor could have been found among.
  public let candidates: [Int32]

  /// - Precondition: `neighbors.count == bases.count * perBase`.
  public init(bases: [Int32], neighbors: [Int32], perBase: Int, candidates: [Int32]) {
    precondition(neighbors.count == bases.count * perBase, "as many neighbors for every base")
    self.bases = bases
    self.neighbors = neighbors
    self.perBase = perBase
    self.candidates = candidates
  }

  /// Number of different pairs of a base and one of its neighbors; pair `p` is base `p / perBase`
  /// with its neighbor `p % perBase`.
  public var pairs: Int { neighbors.count }

  /// The part of the pool with the bases at `positions`, in that order. O(positions × perBase).
  public func keeping(_ positions: [Int]) -> LinePool {
    LinePool(
      bases: positions.map { bases[$0] },
      neighbors: positions.flatMap { neighbors[$0 * perBase..<($0 + 1) * perBase] },
      perBase: perBase, candidates: candidates)
  }
}
