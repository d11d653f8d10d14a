import Jobs
import Parameters

/// How well the secrets of people are protected from somebody who looks up their key in the release; people whose key is not there do not count.
///
/// Source: Taub et al. 2018, as SDMetrics' `DisclosureProtection` computes it. Status: verified.
public struct CAP: Measure {
  /// On the command line.
  public static let name = "cap"
  /// In menus and messages.
  public static let title = "Correct attribution probability (CAP)"
  /// In menus and help.
  public static let summary =
    "What the release says about the secret of somebody whose other values are known."
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
    unmatched: "a person whose key is not in the release is passed over")

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
    try Attribution(of: input, for: Self.self, .passedOver, bins: bins, in: context)
      .measurement(keys: input.quasiIdentifiers, secrets: input.sensitive)
  }
}
