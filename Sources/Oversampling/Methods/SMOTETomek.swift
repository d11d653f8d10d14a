import Jobs
import Parameters

/// SMOTE, then Tomek links taken out: pairs of rows of different classes that are each other's
/// nearest, real or synthetic.
///
/// The rows that stay are imbalanced-learn's bit for bit, where distances do not tie. Given
/// partners are for the drawing; the cleaning looks for neighbors among real and synthetic rows,
/// in order of row number where they tie.
///
/// Source: Batista, Bazzan, Monard 2003; imbalanced-learn 0.14. Status: verified.
public struct SMOTETomek: Oversampler {
  /// On the command line.
  public static let name = "smote-tomek"
  /// In menus.
  public static let title = "SMOTE + Tomek links"
  /// In menus and help.
  public static let summary =
    "SMOTE, then pairs of rows of different classes that are each other's nearest are taken out."
  /// The paper that defined it.
  public static let source = Citation(
    "Batista, Bazzan, Monard: Balancing Training Data for Automated Annotation of Keywords: a "
      + "Case Study, WOB 2003",
    link: "https://www.inf.ufrgs.br/maslab/pergamus/pubs/balancing-training-data-for.pdf")
  /// `k`, as for SMOTE.
  public static let parameters = SMOTE.parameters

  private let smote: SMOTE

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    smote = try SMOTE(values)
  }

  /// The synthetic rows that stay, with their parents, and the training rows that do not.
  ///
  /// - Throws: what SMOTE throws; `CancellationError`.
  /// - Complexity: that of SMOTE, and of the nearest neighbor of every row.
  public func synthesize(
    _ request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws -> SyntheticRows {
    let made = try smote.synthesize(request, in: context.silenced())
      .cleaned(by: TomekLinks(), after: request, in: context)
    context.report(Fraction(1))
    return made
  }
}
