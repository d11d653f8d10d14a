import Jobs
import Numeric
import Parameters

/// SMOTE from the rows that decide where the border between classes runs: the support vectors of
/// a classifier.
///
/// Support vectors all of whose m nearest rows are of other classes are noise and left out. The
/// others are in danger if at least half of these rows are of other classes; from them rows are
/// drawn towards their neighbors of the class. The rest is safe; from them rows are drawn away from
/// a neighbor, by up to `out-step` of the distance, so `Parentage.step` is negative:
///
///     row = base + step · (neighbor − base),  step in 0..<1 or in −outStep..<0
///
/// How many are drawn which way is chance, a beta draw around one half; where one of the two sorts
/// of support vectors does not occur, its part is not made, and a remark says so.
///
/// Equal integer seeds give imbalanced-learn's rows bit for bit where the solver finds the same
/// support vectors, which it does as long as no last digit decides, and where distances do not tie.
/// Where they tie, which vectors are noise or in danger depends on the order of neighbors, and so
/// do the counts; given neighbors settle both. As in imbalanced-learn the beta draws go on from
/// class to class while the rows of each sort begin with a fresh stream.
///
/// Source: Nguyen, Cooper, Kamei 2011; imbalanced-learn 0.14. Status: verified.
public struct SVMSMOTE: Oversampler {
  /// On the command line.
  public static let name = "svm-smote"
  /// In menus.
  public static let title = "SVM-SMOTE"
  /// In menus and help.
  public static let summary =
    "SMOTE from the support vectors of a classifier; from safe ones it draws away from neighbors."
  /// The paper that defined it.
  public static let source = Citation(
    "Nguyen, Cooper, Kamei: Borderline over-sampling for imbalanced data classification, "
      + "IJKESDP 3(1), 2011",
    link: "https://doi.org/10.1504/IJKESDP.2011.039875")
  /// `k`, `m`, `out-step`.
  public static let parameters = [
    ParameterSpec.k,
    ParameterSpec.m,
    ParameterSpec.real(
      "out-step", in: 0...1, default: 0.5,
      help: "how far beyond a safe support vector rows are drawn, in distances to the neighbor"),
  ]
  /// Parameters of the beta distribution of the share that is drawn from vectors in danger.
  private static let shape = 10.0

  private let k: Int
  private let m: Int
  private let outStep: Double

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    k = values.integer("k")
    m = values.integer("m")
    outStep = values.real("out-step")
  }

  /// The synthetic rows, with their parents, per demand in the order of the request: first those
  /// from support vectors in danger, then those from safe ones.
  ///
  /// - Throws: `OversamplingError` for a class of `k` rows or fewer, for no more than `m` rows, if
  ///   all support vectors of a class are noise, and for given neighbors that do not fit;
  ///   `CancellationError` soon after a cancel, while the solver may go on in the background.
  /// - Complexity: that of the support vectors and of the neighbors.
  public func synthesize(
    _ request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws -> SyntheticRows {
    let drawing = LineDrawing(features: request.training.features, recipe: request.recipe)
    var draft = SyntheticDraft(width: request.training.features.columns)
    let support = Set(
      try SupportVectorMachine(request.training).supportRows(for: Self.title, in: context))
    var shares = request.random(for: request.demands.first?.code ?? 0)
    for demand in request.demands where demand.count > 0 {
      let pool = try request.classPool(k, demand.code, in: context)
      let sorts = try SupportSorts(
        support, of: pool.bases.map(Int.init), demand.code, m: m, method: Self.title,
        request: request, in: context)
      var own = request.random(for: demand.code)
      let share =
        request.seedStyle == .imblearn
        ? shares.beta(Self.shape, Self.shape) : own.beta(Self.shape, Self.shape)
      let towards = Int(share * Double(demand.count + 1))
      for (positions, count, reach) in [
        (sorts.inDanger, towards, 1), (sorts.safe, demand.count - towards, -outStep),
      ] where !positions.isEmpty {
        if request.seedStyle == .imblearn { own = request.random(for: demand.code) }
        draft.append(
          try drawing.draw(
            count, from: pool.keeping(positions), steps: .same(low: 0, high: reach),
            random: &own, in: context), code: demand.code)
      }
      draft.remarks += sorts.remarks(
        className: request.training.name(of: demand.code), demand.count, towards: towards)
    }
    context.report(Fraction(1))
    return draft.finished()
  }
}
