import Jobs
import Numeric

/// What an attacker knows of a person, and what it wants to know.
struct ColumnSet: Sendable, Hashable {
  let known: [String]
  let secret: [String]
}

/// All sets of a few columns, or as many different ones as a budget allows.
struct ColumnSets: Sendable {
  /// Columns that are combined.
  let candidates: [String]
  /// Columns of a set at most, 1 or more.
  let largest: Int
  /// What is wanted to be known with every set.
  let secret: [String]
  /// Where every set is asked about one column after the other: those it may be. None of them is
  /// asked about with a set that it is part of.
  let secretChoices: [String]

  /// Sets there are; no more than 9 × 10¹⁵.
  var possible: Int { Int(min(counts.reduce(0, +), 9e15)) }

  /// Sets there are of 1, 2, … columns.
  private var counts: [Double] {
    var sets = 1.0
    return (1...max(1, min(largest, candidates.count))).map { size in
      sets = sets * Double(candidates.count - size + 1) / Double(size)
      guard !secretChoices.isEmpty else { return sets }
      // Every candidate may be a secret, too: each of `size` of them rules itself out.
      return sets * Double(max(0, secretChoices.count - size))
    }
  }

  /// All of them, smallest first, or `budget` different ones drawn at random.
  ///
  /// - Throws: `CancellationError`.
  func chosen(
    budget: Int, seed: UInt32, in context: RunContext<Fraction>
  ) throws -> [ColumnSet] {
    guard !candidates.isEmpty else { return [] }
    guard possible > budget else {
      return (1...largest).flatMap { Self.places($0, from: 0..<candidates.count) }
        .flatMap { places in secrets(of: places).map { set(places, $0) } }
    }
    var random = NumPyRandom(seed: seed)
    var known = Set<ColumnSet>()
    var drawn: [(places: [Int], set: ColumnSet)] = []
    let counts = counts
    let all = counts.reduce(0, +)
    while drawn.count < budget {
      try context.checkCancellation()
      // Sizes are drawn by how many sets there are of each, so that every set is as likely.
      var place = random.uniform() * all
      let size = counts.firstIndex { count in
        defer { place -= count }
        return place < count
      }
      let places = random.permutation(candidates.count).prefix((size ?? 0) + 1).sorted()
      let secrets = secrets(of: places)
      guard !secrets.isEmpty else { continue }
      let new = set(places, secrets[random.integer(below: secrets.count)])
      if known.insert(new).inserted { drawn.append((places, new)) }
    }
    return drawn.sorted {
      $0.places.count != $1.places.count
        ? $0.places.count < $1.places.count : $0.places.lexicographicallyPrecedes($1.places)
    }.map(\.set)
  }

  private func set(_ places: [Int], _ secret: [String]) -> ColumnSet {
    ColumnSet(known: places.map { candidates[$0] }, secret: secret)
  }

  private func secrets(of places: [Int]) -> [[String]] {
    guard !secretChoices.isEmpty else { return [secret] }
    let known = places.map { candidates[$0] }
    return secretChoices.filter { !known.contains($0) }.map { [$0] }
  }

  private static func places(_ size: Int, from range: Range<Int>) -> [[Int]] {
    guard size > 0 else { return [[]] }
    return range.flatMap { first in
      places(size - 1, from: first + 1..<max(first + 1, range.upperBound)).map { [first] + $0 }
    }
  }
}
