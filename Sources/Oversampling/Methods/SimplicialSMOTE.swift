import Jobs
import Numeric
import Parameters

/// Draws from simplices (triangles, tetrahedra and so on) of rows that are all near each other,
/// instead of lines.
///
/// Two rows of the class are joined if one is among the k nearest of the other. A simplex is a set
/// of `p + 1` rows that are all joined to each other, or a smaller such set to which no row is
/// joined as a whole. Each simplex is as likely, and each point of it:
///
///     row = base + Σ weight[i] · (vertex[i] − base),  weights Dirichlet(1, …, 1)
///
/// where the base is the vertex of the lowest row number and the weights of all vertices, the base
/// included, sum to 1. With p = 1 it draws from the lines of SMOTE, each as likely, whatever the
/// number of neighbor lists that it is in.
///
/// The authors' code lists maximal cliques and draws a face of one of them, so that a simplex
/// counts once for every maximal clique that it is part of; here each counts once.
///
/// Source: Kachan, Savchenko, Gusev 2025. Status: simplices tested on graphs worked out by hand;
/// no program draws by the same rule.
public struct SimplicialSMOTE: Oversampler {
  /// On the command line.
  public static let name = "simplicial-smote"
  /// In menus.
  public static let title = "Simplicial SMOTE"
  /// In menus and help.
  public static let summary =
    "A random point between several real rows of a class that are all near each other."
  /// The paper that defined it.
  public static let source = Citation(
    "Kachan, Savchenko, Gusev: Simplicial SMOTE, KDD 2025",
    link: "https://arxiv.org/abs/2503.03418")
  /// `k`: who is near; `p`: one less than the rows that a new row is drawn between.
  public static let parameters = [
    ParameterSpec.integer(
      "k", in: 1...100_000, default: 5, help: "nearest neighbors that a row is joined to"),
    .integer(
      "p", in: 1...10, default: 3, help: "largest dimension: a row lies between up to p + 1 rows"),
  ]
  /// It draws from simplices.
  public static let drawsLines = false

  private let k: Int
  private let dimension: Int

  /// - Parameter values: settings after `parameters`; any `k` is accepted until a class is known.
  public init(_ values: ParameterValues) throws(ParameterError) {
    k = values.integer("k")
    dimension = values.integer("p")
  }

  /// The synthetic rows, with their parents, per demand in the order of the request.
  ///
  /// - Throws: `OversamplingError` for a class of `k` rows or fewer, for more simplices than fit in
  ///   memory, and for given neighbors that do not fit; `CancellationError`.
  /// - Complexity: that of the neighbors, O(simplices × p) time and memory, and
  ///   O(count × columns × p) for the rows.
  public func synthesize(
    _ request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws -> SyntheticRows {
    var draft = SyntheticDraft(width: request.training.features.columns)
    for demand in request.demands {
      let members = request.training.rows(of: demand.code)
      let complex = try complex(of: demand.code, members, request, in: context)
      var random = request.random(for: demand.code)
      draft.append(
        try block(demand.count, complex, members, request.training.features, &random, in: context),
        code: demand.code)
    }
    context.report(Fraction(1))
    return draft.finished()
  }

  private func complex(
    of code: Int32, _ members: [Int], _ request: OversamplingRequest,
    in context: RunContext<Fraction>
  ) throws -> NeighborComplex {
    let table = try request.partners(k, of: members, code, in: context)
    var places: [Int32: Int] = [:]
    for (place, row) in members.enumerated() { places[Int32(row)] = place }
    let lists = members.indices.map { place in
      table.neighbors(of: place).compactMap { places[$0] }
    }
    do {
      return try NeighborComplex(lists, most: dimension + 1, in: context)
    } catch is NeighborComplex.TooMany {
      let className = request.training.name(of: code)
      throw OversamplingError.unsuited(
        method: Self.title,
        reason: "with k = \(k) and p = \(dimension) the rows of class '\(className)' span more "
          + "simplices than \(NeighborComplex.mostVertices / (dimension + 1)), the most that fit "
          + "in memory; give a smaller k or p")
    }
  }

  /// All simplices are drawn first, then the weights of each row.
  private func block(
    _ count: Int, _ complex: NeighborComplex, _ members: [Int], _ features: Matrix,
    _ random: inout NumPyRandom, in context: RunContext<Fraction>
  ) throws -> SyntheticBlock {
    var numbers: [Int] = []
    numbers.reserveCapacity(count)
    for _ in 0..<count { numbers.append(random.integer(below: complex.count)) }
    var block = SyntheticBlock()
    block.rows.reserveCapacity(count * features.columns)
    block.parents.reserveCapacity(count)
    for number in numbers {
      try context.checkCancellation()
      let vertices = complex.simplex(number).map { members[Int($0)] }
      let weights = Self.weights(vertices.count, random: &random)
      let base = vertices[0]
      for column in 0..<features.columns {
        let from = features[base, column]
        block.rows.append(
          zip(vertices, weights).dropFirst().reduce(from) { sum, vertex in
            sum + vertex.1 * (features[vertex.0, column] - from)
          })
      }
      block.parents.append(Self.parentage(vertices, weights))
    }
    return block
  }

  /// Dirichlet(1, …, 1): the gaps that sorted uniform numbers leave between 0 and 1.
  private static func weights(_ count: Int, random: inout NumPyRandom) -> [Double] {
    let ends = (1..<count).map { _ in random.uniform() }.sorted() + [1]
    return ends.indices.map { $0 == 0 ? ends[0] : ends[$0] - ends[$0 - 1] }
  }

  /// A row without neighbors is a simplex of its own and its own neighbor.
  private static func parentage(_ vertices: [Int], _ weights: [Double]) -> Parentage {
    guard vertices.count > 1 else {
      return Parentage(base: Int32(vertices[0]), neighbor: Int32(vertices[0]), step: 0)
    }
    return Parentage(
      base: Int32(vertices[0]), neighbor: Int32(vertices[1]), step: weights[1],
      further: (2..<vertices.count).map {
        WeightedParent(row: Int32(vertices[$0]), weight: weights[$0])
      })
  }
}
