import Jobs
import Numeric

extension RandomForest {
  /// Trees that are grown between two looks at the cancel flag.
  private static let treesPerGroup = 10

  /// The same question, of a forest that is grown ten trees at a time, so that a cancel is heard
  /// within some ten milliseconds on a few hundred rows. Equal seeds give equal answers, but other
  /// ones than without a context.
  ///
  /// - Throws: `LearnerError.oneClass` unless there are rows of both classes; `CancellationError`.
  /// - Complexity: as `probabilities(of:grownOn:isPositive:)`.
  public func probabilities<Update>(
    of queries: Matrix, grownOn rows: Matrix, isPositive: [Bool], in context: RunContext<Update>
  ) throws -> [Double] {
    guard isPositive.contains(true), isPositive.contains(false) else {
      throw LearnerError.oneClass(rows: rows.rows)
    }
    guard queries.rows > 0 else { return [] }
    let table = try Booster.Table(rows, targets: isPositive.map { $0 ? 1 : 0 })
    let asked = try Booster.Table(queries)
    var sums = [Double](repeating: 0, count: queries.rows)
    for start in stride(from: 0, to: trees, by: Self.treesPerGroup) {
      try context.checkCancellation()
      let group = min(Self.treesPerGroup, trees - start)
      // The streams of neighboring seeds have nothing in common.
      let booster = try Booster(
        on: table,
        settings: settings(
          columns: rows.columns, trees: group, seed: seed &* 1_000_003 &+ UInt32(start)))
      try booster.train(rounds: 1)
      let answers = try booster.predictions(for: asked, count: queries.rows)
      for row in sums.indices { sums[row] += answers[row] * Double(group) }
    }
    return sums.map { min(max($0 / Double(trees), 0), 1) }
  }
}
