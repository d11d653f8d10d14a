import Parameters

/// Each column takes its own step from the base to the neighbor: a point of the box that the two
/// span. A later defence of the same kind (`triangle`) takes its place.
///
/// Source: the pseudocode of Chawla and others 2002 draws `gap` inside the loop over attributes, as
/// WEKA's filter does. Status: tested with the drawing of rows.
public struct StepPerFeature: Defence {
  /// On the command line.
  public static let name = "step-per-feature"
  /// In menus.
  public static let title = "Step per feature"
  /// What it is said to do.
  public static let summary =
    "said to leave no lines to find: each column takes a step of its own between the parents"
  /// Where the idea comes from.
  public static let source = Citation(
    "Chawla, Bowyer, Hall, Kegelmeyer: SMOTE, JAIR 16, 2002",
    link: "https://doi.org/10.1613/jair.953")
  /// On how a row is drawn.
  public static let stage = DefenceStage.drawing
  /// Nothing to set.
  public static let parameters: [ParameterSpec] = []

  /// - Parameter values: of no settings.
  public init(_ values: ParameterValues) throws(ParameterError) {}

  /// A point of the box.
  public func adjust(_ recipe: inout DrawingRecipe) { recipe.combination = .box }
}
