import Jobs
import Parameters

/// The number of released rows that share the rarest combination of quasi-identifiers.
///
/// It is a number of the table released. Source: Sweeney 2002. Status: verified.
public struct KAnonymity: Measure {
  /// On the command line.
  public static let name = "k-anonymity"
  /// In menus and messages.
  public static let title = "k-anonymity"
  /// In menus and help.
  public static let summary =
    "How many released rows share the rarest combination of easily known values."
  /// The paper that defines it.
  public static let source = Citation(
    "Sweeney: k-Anonymity: A Model for Protecting Privacy, 2002",
    link: "https://doi.org/10.1142/S0218488502001648")
  /// `k`, `bins`.
  public static let parameters = [
    ParameterSpec.integer(
      "k", in: 2...1000, default: 5, help: "rows that a combination has to be shared by at least"),
    AnonymityClasses.bins,
  ]
  /// Anonymity.
  public static let group = MeasureGroup.anonymity
  /// The least of some counts.
  public static let isCount = true
  /// Larger classes are safer.
  public static let direction = Direction.higherIsSafer
  /// Columns that are easily known.
  public static let needs: Set<MeasureNeed> = [.quasiIdentifiers]
  /// The definition in detail.
  public static let rules = MeasureRules(
    scaling: AnonymityClasses.scaling, ties: AnonymityClasses.ties,
    degenerate: "one released row: 1; it is defined for every table with rows",
    interval: "none: it is a count over the table released, the smallest of all classes",
    threshold: "classes of fewer than k rows; " + ExposedPeople.rule
      + AnonymityClasses.custom)

  private let threshold: Int
  private let bins: Int

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    threshold = values.integer("k")
    bins = values.integer("bins")
  }

  /// The smallest class of the release; rows are training people in classes smaller than `k`.
  ///
  /// - Throws: `MeasureError.needs`, `CancellationError`.
  /// - Complexity: O(rows × quasi-identifiers).
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    let classes = try AnonymityClasses(of: input, for: Self.self, bins: bins, in: context)
    let sizes = classes.tuples.sizes(in: .synthetic)
    let badness = sizes.map { $0 > 0 && $0 < threshold ? -Double($0) : nil }
    let people = classes.exposed(in: input, badness: badness)
    let found = sizes.filter { $0 > 0 }
    let small = found.filter { $0 < threshold }
    let k = found.min() ?? 0
    return Measurement(
      Double(k), reference: classes.tuples.smallest(in: .holdout).map(Double.init),
      verdict: people.verdict,
      sentence: "The rarest combination of \(classes.list) is shared by \(k) released "
        + "row\(k == 1 ? "" : "s"); \(people.clause("have one that fewer than \(threshold) share")).",
      parts: classes.parts("smallest class") { classes.tuples.smallest(in: $0).map(Double.init) }
        + [
          MeasurePart("classes released", Double(found.count)),
          MeasurePart("classes of fewer than \(threshold) rows", Double(small.count)),
          MeasurePart("rows in them", Double(small.reduce(0, +))),
        ] + people.parts,
      rows: people.rows, remarks: people.remarks)
  }
}
