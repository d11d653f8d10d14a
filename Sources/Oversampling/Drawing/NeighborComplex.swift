import Jobs

/// The simplices of a neighborhood graph: rows that are all neighbors of each other.
///
/// Two rows are joined if one is among the neighbors of the other. Listed are all cliques of
/// `most` vertices, and the smaller cliques that are part of no larger one; each once.
struct NeighborComplex {
  /// Vertices of all simplices, one after the other, ascending in each.
  private(set) var vertices: [Int32] = []
  /// Where each simplex starts, and the end of the last.
  private(set) var starts: [Int] = [0]
  /// Neighbors of each vertex on both sides, ascending.
  private let adjacent: [[Int32]]
  private let most: Int

  /// Numbers in memory that a list of simplices may take: 400 megabytes.
  static let mostVertices = 100_000_000

  /// More simplices than fit in memory.
  struct TooMany: Error {}

  /// - Parameters:
  ///   - lists: neighbors of each vertex, as vertex numbers; a vertex's own number is ignored.
  ///   - most: vertices of a simplex, at least 2.
  /// - Throws: `TooMany`, `CancellationError`.
  init(_ lists: [[Int]], most: Int, in context: RunContext<Fraction>) throws {
    self.most = most
    adjacent = Self.joined(lists)
    for vertex in lists.indices {
      try extend([Int32(vertex)], by: adjacent[vertex], in: context)
      context.report(Fraction(vertex + 1, of: lists.count))
    }
  }

  /// Neighbors of each vertex on both sides, ascending, each once.
  private static func joined(_ lists: [[Int]]) -> [[Int32]] {
    var joined = [[Int32]](repeating: [], count: lists.count)
    for (vertex, list) in lists.enumerated() {
      for neighbor in list where neighbor != vertex {
        joined[vertex].append(Int32(neighbor))
        joined[neighbor].append(Int32(vertex))
      }
    }
    return joined.map { neighbors in
      var different: [Int32] = []
      for neighbor in neighbors.sorted() where neighbor != different.last {
        different.append(neighbor)
      }
      return different
    }
  }

  /// Number of simplices.
  var count: Int { starts.count - 1 }

  /// Vertices of one simplex.
  func simplex(_ number: Int) -> ArraySlice<Int32> {
    vertices[starts[number]..<starts[number + 1]]
  }

  /// Lists what `clique` is part of by larger vertices.
  ///
  /// - Parameter common: the common neighbors of the clique, smaller ones too.
  private mutating func extend(
    _ clique: [Int32], by common: [Int32], in context: RunContext<Fraction>
  ) throws {
    try context.checkCancellation()
    guard clique.count < most, !common.isEmpty else { return try list(clique) }
    guard let last = clique.last else { return }
    for vertex in common where vertex > last {
      try extend(
        clique + [vertex], by: Self.intersection(common, adjacent[Int(vertex)]), in: context)
    }
  }

  private mutating func list(_ clique: [Int32]) throws {
    guard vertices.count + clique.count <= Self.mostVertices else { throw TooMany() }
    vertices += clique
    starts.append(vertices.count)
  }

  /// Of two ascending lists.
  private static func intersection(_ one: [Int32], _ other: [Int32]) -> [Int32] {
    var shared: [Int32] = []
    var place = 0
    for value in one {
      while place < other.count, other[place] < value { place += 1 }
      guard place < other.count else { break }
      if other[place] == value { shared.append(value) }
    }
    return shared
  }
}
