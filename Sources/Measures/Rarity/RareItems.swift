import Jobs

/// Values of the training rows, and pairs of them, that few people have.
///
/// A pair is rare on its own account only if neither of its values is rare.
struct RareItems: Sendable {
  /// What is known of each training row.
  struct Holding: Sendable {
    /// Where its rare values or pairs came out again; empty if nowhere, or if it has none.
    var found: Reappearance = []
    /// Rare values and pairs that it has.
    var count = 0
    /// Of those in the release, `1 / people who have it` each, half of that for a pair.
    var exposure = 0.0
    /// Of those, in as many rows of the release as of the holdout.
    var sampled = 0
    /// Of those, in the holdout.
    var heldOut = 0
  }

  /// One per training row.
  let holdings: [Holding]
  /// Different rare values, and those that are in the release.
  let values: (all: Int, released: Int)
  /// Different rare pairs, and those that are in the release.
  let pairs: (all: Int, released: Int)

  /// Codes of one column or of two, for all rows, and where each code is met.
  private struct Tally: Sendable {
    var holders: [Int]
    var met: [Reappearance]

    /// - Parameters:
    ///   - codes: negative for a row that does not count.
    ///   - count: codes there are.
    init(_ codes: [Table: [Int32]], count: Int, marks: [Table: [Reappearance]]) {
      holders = Array(repeating: 0, count: count)
      met = Array(repeating: [], count: count)
      for code in codes[.training] ?? [] where code >= 0 { holders[Int(code)] += 1 }
      for table in [Table.synthetic, .holdout] {
        guard let own = codes[table], let marks = marks[table] else { continue }
        for row in own.indices where own[row] >= 0 { met[Int(own[row])].formUnion(marks[row]) }
      }
    }
  }

  /// A rare item of a training row.
  private struct Item: Sendable {
    let row: Int32
    let holders: Int
    let met: Reappearance
    /// True in the first row that has it, so that each is counted once.
    let isFirst: Bool
  }

  /// - Parameters:
  ///   - columns: whose values are looked at.
  ///   - most: people who may share a rare value.
  ///   - withPairs: whether pairs are looked at too.
  /// - Throws: `CancellationError`.
  /// - Complexity: O(columns² × rows) with pairs.
  init(
    _ columns: [ColumnCodes], heldBy most: Int, withPairs: Bool, of input: MeasureInput,
    in context: RunContext<Fraction>
  ) throws {
    let samples = EqualSamples(of: input)
    let marks = Dictionary(
      uniqueKeysWithValues: input.tables.map { table in
        (
          table,
          Reappearance.marks(of: table, samples, rows: columns.first?.codes[table]?.count ?? 0)
        )
      })
    var holdings = [Holding](repeating: Holding(), count: marks[.training]?.count ?? 0)
    var common: [[Table: [Int32]]] = []
    var values = (all: 0, released: 0)
    for column in columns {
      try context.checkCancellation()
      let codes = column.codes.mapValues { $0.map { $0 == column.missing ? -1 : $0 } }
      let tally = Tally(codes, count: column.count, marks: marks)
      Self.add(Self.items(codes, tally, most), weight: 1, to: &holdings, &values)
      common.append(
        codes.mapValues { $0.map { $0 >= 0 && tally.holders[Int($0)] > most ? $0 : -1 } })
    }
    var pairs = (all: 0, released: 0)
    let places = columns.indices.flatMap { first in
      columns.indices.dropFirst(first + 1).map { (first, $0) }
    }
    let shared = common
    let found = try parallelMap(withPairs ? places.count : 0, in: context) { index in
      let (first, second) = places[index]
      let (codes, count) = try Self.joined(
        shared[first], columns[first].count, shared[second], columns[second].count, in: context)
      return Self.items(codes, Tally(codes, count: count, marks: marks), most)
    }
    for items in found { Self.add(items, weight: 0.5, to: &holdings, &pairs) }
    self.holdings = holdings
    self.values = values
    self.pairs = pairs
  }

  private static func joined(
    _ one: [Table: [Int32]], _ oneCount: Int, _ other: [Table: [Int32]], _ otherCount: Int,
    in context: RunContext<Fraction>
  ) throws -> ([Table: [Int32]], Int) {
    var numbers = PairNumbers(oneCount, otherCount)
    var joined: [Table: [Int32]] = [:]
    for table in Table.allCases {
      guard let first = one[table], let second = other[table] else { continue }
      joined[table] = try first.indices.map { row in
        if row % 16_384 == 0 { try context.checkCancellation() }
        return first[row] < 0 || second[row] < 0 ? -1 : numbers.number(first[row], second[row])
      }
    }
    return (joined, numbers.count)
  }

  private static func items(_ codes: [Table: [Int32]], _ tally: Tally, _ most: Int) -> [Item] {
    var isKnown = [Bool](repeating: false, count: tally.holders.count)
    return (codes[.training] ?? []).enumerated().compactMap { row, code in
      guard code >= 0, tally.holders[Int(code)] <= most else { return nil }
      defer { isKnown[Int(code)] = true }
      return Item(
        row: Int32(row), holders: tally.holders[Int(code)], met: tally.met[Int(code)],
        isFirst: !isKnown[Int(code)])
    }
  }

  private static func add(
    _ items: [Item], weight: Double, to holdings: inout [Holding],
    _ counts: inout (all: Int, released: Int)
  ) {
    for item in items {
      let row = Int(item.row)
      let isReleased = item.met.contains(.released)
      holdings[row].count += 1
      holdings[row].found.formUnion(item.met)
      holdings[row].sampled += item.met.contains(.sampled) ? 1 : 0
      holdings[row].heldOut += item.met.contains(.heldOut) ? 1 : 0
      if isReleased { holdings[row].exposure += weight / Double(item.holders) }
      if item.isFirst {
        counts.all += 1
        counts.released += isReleased ? 1 : 0
      }
    }
  }
}
