import Jobs
import Numeric
import Parameters

/// Draws from a ball around a real row instead of a line. The ball's surface goes through another
/// row, the surface point: one of the k nearest of the class, or the nearest of the other classes.
///
///     row = center + radius · point,  point uniform in the unit ball,
///
/// then the point is mirrored into what `truncation` leaves of the ball, and `deformation` presses
/// the ball toward the line from the center to the surface point; see `UnitBall`.
///
/// `selection` says where surface points come from: `minority`, a neighbor of the class as in
/// SMOTE; `majority`, the nearest row of the other classes; `combined`, the nearer of the two.
/// Where there are no other classes it is `minority`.
///
/// Equal integer seeds give the rows of imbalanced-learn-extra 0.2.10 up to rounding (1e-12 of the
/// radius), where no distances tie: pairs first, then for every row normal numbers and one uniform
/// number, with one stream from class to class. The defaults are its own: the half of a ball that
/// lies toward the surface point.
///
/// Source: Douzas and Bacao 2019, section 3. Status: verified.
public struct GeometricSMOTE: Oversampler {
  /// On the command line.
  public static let name = "geometric-smote"
  /// In menus.
  public static let title = "Geometric SMOTE"
  /// In menus and help.
  public static let summary =
    "A random point of a ball around a real row that reaches to a near row of its or another class."
  /// The paper that defined it.
  public static let source = Citation(
    "Douzas, Bacao: Geometric SMOTE, Information Sciences 501, 2019",
    link: "https://doi.org/10.1016/j.ins.2019.06.007")
  /// `k`, the shape of the ball, and where its surface goes through.
  public static let parameters = [
    ParameterSpec.k,
    .real(
      "truncation", in: -1...1, default: 1,
      help: "1 keeps the half of the ball toward the other parent, -1 the half away, 0 all of it"),
    .real(
      "deformation", in: 0...1, default: 0,
      help: "0 leaves a ball, 1 presses it to the line through both parents"),
    .choice(
      "selection", of: ["combined", "majority", "minority"],
      help: "the other parent: of other classes (majority), of the class, or the nearer"),
  ]
  /// It draws from balls.
  public static let drawsLines = false

  /// Where surface points come from.
  enum Selection: String {
    case combined
    case majority
    case minority
  }

  private let k: Int
  private let ball: UnitBall
  private let selection: Selection

  /// - Parameter values: settings after `parameters`; any `k` is accepted until a class is known.
  public init(_ values: ParameterValues) throws(ParameterError) {
    k = values.integer("k")
    ball = UnitBall(
      truncation: values.real("truncation"), deformation: values.real("deformation"))
    selection = Selection(rawValue: values.choice("selection")) ?? .combined
  }

  /// The synthetic rows, with their parents, per demand in the order of the request. The neighbor
  /// is the surface point, of any class; steps are not numbers.
  ///
  /// - Throws: `OversamplingError` for a class of `k` rows or fewer unless `selection` is
  ///   `majority`, and for given neighbors that do not fit; `CancellationError`.
  /// - Complexity: O(class rows × all rows × columns) for the neighbors, O(count × columns) for
  ///   the rows.
  public func synthesize(
    _ request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws -> SyntheticRows {
    var draft = SyntheticDraft(width: request.training.features.columns)
    var random = request.random(for: request.demands.first?.code ?? 0)
    for (place, demand) in request.demands.enumerated() {
      // The package goes on with one stream; independent streams start anew.
      if place > 0, request.seedStyle == .independent { random = request.random(for: demand.code) }
      let surface = try surface(of: demand.code, request, in: context)
      draft.append(
        try block(demand, surface, request.training.features, &random, in: context),
        code: demand.code)
      context.report(Fraction(place + 1, of: request.demands.count))
    }
    return draft.finished()
  }

  /// Centers, and surface points for each.
  private func surface(
    of code: Int32, _ request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws -> LinePool {
    let training = request.training
    let others = training.labels.indices.filter { training.labels[$0] != code }
    let selection = others.isEmpty ? .minority : selection
    let members = training.rows(of: code)
    guard selection != .minority else { return try request.classPool(k, code, in: context) }
    let nearest = try NearestNeighbors(training.features.rows(others))
      .nearest(1, to: training.features.rows(members), in: context)
    let opposite = nearest.indices.map { Int32(others[Int($0)]) }
    guard selection == .combined else {
      return LinePool(
        bases: members.map(Int32.init), neighbors: opposite, perBase: 1, candidates: opposite)
    }
    let pool = try request.classPool(k, code, in: context)
    let neighbors = pool.neighbors.enumerated().map { pair, neighbor in
      let center = pool.bases[pair / pool.perBase]
      let other = opposite[pair / pool.perBase]
      let isFarther =
        training.features.distance(center, neighbor) > training.features.distance(center, other)
      return isFarther ? other : neighbor
    }
    return LinePool(
      bases: pool.bases, neighbors: neighbors, perBase: pool.perBase,
      candidates: pool.candidates)
  }

  private func block(
    _ demand: ClassDemand, _ pool: LinePool, _ features: Matrix, _ random: inout NumPyRandom,
    in context: RunContext<Fraction>
  ) throws -> SyntheticBlock {
    let drawing = LineDrawing(features: features, recipe: DrawingRecipe())
    let pairs = try drawing.pairs(demand.count, of: pool, random: &random, in: context)
    var block = SyntheticBlock()
    block.rows.reserveCapacity(pairs.count * features.columns)
    block.parents.reserveCapacity(pairs.count)
    for pair in pairs {
      try context.checkCancellation()
      let center = pool.bases[pair / pool.perBase]
      let surface = pool.neighbors[pair]
      block.rows += ball.row(
        center: features.row(Int(center)), surface: features.row(Int(surface)), random: &random)
      block.parents.append(Parentage(base: center, neighbor: surface, step: .nan))
    }
    return block
  }
}

extension Matrix {
  /// Euclidean distance of two rows.
  fileprivate func distance(_ one: Int32, _ other: Int32) -> Double {
    UnitBall.length(
      (0..<columns).map { self[Int(one), $0] - self[Int(other), $0] })
  }
}
