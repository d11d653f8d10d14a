import Jobs
import Numeric
import Parameters

/// Majority weighted minority oversampling: bases are drawn by how much they tell about the border,
/// and partners from the base's cluster, so that no row lies between clusters.
///
/// 1. Rows of the class without a row of the class among their k1 nearest of all rows are noise.
/// 2. The k2 nearest rows of other classes to each of the rest are the border.
/// 3. The k3 nearest rows of the class to each border row are informative, with a weight each; see
///    `InformativeRows`.
/// 4. All rows of the class are clustered by average linkage up to `cp` times the mean distance of
///    a row that is no noise to the nearest other such row; see `AverageLinkage`.
/// 5. A base is drawn by weight, a partner among the other rows of its cluster, each as likely:
///
///     row = base + step · (partner − base),  step uniform in 0..<1
///
/// A base that is alone in its cluster is copied; a remark tells how many rows are such copies.
/// Given neighbors take the place of clusters, given surroundings that of the k1 nearest. Partners
/// of a cluster have no order, so in a recipe a shortened choice changes nothing.
///
/// Distances are in the units of the columns: scale them first. As in the paper a row that is
/// noise can be informative again by step 3, and be a partner.
///
/// Source: Barua, Islam, Yao, Murase 2014, algorithm 1. Status: informative rows and weights agree
/// with smote-variants 1.0.1 (which clusters by k-means instead); clusters with SciPy's average
/// linkage.
public struct MWMOTE: Oversampler {
  /// On the command line.
  public static let name = "mwmote"
  /// In menus.
  public static let title = "MWMOTE"
  /// In menus and help.
  public static let summary =
    "SMOTE inside clusters of the class, more often from rows near the border."
  /// The paper that defined it.
  public static let source = Citation(
    "Barua, Islam, Yao, Murase: MWMOTE, IEEE TKDE 26, 2014",
    link: "https://doi.org/10.1109/TKDE.2012.232")
  /// Three numbers of neighbors, the largest closeness, and the reach of clusters.
  public static let parameters = [
    ParameterSpec.integer(
      "k1", in: 1...100_000, default: 5, help: "nearest rows of all classes that tell noise"),
    .integer("k2", in: 1...100_000, default: 3, help: "nearest rows of other classes: the border"),
    .integer(
      "k3", in: 0...100_000, default: 0,
      help: "nearest rows of the class to the border; 0 for half the class"),
    .real(
      "cutoff", in: 0.001...1_000_000, default: 5,
      help: "the largest closeness: columns over distance"),
    .real(
      "cp", in: 0...1000, default: 3, help: "reach of a cluster in mean distances of near rows"),
  ]

  private let nearestOfAll: Int
  private let nearestOfOthers: Int
  private let nearestOfClass: Int
  private let cutoff: Double
  private let reach: Double

  /// - Parameter values: settings after `parameters`; any are accepted until the rows are known.
  public init(_ values: ParameterValues) throws(ParameterError) {
    nearestOfAll = values.integer("k1")
    nearestOfOthers = values.integer("k2")
    nearestOfClass = values.integer("k3")
    cutoff = values.real("cutoff")
    reach = values.real("cp")
  }

  /// The synthetic rows, with their parents, per demand in the order of the request.
  ///
  /// - Throws: `OversamplingError` for k1 rows in all or fewer, for a class of one row, of more
  ///   than 5000 rows or of noise only, for rows of one class only, and for given neighbors that do
  ///   not fit; `CancellationError`.
  /// - Complexity: O(class rows × all rows × columns) time, O(class rows²) memory.
  public func synthesize(
    _ request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws -> SyntheticRows {
    let drawing = LineDrawing(features: request.training.features, recipe: request.recipe)
    var draft = SyntheticDraft(width: request.training.features.columns)
    for demand in request.demands {
      let members = request.training.rows(of: demand.code)
      try check(members, demand.code, request.training)
      let core = try core(of: members, demand.code, request, in: context)
      let informative = try informative(members, core, demand.code, request, in: context)
      let partners = try partners(of: members, core, demand.code, request, in: context)
      var random = request.random(for: demand.code)
      let pool = try pool(
        demand.count, members, informative, partners, request.recipe, &random, in: context)
      let pairs = (0..<demand.count).map { $0 * pool.perBase }
      let block = try drawing.block(pairs: pairs, of: pool, random: &random, in: context)
      draft.append(block, code: demand.code)
      draft.remarks += remarks(block, request.training.name(of: demand.code))
    }
    context.report(Fraction(1))
    return draft.finished()
  }
}

// MARK: - Who is informative

extension MWMOTE {
  private func check(
    _ members: [Int], _ code: Int32, _ training: TrainingRows
  ) throws(OversamplingError) {
    let className = training.name(of: code)
    guard members.count > 1 else {
      throw .classTooSmall(className: className, size: members.count, k: 1)
    }
    guard members.count < training.labels.count else {
      throw .unsuited(
        method: Self.title,
        reason: "all rows are of class '\(className)', so it has no border; choose SMOTE")
    }
    guard members.count <= AverageLinkage.mostRows else {
      throw .unsuited(
        method: Self.title,
        reason: "class '\(className)' has \(members.count) rows; at most "
          + "\(AverageLinkage.mostRows) can be clustered, because memory grows with the square; "
          + "choose another method")
    }
  }

