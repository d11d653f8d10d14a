import Jobs
import Numeric

/// The parents of one row, before the step between them is drawn.
public struct LinePick: Sendable, Equatable {
  /// Row numbers among the training rows.
  public let base: Int32
  /// The second parent.
  public let neighbor: Int32
  /// The third parent of a triangle; -1 for a line.
  public let third: Int32

  /// - Parameters:
  ///   - base, neighbor: row numbers among the training rows.
  ///   - third: the third parent of a triangle; -1 for a line.
  public init(base: Int32, neighbor: Int32, third: Int32 = -1) {
    self.base = base
    self.neighbor = neighbor
    self.third = third
  }
}

/// Rows drawn in one go, with their parents.
public struct SyntheticBlock: Sendable {
  /// Row by row, as wide as the training rows.
  public var rows: [Double] = []
  /// What each was made from.
  public var parents: [Parentage] = []

  /// Nothing yet.
  public init() {}
}

/// How the step of a row is drawn: uniform in `low..<high`.
public enum StepRange: Sendable {
  /// The same for all rows.
  case same(low: Double, high: Double)
  /// One for each row.
  case each([(low: Double, high: Double)])

  /// From the base to the neighbor.
  public static let between = StepRange.same(low: 0, high: 1)

  func bounds(of row: Int) -> (low: Double, high: Double) {
    switch self {
    case .same(let low, let high): (low, high)
    case .each(let ranges): ranges[row]
    }
  }
}

/// Draws rows between bases and neighbors: the heart of every method of the SMOTE family.
///
/// With the published recipe the order of the draws is that of imbalanced-learn's `_make_samples`:
/// first all pairs, then one step for each; no fused multiply-add. Other recipes draw what they
/// need besides after that.
public struct LineDrawing: Sendable {
  /// The training rows.
  public let features: Matrix
  /// How parents are chosen and combined.
  public let recipe: DrawingRecipe
  /// Rows between two looks at the cancel flag.
  static let grain = 4096

  /// - Parameters:
  ///   - features: the training rows.
  ///   - recipe: how parents are chosen and combined.
  public init(features: Matrix, recipe: DrawingRecipe) {
    self.features = features
    self.recipe = recipe
  }

  /// `count` rows of `pool`: pairs, then steps.
  ///
  /// - Throws: `CancellationError`.
  /// - Complexity: O(count × columns).
  public func draw(
    _ count: Int, from pool: LinePool, steps: StepRange = .between,
    random: inout NumPyRandom, in context: RunContext<Fraction>
  ) throws -> SyntheticBlock {
    let pairs = try pairs(count, of: pool, random: &random, in: context)
    return try block(
      pairs: pairs, of: pool, steps: steps, random: &random, in: context)
  }

  /// Numbers of `count` pairs, each as likely.
  public func pairs(
    _ count: Int, of pool: LinePool, random: inout NumPyRandom, in context: RunContext<Fraction>
  ) throws -> [Int] {
    try drawn(count, in: context) { _ in random.integer(below: pool.pairs) }
  }

  /// The rows of given pairs.
  ///
  /// - Parameters:
  ///   - pairs: numbers in `0..<pool.pairs`.
  ///   - shrink: told the parents of every row, gives what the difference to the neighbor is
  ///     multiplied by before the step is; nil for 1.
  public func block(
    pairs: [Int], of pool: LinePool, steps: StepRange = .between,
    shrink: ((_ picks: [LinePick]) -> [Double])? = nil,
    random: inout NumPyRandom, in context: RunContext<Fraction>
  ) throws -> SyntheticBlock {
    // The steps are drawn before anything that the recipe needs besides.
    let drawnSteps = try drawn(pairs.count, in: context) { row in
      let bounds = steps.bounds(of: row)
      return random.uniform(bounds.low, bounds.high)
    }
    let picks = try drawn(pairs.count, in: context) { row in
      pick(pairs[row], of: pool, random: &random)
    }
    let factors = shrink?(picks)
    switch recipe.combination {
    case .line:
      return try lines(picks, drawnSteps, factors, in: context)
    case .box:
      return try boxes(picks, steps, factors, random: &random, in: context)
    case .triangle:
      return try triangles(picks, random: &random, in: context)
    }
  }

  /// `body(0)…body(count - 1)` in order, with looks at the cancel flag.
  private func drawn<Value>(
    _ count: Int, in context: RunContext<Fraction>, _ body: (Int) -> Value
  ) throws -> [Value] {
    try (0..<count).map { row in
      if row.isMultiple(of: Self.grain) { try context.checkCancellation() }
      return body(row)
    }
  }
}

// MARK: - Choosing parents

