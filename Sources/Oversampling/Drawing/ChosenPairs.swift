import Jobs
import Numeric

/// Pairs of a base and a neighbor with the recipe's choice of the neighbor made, for methods that
/// have to know both before the step is drawn.
struct ChosenPairs {
  /// What the pairs are numbers in.
  let pool: LinePool
  /// Numbers in `0..<pool.pairs`.
  private(set) var pairs: [Int]

  /// - Parameters:
  ///   - pairs: numbers of pairs of `pool`, as drawn.
  ///   - choice: how a recipe replaces the neighbor of each.
  init(
    _ pairs: [Int], of pool: LinePool, by choice: DrawingRecipe.NeighborChoice,
    random: inout NumPyRandom
  ) {
    switch choice {
    case .listed:
      self.init(pool: pool, pairs: pairs)
    case .shortened:
      let shortened = pairs.map { pair in
        let most = random.integer(below: pool.perBase) + 1
        return pair / pool.perBase * pool.perBase + random.integer(below: most)
      }
      self.init(pool: pool, pairs: shortened)
    case .anywhere:
      let bases = pairs.map { pool.bases[$0 / pool.perBase] }
      let neighbors = bases.map { Self.anyone(but: $0, of: pool, random: &random) }
      let anywhere = LinePool(
        bases: bases, neighbors: neighbors, perBase: 1, candidates: pool.candidates)
      self.init(pool: anywhere, pairs: Array(pairs.indices))
    }
  }

  private init(pool: LinePool, pairs: [Int]) {
    self.pool = pool
    self.pairs = pairs
  }

  /// Keeps the pairs whose base and neighbor, as training rows, fulfill `condition`.
  mutating func keep(where condition: (_ base: Int32, _ neighbor: Int32) -> Bool) {
    pairs = pairs.filter { condition(base(of: $0), neighbor(of: $0)) }
  }

  /// The base of a pair, as a training row.
  func base(of pair: Int) -> Int32 { pool.bases[pair / pool.perBase] }

  /// The neighbor of a pair, as a training row.
  func neighbor(of pair: Int) -> Int32 { pool.neighbors[pair] }

  /// Any candidate but the base, the base itself if there is no other.
  private static func anyone(
    but base: Int32, of pool: LinePool, random: inout NumPyRandom
  ) -> Int32 {
    guard pool.candidates.count > 1 else { return base }
    while true {
      let candidate = pool.candidates[random.integer(below: pool.candidates.count)]
      if candidate != base { return candidate }
    }
  }
}
