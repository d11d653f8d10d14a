import Jobs
import Parameters

/// SMOTE, then edited nearest neighbors: a row, real or synthetic, is taken out if its nearest rows
/// are not of its class.
///
/// The rows that stay are imbalanced-learn's bit for bit, where distances do not tie; there they
/// come class by class, here real rows first as in all releases. Given partners are for the
/// drawing; the cleaning looks for neighbors among real and synthetic rows, in order of row number
/// where they tie.
///
/// Source: Batista, Prati, Monard 2004; imbalanced-learn 0.14. Status: verified.
public struct SMOTEENN: Oversampler {
  /// On the command line.
  public static let name = "smote-enn"
  /// In menus.
  public static let title = "SMOTE + edited neighbors"
  /// In menus and help.
  public static let summary =
    "SMOTE, then every row whose nearest rows are not all of its class is taken out."
  /// The paper that defined it.
  public static let source = Citation(
    "Batista, Prati, Monard: A study of the behavior of several methods for balancing machine "
      + "learning training data, SIGKDD Explorations 6(1), 2004",
    link: "https://doi.org/10.1145/1007730.1007735")
  /// `k` as for SMOTE, `edit-k` and `edit-kind` for the cleaning.
  public static let parameters =
    SMOTE.parameters + [
      ParameterSpec.integer(
        "edit-k", in: 1...1000, default: 3,
        help: "nearest rows that tell whether a row is taken out"),
      ParameterSpec.choice(
        "edit-kind", of: ["all", "mode"],
        help: "a row stays if all of these rows are of its class, or if most are (mode)"),
    ]

  private let smote: SMOTE
  private let cleaner: EditedNeighbors

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    smote = try SMOTE(values)
    cleaner = EditedNeighbors(
      count: values.integer("edit-k"), mostAreEnough: values.choice("edit-kind") == "mode")
  }

  /// The synthetic rows that stay, with their parents, and the training rows that do not.
  ///
  /// - Throws: what SMOTE throws; `OversamplingError` for no more than `edit-k` rows;
  ///   `CancellationError`.
  /// - Complexity: that of SMOTE, and of the `edit-k` nearest neighbors of every row.
  public func synthesize(
    _ request: OversamplingRequest, in context: RunContext<Fraction>
  ) throws -> SyntheticRows {
    let made = try smote.synthesize(request, in: context.silenced())
      .cleaned(by: cleaner, after: request, in: context)
    context.report(Fraction(1))
    return made
  }
}
