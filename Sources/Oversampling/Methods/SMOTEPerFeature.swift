import Jobs
import Numeric
import Parameters

/// SMOTE with a step of its own for every feature: a random point of the box that a real row and
/// one of its k nearest neighbors of the same class span.
///
///     row[j] = base[j] + step[j] · (neighbor[j] − base[j]),  step[j] uniform in 0..<1
///
/// This is what WEKA's SMOTE filter releases for numbers, and what the pseudocode of the SMOTE
/// paper says, though its text speaks of lines. Pairs are those of `SMOTE` for the same seed. A
/// recipe's choice of neighbors applies; a recipe of triangles takes the place of the boxes.
///
/// Source: Chawla et al. 2002, pseudocode in section 4.2. Status: verified against its own
/// definition; WEKA draws from another random stream, so its rows differ.
public struct SMOTEPerFeature: Oversampler {
  /// On the command line.
  public static let name = "smote-per-feature"
  /// In menus.
  public static let title = "SMOTE per feature"
  /// In menus and help.
  public static let summary =
    "A random point of the box between a real row and a near one, as WEKA's SMOTE makes it."
  /// The paper whose pseudocode it is.
  public static let source = Citation(
    "Chawla, Bowyer, Hall, Kegelmeyer: SMOTE, JAIR 16, 2002; WEKA's filter SMOTE",
    link: "https://doi.org/10.1613/jair.953")
  /// `k`: more neighbors, more and larger boxes to draw from.
  public static let parameters = [ParameterSpec.k]

  private let smote: SMOTE

  /// - Parameter values: settings after `parameters`; any `k` is accepted until a class is known.
  public init(_ values: ParameterValues) throws(ParameterError) { smote = try SMOTE(values) }

  /// The synthetic rows, with their parents, per demand in the order of the request. Steps are not
  /// numbers.
  ///
  /// - Throws: as `SMOTE`.
  /// - Complexity: as `SMOTE`.
  public func synthesize(
    _ request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws -> SyntheticRows {
    var recipe = request.recipe
    if recipe.combination == .line { recipe.combination = .box }
    let boxes = OversamplingRequest(
      training: request.training, demands: request.demands, seed: request.seed,
      seedStyle: request.seedStyle, recipe: recipe, given: request.given)
    return try smote.synthesize(boxes, in: context)
  }
}
