import Jobs

/// The different rows of categories among some rows, numbered in order of first appearance.
struct CategoryPatterns: Sendable {
  /// For each position in the list of rows its pattern.
  let ofPositions: [Int32]
  /// The levels of the patterns, column by column.
  let columnMajor: [Int32]
  /// The positions of all patterns, pattern by pattern, ascending.
  private let positions: [Int32]
  /// Where the positions of each pattern begin, and of one behind the last.
  private let starts: [Int]

  /// Different patterns.
  var count: Int { starts.count - 1 }

  /// Rows between two looks at the cancel flag.
  private static let rowsPerLook = 65536

  /// O(rows × columns). Throws `CancellationError`.
  init<Update>(_ codes: CategoryCodes, _ rows: [Int], in context: RunContext<Update>) throws {
    var numbers = [Int32](repeating: 0, count: rows.count)
    // Column by column: a pattern of the columns so far and a level make a pattern of one more.
    for column in 0..<codes.columns {
      var known: [UInt64: Int32] = [:]
      for (position, row) in rows.enumerated() {
        if position % Self.rowsPerLook == 0 { try context.checkCancellation() }
        let key = UInt64(numbers[position]) << 32 | UInt64(codes[row, column])
        let next = Int32(known.count)
        numbers[position] = known[key] ?? next
        if numbers[position] == next { known[key] = next }
      }
    }
    let count = Int(numbers.max() ?? -1) + 1
    var starts = [Int](repeating: 0, count: count + 1)
    for number in numbers { starts[Int(number) + 1] += 1 }
    for number in 0..<count { starts[number + 1] += starts[number] }
    var places = starts
    var positions = [Int32](repeating: 0, count: rows.count)
    for (position, number) in numbers.enumerated() {
      positions[places[Int(number)]] = Int32(position)
      places[Int(number)] += 1
    }
    columnMajor = (0..<codes.columns).flatMap { column in
      (0..<count).map { codes[rows[Int(positions[starts[$0]])], column] }
    }
    ofPositions = numbers
    self.positions = positions
    self.starts = starts
  }

  /// The nearest positions that the nearest patterns of one pattern hold.
  ///
  /// The nearest `count` positions are held by the nearest `count` patterns, where equally near
  /// ones come in order of their first positions: a pattern that holds one of them has a first
  /// position as near and as low, and so has every pattern before it.
  func expanded(_ lists: NeighborLists, of pattern: Int) -> NeighborLists {
    var indices: [Int32] = []
    var distances: [Double] = []
    let range = pattern * lists.count..<(pattern + 1) * lists.count
    var place = range.lowerBound
    while place < range.upperBound, lists.indices[place] >= 0, indices.count < lists.count {
      let distance = lists.squaredDistances[place]
      var tied: [Int32] = []
      while place < range.upperBound, lists.indices[place] >= 0,
        lists.squaredDistances[place] == distance
      {
        let held = Int(lists.indices[place])
        tied += positions[starts[held]..<starts[held + 1]].prefix(lists.count)
        place += 1
      }
      indices += tied.sorted().prefix(lists.count - indices.count)
      distances += Array(repeating: distance, count: indices.count - distances.count)
    }
    let missing = lists.count - indices.count
    return NeighborLists(
      count: lists.count, indices: indices + Array(repeating: -1, count: missing),
      squaredDistances: distances + Array(repeating: .infinity, count: missing))
  }
}
