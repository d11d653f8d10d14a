/// Finds rows that are equal in every one of some columns. Missing values are equal to each other,
/// and -0 to 0.
public struct DistinctRows: Sendable, Equatable {
  /// For each row the first row that is equal to it: itself, if it is the first of its kind.
  public let firsts: [Int32]

  /// - Complexity: O(rows · (columns + log rows)).
  public init(_ columns: [Column], rowCount: Int) {
    var hashes = [UInt64](repeating: 0, count: rowCount)
    for column in columns { Self.mix(column, into: &hashes) }
    let order = (0..<rowCount).sorted {
      hashes[$0] != hashes[$1] ? hashes[$0] < hashes[$1] : $0 < $1
    }
    var firsts = [Int32](repeating: 0, count: rowCount)
    var start = 0
    while start < rowCount {
      var end = start + 1
      while end < rowCount, hashes[order[end]] == hashes[order[start]] { end += 1 }
      Self.settle(order[start..<end], columns, &firsts)
      start = end
    }
    self.firsts = firsts
  }

  /// Rows that are the first of their kind.
  public var count: Int { firsts.indices.count { firsts[$0] == $0 } }

  /// Different kinds among `rows`.
  public func count(among rows: [Int]) -> Int { Set(rows.map { firsts[$0] }).count }

  /// Rows of equal hash, ascending: nearly always of one kind, but only a look can tell.
  private static func settle(_ rows: ArraySlice<Int>, _ columns: [Column], _ firsts: inout [Int32])
  {
    var kinds: [Int] = []
    for row in rows {
      let known = kinds.first { kind in columns.allSatisfy { areEqual(kind, row, in: $0) } }
      if known == nil { kinds.append(row) }
      firsts[row] = Int32(known ?? row)
    }
  }

  private static func areEqual(_ left: Int, _ right: Int, in column: Column) -> Bool {
    switch column.values {
    case .numeric(let numbers): key(numbers[left]) == key(numbers[right])
    case .categorical(let codes, _): codes[left] == codes[right]
    }
  }

  private static func key(_ number: Double) -> UInt64 {
    number.isNaN ? Double.nan.bitPattern : number == 0 ? 0 : number.bitPattern
  }

  private static func mix(_ column: Column, into hashes: inout [UInt64]) {
    func mixed(_ hash: UInt64, _ value: UInt64) -> UInt64 {
      let product = (hash ^ value ^ 0x9e37_79b9_7f4a_7c15).multipliedFullWidth(
        by: 0xd6e8_feb8_6659_fd93)
      return product.high ^ product.low &+ value
    }
    switch column.values {
    case .numeric(let numbers):
      for row in hashes.indices { hashes[row] = mixed(hashes[row], key(numbers[row])) }
    case .categorical(let codes, _):
      for row in hashes.indices {
        hashes[row] = mixed(hashes[row], UInt64(bitPattern: Int64(codes[row])))
      }
    }
  }
}
