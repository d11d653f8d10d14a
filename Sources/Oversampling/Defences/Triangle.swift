import Parameters

/// A row is a point of the triangle that the base and two neighbors span, each point as likely. A
/// later defence of the same kind (`step-per-feature`) takes its place.
///
/// Source: the paper below draws from triangles of three rows of the class at random; here the
/// other two are neighbors of the base, unless `random-neighbor` is switched on too. Status: tested
/// with the drawing of rows.
public struct Triangle: Defence {
  /// On the command line.
  public static let name = "triangle"
  /// In menus.
  public static let title = "Convex combination of three"
  /// What it is said to do.
  public static let summary =
    "said to leave no lines to find: rows lie inside triangles of three real rows"
  /// Where the idea comes from.
  public static let source = Citation(
    "Dong, Wang: Random-SMOTE, KSEM 2011, LNCS 7091",
    link: "https://doi.org/10.1007/978-3-642-25975-3_30")
  /// On how a row is drawn.
  public static let stage = DefenceStage.drawing
  /// Nothing to set.
  public static let parameters: [ParameterSpec] = []

  /// - Parameter values: of no settings.
  public init(_ values: ParameterValues) throws(ParameterError) {}

  /// A point of the triangle.
  public func adjust(_ recipe: inout DrawingRecipe) { recipe.combination = .triangle }
}
