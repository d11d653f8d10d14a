import Parameters

/// The second parent is any row of the class instead of a near one, each as likely, as in mixup. A
/// later defence of the same kind (`random-k`) takes its place.
///
/// Source: Zhang and others 2018, within one class and with uniform steps. Status:
/// tested with the drawing of rows.
public struct RandomNeighbor: Defence {
  /// On the command line.
  public static let name = "random-neighbor"
  /// In menus.
  public static let title = "Random neighbor"
  /// What it is said to do.
  public static let summary =
    "said to hide who is near whom: partners come from the whole class, so lines cross anywhere"
  /// Where the idea comes from.
  public static let source = Citation(
    "Zhang, Cisse, Dauphin, Lopez-Paz: mixup, ICLR 2018",
    link: "https://arxiv.org/abs/1710.09412")
  /// On how a row is drawn.
  public static let stage = DefenceStage.drawing
  /// Nothing to set.
  public static let parameters: [ParameterSpec] = []

  /// - Parameter values: of no settings.
  public init(_ values: ParameterValues) throws(ParameterError) {}

  /// Any row of the class.
  public func adjust(_ recipe: inout DrawingRecipe) { recipe.choice = .anywhere }
}
