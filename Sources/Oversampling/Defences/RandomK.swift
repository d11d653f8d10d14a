import Parameters

/// For each row the number of neighbors is drawn anew, from 1 to the method's k, before one of that
/// many nearest is drawn. Near ones become more likely. A later defence of the same kind
/// (`random-neighbor`) takes its place.
///
/// Source: a folk remedy; k is that of Chawla and others 2002. Status: tested with the drawing of
/// rows.
public struct RandomK: Defence {
  /// On the command line.
  public static let name = "random-k"
  /// In menus.
  public static let title = "Random k"
  /// What it is said to do.
  public static let summary =
    "said to keep k secret: each row draws its own k, so counting lines tells nothing"
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

  /// As many neighbors as chance says.
  public func adjust(_ recipe: inout DrawingRecipe) { recipe.choice = .shortened }
}
