import Jobs
import Numeric
import Parameters

/// Synthetic minority oversampling: a new row is a random point on the line between a real row and
/// one of its k nearest neighbors of the same class.
///
///     row = base + step · (neighbor − base),  step uniform in 0..<1
///
/// Equal integer seeds give imbalanced-learn's rows bit for bit: first all pairs are drawn, then
/// all steps; no fused multiply-add. Where distances tie, neighbors come in order of row number,
/// which need not be the order of a given version of scikit-learn. As in imbalanced-learn the
/// first of k + 1 neighbors is dropped even when it is not the row itself, so of equal rows one
/// may be its own neighbor and yield an exact copy.
///
/// Source: Chawla et al. 2002, section 4.2. Status: verified.
public struct SMOTE: Oversampler {
  /// On the command line.
  public static let name = "smote"
  /// In menus.
  public static let title = "SMOTE"
  /// In menus and help.
  public static let summary =
    "A random point between a real row and one of its k nearest neighbors of its class."
  /// The paper that defined it.
  public static let source = Citation(
    "Chawla, Bowyer, Hall, Kegelmeyer: SMOTE, JAIR 16, 2002",
    link: "https://doi.org/10.1613/jair.953")
  /// `k`: more neighbors, more and longer lines to draw on.
  public static let parameters = [
    ParameterSpec.integer(
      "k", in: 1...100_000, default: 5, help: "nearest neighbors to draw the second parent from")
  ]

  private let k: Int
  /// Synthetic rows between two looks at the cancel flag.
  private static let grain = 4096

  /// - Parameter values: settings after `parameters`; any `k` is accepted until a class is known.
  public init(_ values: ParameterValues) throws(ParameterError) {
    k = values.integer("k")
  }

  /// The synthetic rows, with their parents, per demand in the order of the request.
  ///
  /// - Throws: `OversamplingError` for a class of `k` rows or fewer, and for given neighbors
  ///   that do not fit; `CancellationError`.
  /// - Complexity: O(members² × columns) for the neighbors, O(count × columns) for the rows.
  public func synthesize(
    _ request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws -> SyntheticRows {
    let width = request.training.features.columns
    var rows: [Double] = []
    var labels: [Int32] = []
    var parents: [Parentage] = []
    for demand in request.demands {
      let members = request.training.rows(of: demand.code)
      let neighbors = try neighborLists(of: members, demand.code, request, in: context)
      let drawn = try draw(
        demand.count, members: members, neighbors: neighbors, seed: request.seed, in: context)
      let parts = try parallelChunks(of: drawn.count, grain: Self.grain, in: context) { range in
        Self.interpolate(drawn[range], in: request.training.features)
      }
      for part in parts { rows += part }
      labels += Array(repeating: demand.code, count: demand.count)
      parents += drawn
    }
    context.report(Fraction(1))
    return SyntheticRows(
      rows: Matrix(rows: parents.count, columns: width, storage: rows), labels: labels,
      parents: parents)
  }

  /// For each member its k neighbors, as positions among the members.
  private func neighborLists(
    of members: [Int], _ code: Int32, _ request: OversamplingRequest,
    in context: RunContext<Fraction>
  ) throws -> [[Int]] {
    if let given = request.givenNeighbors { return try check(given, size: members.count) }
    guard members.count > k else {
      throw OversamplingError.classTooSmall(
        className: request.training.name(of: code), size: members.count, k: k)
    }
    let rows = request.training.features.rows(members)
    let lists = try NearestNeighbors(rows).nearest(k + 1, to: rows, in: context)
    return members.indices.map { lists.neighbors(of: $0).dropFirst().map(Int.init) }
  }

  private func check(_ given: [[Int]], size: Int) throws(OversamplingError) -> [[Int]] {
    guard given.count == size else {
      throw .neighborLists(found: given.count, expected: size)
    }
    let perRow = given.first?.count ?? 0
    guard perRow > 0 else { throw .noNeighbors }
    for (row, list) in given.enumerated() {
      guard list.count == perRow else {
        throw .neighborCount(row: row, found: list.count, expected: perRow)
      }
      for neighbor in list where !(0..<size).contains(neighbor) {
        throw .neighborOutOfRange(row: row, found: neighbor, size: size)
      }
    }
    return given
  }

  private func draw(
    _ count: Int, members: [Int], neighbors: [[Int]], seed: UInt32,
    in context: RunContext<Fraction>
  ) throws -> [Parentage] {
    var random = NumPyRandom(seed: seed)
    let perRow = neighbors.first?.count ?? k
    let pairs = try (0..<count).map { row in
      if row.isMultiple(of: Self.grain) { try context.checkCancellation() }
      return random.integer(below: members.count * perRow)
    }
    return try pairs.enumerated().map { row, pair in
      if row.isMultiple(of: Self.grain) { try context.checkCancellation() }
      let base = pair / perRow
      return Parentage(
        base: Int32(members[base]), neighbor: Int32(members[neighbors[base][pair % perRow]]),
        step: random.uniform())
    }
  }

  private static func interpolate(
    _ parents: ArraySlice<Parentage>, in features: Matrix
  ) -> [Double] {
    let width = features.columns
    var rows: [Double] = []
    rows.reserveCapacity(parents.count * width)
    for pair in parents {
      let base = Int(pair.base) * width
      let neighbor = Int(pair.neighbor) * width
      for column in 0..<width {
        let from = features.storage[base + column]
        rows.append(from + pair.step * (features.storage[neighbor + column] - from))
      }
    }
    return rows
  }
}
