import Jobs
import Parameters

/// How well the secrets of people are protected from somebody who looks up their key in the release, or the keys most like it.
///
/// Source: Taub et al. 2018, as SDMetrics' `DisclosureProtection` computes it. Status: verified.
public struct GeneralizedCAP: Measure {
  /// On the command line.
  public static let name = "generalized-cap"
  /// In menus and messages.
  public static let title = "Generalized CAP"
  /// In menus and help.
  public static let summary =
    "CAP, with the most similar released rows for people whose known values are not there."
  /// SDMetrics' description.
  public static let source = Citation(
    "SDMetrics: DisclosureProtection (after Taub et al. 2018)",
    link: "https://docs.sdv.dev/sdmetrics/data-metrics/privacy/disclosureprotection")
  /// `bins`.
  public static let parameters = Attribution.parameters
  /// Disclosure of a secret.
  public static let group = MeasureGroup.disclosure
  /// More protection is safer.
  public static let direction = Direction.higherIsSafer
  /// Columns that are known, a secret, and people to compare with.
  public static let needs: Set<MeasureNeed> = [.quasiIdentifiers, .sensitive, .holdout]
  /// The definition in detail.
  public static let rules = Attribution.rules(
    unmatched:
      "for a person whose key is not in the release all released keys stand in that differ in the fewest columns"
  )

  private let bins: Int

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) { bins = values.integer("bins") }

  /// The protection in units of the baseline; rows are training people whose secret is given away,
  /// the surest first.
  ///
  /// - Throws: `MeasureError.needs`, `MeasureError.notApplicable`, `CancellationError`.
  /// - Complexity: O(people × released keys × columns) at worst.
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    try Attribution(of: input, for: Self.self, .nearest, bins: bins, in: context)
      .measurement(keys: input.quasiIdentifiers, secrets: input.sensitive)
  }
}
