import Jobs
import Parameters
import Tabular

/// The number of people of the population that the rarest released combination of quasi-identifiers
/// may belong to.
///
/// The population is the training rows and the holdout together. Source: Sweeney 2002, and ARX's
/// `KMap`. Status: verified.
public struct KMap: Measure {
  /// On the command line.
  public static let name = "k-map"
  /// In menus and messages.
  public static let title = "k-map"
  /// In menus and help.
  public static let summary =
    "How many real people the rarest released combination of easily known values fits."
  /// ARX's description of the criterion.
  public static let source = Citation(
    "Prasser and Kohlmayer: ARX, privacy models (k-map after Sweeney 2002)",
    link: "https://arx.deidentifier.org/overview/privacy-criteria/")
  /// `k`, `bins`.
  public static let parameters = [
    ParameterSpec.integer(
      "k", in: 2...1000, default: 5, help: "people that a combination has to fit at least"),
    AnonymityClasses.bins,
  ]
  /// Anonymity.
  public static let group = MeasureGroup.anonymity
  /// The least of some counts.
  public static let isCount = true
  /// Larger crowds are safer.
  public static let direction = Direction.higherIsSafer
  /// Columns that are easily known.
  public static let needs: Set<MeasureNeed> = [.quasiIdentifiers]
  /// The definition in detail.
  public static let rules = MeasureRules(
    scaling: AnonymityClasses.scaling, ties: AnonymityClasses.ties,
    degenerate: "released combinations that nobody has point at nobody and are passed over, and "
      + "counted in a part; undefined if nobody has any of them",
    interval: "none: it is a count, the smallest of all crowds",
    threshold: "combinations that fit fewer than k people; " + ExposedPeople.rule
      + AnonymityClasses.custom)

  private let threshold: Int
  private let bins: Int

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    threshold = values.integer("k")
    bins = values.integer("bins")
  }

  /// The smallest crowd; rows are training people in released crowds smaller than `k`.
  ///
  /// - Throws: `MeasureError.needs`, `CancellationError`.
  /// - Complexity: O(rows × quasi-identifiers).
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    let classes = try AnonymityClasses(of: input, for: Self.self, bins: bins, in: context)
    let released = classes.tuples.sizes(in: .synthetic)
    let training = classes.tuples.sizes(in: .training)
    let holdout = classes.tuples.sizes(in: .holdout)
    let crowds = released.indices.map { released[$0] > 0 ? training[$0] + holdout[$0] : 0 }
    let badness = crowds.map { $0 > 0 && $0 < threshold ? -Double($0) : nil }
    let people = classes.exposed(in: input, badness: badness)
    let fitting = crowds.filter { $0 > 0 }
    let fitsNobody = released.indices.count { released[$0] > 0 && crowds[$0] == 0 }
    return Measurement(
      fitting.min().map(Double.init), verdict: people.verdict,
      sentence: sentence(fitting.min(), classes, people),
      parts: [
        MeasurePart("combinations released", Double(fitting.count + fitsNobody)),
        MeasurePart("combinations that fit nobody", Double(fitsNobody)),
        MeasurePart(
          "combinations that fit fewer than \(threshold) people",
          Double(fitting.count { $0 < threshold })),
        MeasurePart(
          "people in the population",
          Double(input.training.rowCount + (input.holdout?.rowCount ?? 0))),
      ] + people.parts,
      rows: people.rows,
      remarks: people.remarks
        + (fitting.isEmpty ? ["No released combination fits a real person: not defined."] : []))
  }

  private func sentence(
    _ least: Int?, _ classes: AnonymityClasses, _ people: ExposedPeople
  ) -> String {
    guard let least else { return "Nobody has a released combination of \(classes.list)." }
    return "The rarest released combination of \(classes.list) that anybody has fits \(least) "
      + "\(least == 1 ? "person" : "people"); "
      + people.clause("have a released one that fits fewer than \(threshold)") + "."
  }
}
