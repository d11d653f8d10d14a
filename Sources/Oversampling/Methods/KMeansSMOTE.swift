import Jobs
import Numeric
import Parameters

/// SMOTE inside clusters: groups the rows of all classes, keeps the groups in which the class is
/// frequent, and draws more in those where it is thin.
///
/// A cluster is kept if the class makes up at least the threshold of it and has more than k rows
/// there. A kept cluster gets its share, rounded up, of the rows to make:
///
///     sparsity = (mean distance) ^ exponent / rows,  share = sparsity / sum of sparsities
///
/// By itself the threshold is half of what this class is to grow by, over what all classes are to
/// grow by, and the exponent 0.16 · log₁.₆(rows) ^ 1.8.
///
/// Equal integer seeds give imbalanced-learn's rows bit for bit where the groups are those of
/// scikit-learn, which they are as long as no last digit decides (`MiniBatchKMeans`), and where
/// distances do not tie. As there each cluster begins with a fresh stream; the independent style has
/// a stream for each class, and the same groups. Mean distances are computed more exactly here: a
/// share would have to be within the last digits of a whole number of rows to show it.
///
/// Source: Last, Douzas, Bacao 2017; imbalanced-learn 0.14. Status: verified.
public struct KMeansSMOTE: Oversampler {
  /// On the command line.
  public static let name = "kmeans-smote"
  /// In menus.
  public static let title = "KMeans-SMOTE"
  /// In menus and help.
  public static let summary =
    "SMOTE inside clusters where the class is frequent, more where it is thinly spread."
  /// The paper that defined it.
  public static let source = Citation(
    "Last, Douzas, Bacao: Oversampling for Imbalanced Learning Based on K-Means and SMOTE, 2017",
    link: "https://arxiv.org/abs/1711.00837")
  /// `k`, `clusters`, `threshold`, `exponent`; below 0 the last two follow from the rows.
  public static let parameters = [
    ParameterSpec.integer(
      "k", in: 1...100_000, default: 2,
      help: "nearest neighbors in the cluster to draw the second parent from"),
    ParameterSpec.integer(
      "clusters", in: 1...10_000, default: 8, help: "groups to make of the rows of all classes"),
    ParameterSpec.real(
      "threshold", in: -1...1, default: -1,
      help: "least share of the class in a cluster; below 0: half its part of the demand (auto)"),
    ParameterSpec.real(
      "exponent", in: -1...100, default: -1,
      help: "power of the mean distance in a cluster; below 0: from its rows (auto)"),
  ]

  private let k: Int
  private let clusters: Int
  private let threshold: Double?
  private let exponent: Double?

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    k = values.integer("k")
    clusters = values.integer("clusters")
    let (threshold, exponent) = (values.real("threshold"), values.real("exponent"))
    self.threshold = threshold < 0 ? nil : threshold
    self.exponent = exponent < 0 ? nil : exponent
  }

  /// The synthetic rows, with their parents, per demand in the order of the request, cluster by
  /// cluster; somewhat more than asked for where there are several clusters.
  ///
  /// Given partners take the place of a row's neighbors in its cluster.
  ///
  /// - Throws: `OversamplingError` for a class of `k` rows or fewer, for fewer rows than clusters,
  ///   if no cluster fits, and for given neighbors that do not fit; `CancellationError`.
  /// - Complexity: that of the clusters, and quadratic in the rows of the class in a cluster.
  public func synthesize(
    _ request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws -> SyntheticRows {
    let features = request.training.features
    try checkSizes(request)
    guard features.rows >= clusters else {
      throw OversamplingError.unsuited(
        method: Self.title,
        reason: "\(features.rows) rows cannot make \(clusters) clusters; give at most "
          + "\(features.rows) clusters")
    }
    let groups = try MiniBatchKMeans(clusters: clusters).group(
      features, seed: request.seed, in: context)
    let drawing = LineDrawing(features: features, recipe: request.recipe)
    var draft = SyntheticDraft(width: features.columns)
    for demand in request.demands where demand.count > 0 {
      let shares = try ClusterShares(
        groups.labels, count: clusters, of: request.training, demand.code,
        rule: rule(for: demand, of: request), in: context)
      var random = request.random(for: demand.code)
      var made = 0
      for cluster in shares.clusters {
        if request.seedStyle == .imblearn { random = request.random(for: demand.code) }
        let pool = try pool(cluster.members, demand.code, of: request, in: context)
        let count = Int((Double(demand.count) * cluster.share).rounded(.up))
        draft.append(
          try drawing.draw(count, from: pool, random: &random, in: context), code: demand.code)
        made += count
      }
      if made != demand.count {
        draft.remarks.append(
          .missedCount(
            className: request.training.name(of: demand.code), requested: demand.count,
            made: made))
      }
    }
    context.report(Fraction(1))
    return draft.finished()
  }

  /// - Throws: `OversamplingError` for a class that has too few rows for any cluster.
  private func checkSizes(_ request: OversamplingRequest) throws(OversamplingError) {
    for demand in request.demands {
      let size = request.training.labels.count { $0 == demand.code }
      guard size > k else {
        throw .classTooSmall(className: request.training.name(of: demand.code), size: size, k: k)
      }
    }
  }

  private func rule(
    for demand: ClassDemand, of request: OversamplingRequest
  ) -> ClusterShares.Rule {
    let total = request.demands.reduce(0) { $0 + $1.count }
    let automatic = Double(demand.count) / Double(max(1, total)) / 2
    return ClusterShares.Rule(
      k: k, threshold: clusters == 1 ? 0 : threshold ?? automatic, exponent: exponent)
  }

  /// The rows of the class in a cluster, each with its nearest of them.
  private func pool(
    _ members: [Int32], _ code: Int32, of request: OversamplingRequest,
    in context: RunContext<Fraction>
  ) throws -> LinePool {
    if request.given.partners != nil {
      let all = try request.classPool(k, code, in: context)
      let inCluster = Set(members)
      let part = all.keeping(all.bases.indices.filter { inCluster.contains(all.bases[$0]) })
      return LinePool(
        bases: part.bases, neighbors: part.neighbors, perBase: part.perBase, candidates: members)
    }
    let table = try request.partners(k, of: members.map(Int.init), code, in: context)
    return LinePool(
      bases: members, neighbors: table.rows, perBase: table.perRow, candidates: members)
  }
}
