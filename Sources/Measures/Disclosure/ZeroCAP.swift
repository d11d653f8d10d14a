import Jobs
import Parameters

/// How well the secrets of people are protected from somebody who looks up their key in the release; of people whose key is not there nothing is learned.
///
/// Source: Taub et al. 2018, as SDMetrics' `DisclosureProtection` computes it. Status: verified.
public struct ZeroCAP: Measure {
  /// On the command line.
  public static let name = "zero-cap"
  /// In menus and messages.
  public static let title = "Zero CAP (0CAP)"
  /// In menus and help.
  public static let summary =
    "CAP, with nothing learned of people whose known values are not in the release."
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
    unmatched: "of a person whose key is not in the release nothing is learned: 0")

  private let bins: Int

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) { bins = values.integer("bins") }

  /// The protection in units of the baseline; rows are training people whose secret is given away,
  /// the surest first.
  ///
  /// - Throws: `MeasureError.needs`, `MeasureError.notApplicable`, `CancellationError`.
  /// - Complexity: O(rows × columns).
  public func measure(
    _ input: MeasureInput, in context: RunContext<Fraction>
  ) throws -> Measurement {
    try Attribution(of: input, for: Self.self, .nothing, bins: bins, in: context)
      .measurement(keys: input.quasiIdentifiers, secrets: input.sensitive)
  }
}
