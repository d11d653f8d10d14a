import Jobs

/// Sorting in parts that are merged pairwise: in parallel, and open to a cancel.
enum ParallelSort {
  private static let part = 8192
  /// Places between two looks at the cancel flag.
  private static let look = 65_536

  /// The numbers `0..<count` in order. `isBefore` has to be a strict total order, so that there is
  /// one answer. O(count log(count)).
  ///
  /// - Throws: `CancellationError`.
  static func sorted(
    _ count: Int, in context: RunContext<AttackUpdate>,
    by isBefore: @Sendable (Int, Int) -> Bool
  ) throws -> [Int] {
    var parts = try parallelChunks(of: count, grain: part, in: context) { range in
      range.sorted(by: isBefore)
    }
    while parts.count > 1 {
      let known = parts
      parts = try parallelMap((known.count + 1) / 2, in: context) { pair in
        guard 2 * pair + 1 < known.count else { return known[2 * pair] }
        return try merged(known[2 * pair], known[2 * pair + 1], in: context, by: isBefore)
      }
    }
    return parts.first ?? []
  }

  private static func merged(
    _ first: [Int], _ second: [Int], in context: RunContext<AttackUpdate>,
    by isBefore: (Int, Int) -> Bool
  ) throws -> [Int] {
    var merged: [Int] = []
    merged.reserveCapacity(first.count + second.count)
    var own = 0
    var their = 0
    while own < first.count, their < second.count {
      if merged.count.isMultiple(of: look) { try context.checkCancellation() }
      if isBefore(second[their], first[own]) {
        merged.append(second[their])
        their += 1
      } else {
        merged.append(first[own])
        own += 1
      }
    }
    return merged + first[own...] + second[their...]
  }
}