extension LineDrawing {
  private func pick(_ pair: Int, of pool: LinePool, random: inout NumPyRandom) -> LinePick {
    let position = pair / pool.perBase
    let base = pool.bases[position]
    let neighbor: Int32 =
      switch recipe.choice {
      case .listed: pool.neighbors[pair]
      case .anywhere: anyone(but: [base], of: pool, random: &random) ?? pool.neighbors[pair]
      case .shortened:
        pool.neighbors[
          position * pool.perBase
            + random.integer(below: random.integer(below: pool.perBase) + 1)]
      }
    guard recipe.combination == .triangle else { return LinePick(base: base, neighbor: neighbor) }
    let third = third(besides: base, neighbor, at: position, of: pool, random: &random)
    return LinePick(base: base, neighbor: neighbor, third: third)
  }

  /// Another neighbor of the base where it has one, else anyone; the neighbor itself if there is
  /// nobody else.
  private func third(
    besides base: Int32, _ neighbor: Int32, at position: Int, of pool: LinePool,
    random: inout NumPyRandom
  ) -> Int32 {
    let listed = pool.neighbors[position * pool.perBase..<(position + 1) * pool.perBase]
    let others = listed.filter { $0 != neighbor && $0 != base }
    if recipe.choice != .anywhere, !others.isEmpty {
      return others[random.integer(below: others.count)]
    }
    return anyone(but: [base, neighbor], of: pool, random: &random) ?? neighbor
  }

  /// One of the candidates, each as likely; nil if all are left out.
  private func anyone(
    but left: [Int32], of pool: LinePool, random: inout NumPyRandom
  ) -> Int32? {
    guard pool.candidates.count > left.count else {
      let rest = pool.candidates.filter { !left.contains($0) }
      return rest.isEmpty ? nil : rest[random.integer(below: rest.count)]
    }
    while true {
      let candidate = pool.candidates[random.integer(below: pool.candidates.count)]
      if !left.contains(candidate) { return candidate }
    }
  }
}

// MARK: - Combining them

extension LineDrawing {
  private func lines(
    _ picks: [LinePick], _ steps: [Double], _ factors: [Double]?,
    in context: RunContext<Fraction>
  ) throws -> SyntheticBlock {
    let width = features.columns
    var block = SyntheticBlock()
    block.rows = try [Double](unsafeUninitializedCapacity: picks.count * width) { rows, count in
      // Every chunk writes to a part of its own.
      nonisolated(unsafe) let rows = rows
      _ = try parallelChunks(of: picks.count, grain: Self.grain, in: context) { range in
        var place = range.lowerBound * width
        for row in range {
          let base = Int(picks[row].base) * width
          let neighbor = Int(picks[row].neighbor) * width
          let step = steps[row]
          let factor = factors?[row] ?? 1
          for column in 0..<width {
            let from = features.storage[base + column]
            let difference = (features.storage[neighbor + column] - from) * factor
            rows.initializeElement(at: place, to: from + step * difference)
            place += 1
          }
        }
      }
      count = picks.count * width
    }
    block.parents = picks.indices.map { row in
      Parentage(
        base: picks[row].base, neighbor: picks[row].neighbor,
        step: steps[row] * (factors?[row] ?? 1))
    }
    return block
  }

  private func boxes(
    _ picks: [LinePick], _ steps: StepRange, _ factors: [Double]?, random: inout NumPyRandom,
    in context: RunContext<Fraction>
  ) throws -> SyntheticBlock {
    let width = features.columns
    var block = SyntheticBlock()
    block.rows.reserveCapacity(picks.count * width)
    block.parents.reserveCapacity(picks.count)
    for (row, pick) in picks.enumerated() {
      if row.isMultiple(of: Self.grain) { try context.checkCancellation() }
      let bounds = steps.bounds(of: row)
      let factor = factors?[row] ?? 1
      for column in 0..<width {
        let from = features[Int(pick.base), column]
        let difference = (features[Int(pick.neighbor), column] - from) * factor
        block.rows.append(from + random.uniform(bounds.low, bounds.high) * difference)
      }
      block.parents.append(
        Parentage(base: pick.base, neighbor: pick.neighbor, step: .nan))
    }
    return block
  }

  /// Points of triangles: two uniform numbers, folded back where they leave the triangle.
  private func triangles(
    _ picks: [LinePick], random: inout NumPyRandom, in context: RunContext<Fraction>
  ) throws -> SyntheticBlock {
    let width = features.columns
    var block = SyntheticBlock()
    block.rows.reserveCapacity(picks.count * width)
    block.parents.reserveCapacity(picks.count)
    for (row, pick) in picks.enumerated() {
      if row.isMultiple(of: Self.grain) { try context.checkCancellation() }
      var second = random.uniform()
      var third = random.uniform()
      if second + third > 1 { (second, third) = (1 - second, 1 - third) }
      for column in 0..<width {
        let from = features[Int(pick.base), column]
        let one = features[Int(pick.neighbor), column] - from
        let other = features[Int(pick.third), column] - from
        block.rows.append(from + second * one + third * other)
      }
      block.parents.append(
        Parentage(
          base: pick.base, neighbor: pick.neighbor, step: second,
          further: [WeightedParent(row: pick.third, weight: third)]))
    }
    return block
  }
}