  /// Positions of the rows of the class that are no noise.
  private func core(
    of members: [Int], _ code: Int32, _ request: OversamplingRequest,
    in context: RunContext<Fraction>
  ) throws -> [Int] {
    let labels = request.training.labels
    let table = try request.surroundings(nearestOfAll, of: members, code, in: context)
    let core = members.indices.filter { position in
      table.neighbors(of: position).contains { labels[Int($0)] == code }
    }
    guard !core.isEmpty else {
      throw OversamplingError.unsuited(
        method: Self.title,
        reason: "no row of class '\(request.training.name(of: code))' has another one of the class "
          + "among its k1 = \(nearestOfAll) nearest, so all are noise; give a larger k1")
    }
    return core
  }

  private func informative(
    _ members: [Int], _ core: [Int], _ code: Int32, _ request: OversamplingRequest,
    in context: RunContext<Fraction>
  ) throws -> InformativeRows {
    let training = request.training
    let others = training.labels.indices.filter { training.labels[$0] != code }
    let nearest = try NearestNeighbors(training.features.rows(others)).nearest(
      min(nearestOfOthers, others.count), to: training.features.rows(core.map { members[$0] }),
      in: context)
    let border = Set(nearest.indices).sorted().map { others[Int($0)] }
    let half = max(1, members.count / 2)
    let informative = try InformativeRows(
      training.features.rows(members), border: training.features.rows(border),
      nearest: nearestOfClass == 0 ? half : nearestOfClass, cutoff: cutoff, in: context)
    guard informative.weights.contains(where: { $0 > 0 }) else {
      throw OversamplingError.unsuited(
        method: Self.title,
        reason: "class '\(training.name(of: code))' lies too far from the other classes for the "
          + "distances to be numbers; scale the columns, or choose another method")
    }
    return informative
  }
}

// MARK: - Who is drawn

extension MWMOTE {
  /// For each row of the class the positions that its partner is drawn from; empty for one that is
  /// alone.
  private func partners(
    of members: [Int], _ core: [Int], _ code: Int32, _ request: OversamplingRequest,
    in context: RunContext<Fraction>
  ) throws -> Partners {
    let features = request.training.features
    if request.given.partners != nil {
      let table = try request.partners(1, of: members, code, in: context)
      return Partners(groups: members.indices.map { Array(table.neighbors(of: $0)) })
    }
    let inner = features.rows(core.map { members[$0] })
    let nearest = try NearestNeighbors(inner).nearest(
      1, to: inner, excluding: core.indices.map(Int32.init), in: context)
    // A row that is alone in being no noise has nobody to be near to.
    let distances = nearest.squaredDistances.filter { $0.isFinite }.map { $0.squareRoot() }
    let mean = distances.isEmpty ? 0 : distances.reduce(0, +) / Double(distances.count)
    let linkage = try AverageLinkage(
      features.rows(members), threshold: reach * mean, in: context)
    return Partners(clusters: linkage.lowestOfCluster, members: members)
  }

  /// Where partners come from, as training rows.
  private struct Partners {
    private let groups: [[Int32]]
    private let groupOfPosition: [Int]

    /// A list for each position.
    init(groups: [[Int32]]) {
      self.groups = groups
      groupOfPosition = Array(groups.indices)
    }

    /// Clusters that go by a position each.
    init(clusters: [Int], members: [Int]) {
      var groups = [[Int32]](repeating: [], count: members.count)
      for (position, cluster) in clusters.enumerated() {
        groups[cluster].append(Int32(members[position]))
      }
      self.groups = groups
      groupOfPosition = clusters
    }

    /// One row of the group besides those left out, each as likely; nil if there is none.
    func draw(
      for position: Int, but left: [Int32], random: inout NumPyRandom
    ) -> Int32? {
      let group = groups[groupOfPosition[position]]
      guard group.contains(where: { !left.contains($0) }) else { return nil }
      while true {
        let row = group[random.integer(below: group.count)]
        if !left.contains(row) { return row }
      }
    }
  }

  /// One base for each row to make, with its partner; for triangles with another one.
  private func pool(
    _ count: Int, _ members: [Int], _ informative: InformativeRows, _ partners: Partners,
    _ recipe: DrawingRecipe, _ random: inout NumPyRandom, in context: RunContext<Fraction>
  ) throws -> LinePool {
    let perBase = recipe.combination == .triangle ? 2 : 1
    let sums = informative.weights.reduce(into: [Double]()) { $0.append(($0.last ?? 0) + $1) }
    var bases: [Int32] = []
    var neighbors: [Int32] = []
    for _ in 0..<count {
      try context.checkCancellation()
      let position = informative.rows[Self.draw(sums, &random)]
      let base = Int32(members[position])
      let neighbor = partners.draw(for: position, but: [base], random: &random) ?? base
      bases.append(base)
      neighbors.append(neighbor)
      if perBase == 2 {
        let left = [base, neighbor]
        neighbors.append(partners.draw(for: position, but: left, random: &random) ?? neighbor)
      }
    }
    return LinePool(
      bases: bases, neighbors: neighbors, perBase: perBase,
      candidates: members.map(Int32.init))
  }

  /// The place of the first sum above a uniform share of the last.
  private static func draw(_ sums: [Double], _ random: inout NumPyRandom) -> Int {
    let target = random.uniform() * (sums.last ?? 0)
    var low = 0
    var high = sums.count - 1
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > target { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private func remarks(_ block: SyntheticBlock, _ className: String) -> [OversamplingRemark] {
    let copies = block.parents.count { $0.base == $0.neighbor }
    guard copies > 0 else { return [] }
    return [
      .note(
        "\(copies) of \(block.parents.count) rows of class '\(className)' copy a real row that is "
          + "alone in its cluster; a larger cp makes larger clusters", setting: "cp")
    ]
  }
}
