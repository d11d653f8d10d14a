import Jobs
import Numeric
import Parameters
import Tabular

/// The share of released rows that nobody shares the combination of quasi-identifiers with.
///
/// It is a number of the table released; the same of the training rows and of the holdout are
/// parts. Source: Sweeney 2000. Status: verified.
public struct Uniqueness: Measure {
  /// On the command line.
  public static let name = "uniqueness"
  /// In menus and messages.
  public static let title = "Uniqueness"
  /// In menus and help.
  public static let summary =
    "Share of released rows that are alone with their easily known values."
  /// The paper that made it known.
  public static let source = Citation(
    "Sweeney: Simple Demographics Often Identify People Uniquely, 2000",
    link: "https://dataprivacylab.org/projects/identifiability/")
  /// `bins`.
  public static let parameters = [AnonymityClasses.bins]
  /// Anonymity.
  public static let group = MeasureGroup.anonymity
  /// Fewer lone rows are safer.
  public static let direction = Direction.lowerIsSafer
  /// Columns that are easily known.
  public static let needs: Set<MeasureNeed> = [.quasiIdentifiers]
  /// The definition in detail.
  public static let rules = MeasureRules(
    scaling: AnonymityClasses.scaling, ties: AnonymityClasses.ties,
    degenerate: "one released row: 1; it is defined for every table with rows",
    interval: "Wilson's at 95 %, each released row taken as a try",
    threshold: "lone released combinations; " + ExposedPeople.rule
      + "; that nobody should be alone is Sweeney's demand")

  private let bins: Int

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) { bins = values.integer("bins") }

  /// The share of lone rows in the release; rows are training people with a lone released
  /// combination, those first who are alone with it in the training rows too.
  ///
  /// - Throws: `MeasureError.needs`, `CancellationError`.
  /// - Complexity: O(rows × quasi-identifiers).
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    let classes = try AnonymityClasses(of: input, for: Self.self, bins: bins, in: context)
    let released = classes.tuples.sizes(in: .synthetic)
    let training = classes.tuples.sizes(in: .training)
    let badness = released.indices.map { released[$0] == 1 ? -Double(training[$0]) : nil }
    let people = classes.exposed(in: input, badness: badness)
    let lone = BoundedMean(released.count { $0 == 1 }, of: input.synthetic.rowCount)
    let twice = released.indices.count { released[$0] == 1 && training[$0] == 1 }
    return Measurement(
      lone.mean, interval: lone.interval(deviations: input.deviations),
      reference: share(in: .holdout, classes, input),
      verdict: people.verdict,
      sentence: "\(Percent.text(lone.mean)) of the released rows are alone with their combination "
        + "of \(classes.list); \(people.clause("have such a combination")).",
      parts: classes.parts("lone rows") { share(in: $0, classes, input) }
        + [MeasurePart("combinations alone in the training rows and in the release", Double(twice))]
        + people.parts,
      rows: people.rows, remarks: people.remarks)
  }

  private func share(
    in table: Table, _ classes: AnonymityClasses, _ input: MeasureInput
  ) -> Double? {
    input.dataset(named: table).map { rows in
      BoundedMean(classes.tuples.sizes(in: table).count { $0 == 1 }, of: rows.rowCount).mean
    }
  }
}
