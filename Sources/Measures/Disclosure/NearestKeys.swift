import Jobs

/// What the released keys say that differ from a key in the fewest columns.
///
/// A key that differs in exactly so many columns agrees in all others. So for one column more at a
/// time the released rows are put into classes by each choice of columns that is left; as long as
/// nothing nearer was found, no row is counted twice. Where there are too many choices, every key is
/// compared with every released one.
struct NearestKeys: Sendable {
  private let table: AttributionTable
  private let width: Int
  /// What a look into a class costs, in comparisons of two codes.
  private static let lookUp = 30.0

  init(_ table: AttributionTable) {
    self.table = table
    width = table.keyColumns.count
  }

  /// Released rows of the nearest keys, and those with the right secret among them.
  private struct Count: Sendable {
    var right = 0
    var all = 0
  }

  /// For each of `people`, rows whose key is not released, the share of its own secret among the
  /// released rows of the nearest keys.
  ///
  /// - Throws: `CancellationError`.
  /// - Complexity: O(people × released keys × columns) at worst.
  func shares(
    of people: [Int], of rows: Table, in context: RunContext<Fraction>
  ) throws -> [Double] {
    var counts = [Count](repeating: Count(), count: people.count)
    var open = Array(people.indices)
    for dropped in 1...max(1, width) where !open.isEmpty {
      guard isCheaper(dropped, for: open.count) else {
        let found = try compared(open.map { people[$0] }, of: rows, in: context)
        for (place, count) in zip(open, found) { counts[place] = count }
        break
      }
      for kept in Self.choices(of: width - dropped, from: width) {
        let part = try table.narrowed(to: kept, in: context.silenced())
        let keys = part.keys.classes[rows] ?? []
        let secrets = table.secrets.classes[rows] ?? []
        for (number, place) in open.enumerated() {
          if number % 16_384 == 0 { try context.checkCancellation() }
          let row = people[place]
          counts[place].all += part.rowsOfKeys[Int(keys[row])]
          counts[place].right += part.rows(key: keys[row], secret: secrets[row])
        }
      }
      open.removeAll { counts[$0].all > 0 }
    }
    return counts.map { Double($0.right) / Double($0.all) }
  }

  /// Whether classes by all choices of columns cost less than comparing so many people with all keys.
  private func isCheaper(_ dropped: Int, for people: Int) -> Bool {
    let choices = (0..<dropped).reduce(1.0) { $0 * Double(width - $1) / Double($1 + 1) }
    let rows = Double(table.keys.classes.values.reduce(0) { $0 + $1.count })
    let keys = Double(table.rowsOfKeys.count { $0 > 0 })
    return choices * rows * Double(width - dropped + 1) * Self.lookUp
      <= Double(people) * keys * Double(width)
  }

  /// All choices of so many of `0..<count`, each ascending.
  private static func choices(of size: Int, from count: Int) -> [[Int]] {
    guard size > 0 else { return [[]] }
    return (size - 1..<max(size - 1, count)).flatMap { last in
      choices(of: size - 1, from: last).map { $0 + [last] }
    }
  }

  private func compared(
    _ people: [Int], of rows: Table, in context: RunContext<Fraction>
  ) throws -> [Count] {
    var firstRows: [Int] = []
    var isKnown = [Bool](repeating: false, count: table.keys.count)
    for (row, key) in (table.keys.classes[.synthetic] ?? []).enumerated() where !isKnown[Int(key)] {
      isKnown[Int(key)] = true
      firstRows.append(row)
    }
    let released = firstRows.map { row in
      (
        key: table.keys.classes[.synthetic]?[row] ?? 0,
        codes: table.keyColumns.map { $0.codes[.synthetic]?[row] ?? 0 }
      )
    }
    let keys = released.map(\.key)
    let codes = released.flatMap(\.codes)
    let done = ProgressCounter(of: people.count, in: context)
    return try parallelChunks(of: people.count, grain: 16, in: context) { range in
      let found = try range.map { try nearest(to: people[$0], of: rows, keys, codes, in: context) }
      done.add(range.count)
      return found
    }.flatMap(\.self)
  }

  /// O(keys × columns).
  private func nearest(
    to row: Int, of rows: Table, _ keys: [Int32], _ codes: [Int32],
    in context: RunContext<Fraction>
  ) throws -> Count {
    let own = table.keyColumns.map { $0.codes[rows]?[row] ?? 0 }
    let secret = table.secrets.classes[rows]?[row] ?? 0
    var least = width
    var found: [Int32] = []
    for (place, key) in keys.enumerated() {
      if place % 16_384 == 0 { try context.checkCancellation() }
      var apart = 0
      for column in 0..<width where codes[place * width + column] != own[column] { apart += 1 }
      if apart < least {
        least = apart
        found.removeAll(keepingCapacity: true)
      }
      if apart == least { found.append(key) }
    }
    var count = Count()
    for key in found {
      count.right += table.rows(key: key, secret: secret)
      count.all += table.rowsOfKeys[Int(key)]
    }
    return count
  }
}
