import Jobs
import Numeric

/// Neighbors of some rows: as many for each, nearest first, as row numbers among the training rows.
public struct NeighborTable: Sendable, Equatable {
  /// `queries * perRow` row numbers.
  public let rows: [Int32]
  /// Neighbors of each.
  public let perRow: Int

  /// - Parameters:
  ///   - rows: `queries * perRow` row numbers.
  ///   - perRow: neighbors of each.
  public init(rows: [Int32], perRow: Int) {
    self.rows = rows
    self.perRow = perRow
  }

  /// The neighbors of one query. O(1).
  public func neighbors(of query: Int) -> ArraySlice<Int32> {
    rows[query * perRow..<(query + 1) * perRow]
  }
}

extension OversamplingRequest {
  /// The `k` nearest rows of the class for each of its rows, as imbalanced-learn finds them: the
  /// first of k + 1 is dropped even where it is not the row itself. Given neighbors come first.
  ///
  /// - Parameter members: the rows of class `code`, ascending.
  /// - Throws: `OversamplingError` for k rows or fewer, and for given lists that do not fit;
  ///   `CancellationError`.
  public func partners(
    _ k: Int, of members: [Int], _ code: Int32, in context: RunContext<Fraction>
  ) throws -> NeighborTable {
    if let lists = given.partners {
      let table = try Self.checked(lists, queries: members.count, limit: members.count)
      return NeighborTable(
        rows: table.rows.map { Int32(members[Int($0)]) }, perRow: table.perRow)
    }
    let rows = training.features.rows(members)
    let table = try nearest(k, to: rows, among: rows, code, in: context)
    return NeighborTable(rows: table.rows.map { Int32(members[Int($0)]) }, perRow: k)
  }

  /// The `k` nearest of all training rows for each row of the class, the first of k + 1 dropped.
  /// Given surroundings come first.
  ///
  /// - Parameter members: the rows of class `code`, ascending.
  public func surroundings(
    _ k: Int, of members: [Int], _ code: Int32, in context: RunContext<Fraction>
  ) throws -> NeighborTable {
    try ofAnyClass(k, of: members, code, given.surroundings, in: context)
  }

  /// The same for a method that draws its second parents from all rows: given partners come first,
  /// as row numbers among the training rows.
  public func partnersOfAnyClass(
    _ k: Int, of members: [Int], _ code: Int32, in context: RunContext<Fraction>
  ) throws -> NeighborTable {
    try ofAnyClass(k, of: members, code, given.partners, in: context)
  }

  private func ofAnyClass(
    _ k: Int, of members: [Int], _ code: Int32, _ given: [[Int]]?,
    in context: RunContext<Fraction>
  ) throws -> NeighborTable {
    if let given {
      return try Self.checked(given, queries: members.count, limit: training.features.rows)
    }
    return try nearest(
      k, to: training.features.rows(members), among: training.features, code, in: context)
  }

  /// The first of k + 1 is dropped, whatever it is.
  private func nearest(
    _ k: Int, to queries: Matrix, among rows: Matrix, _ code: Int32,
    in context: RunContext<Fraction>
  ) throws -> NeighborTable {
    guard rows.rows > k else {
      throw OversamplingError.classTooSmall(
        className: training.name(of: code), size: rows.rows, k: k)
    }
    let lists = try NearestNeighbors(rows).nearest(k + 1, to: queries, in: context)
    var found: [Int32] = []
    found.reserveCapacity(queries.rows * k)
    for query in 0..<queries.rows { found += lists.neighbors(of: query).dropFirst() }
    return NeighborTable(rows: found, perRow: k)
  }

  private static func checked(
    _ lists: [[Int]], queries: Int, limit: Int
  ) throws(OversamplingError) -> NeighborTable {
    guard lists.count == queries else {
      throw .neighborLists(found: lists.count, expected: queries)
    }
    let perRow = lists.first?.count ?? 0
    guard perRow > 0 else { throw .noNeighbors }
    for (row, list) in lists.enumerated() {
      guard list.count == perRow else {
        throw .neighborCount(row: row, found: list.count, expected: perRow)
      }
      for neighbor in list where !(0..<limit).contains(neighbor) {
        throw .neighborOutOfRange(row: row, found: neighbor, size: limit)
      }
    }
    return NeighborTable(rows: lists.flatMap { $0.map(Int32.init) }, perRow: perRow)
  }
}
