import Jobs
import Numeric
import Parameters

/// Rebuilds real minority records from the synthetic rows alone.
///
/// Source: Ganev et al., "SMOTE and Mirrors", ICLR 2026 (the attack and `rule=paper`: three rows a
/// line, three lines a record); the rule that uses lines of two rows, and records found for more,
/// is ours and needs neither k nor the ratio. Status: verified.
public struct ReconSMOTE: Attack {
  /// On the command line.
  public static let name = "reconsmote"
  /// In menus and messages.
  public static let title = "ReconSMOTE"
  /// In menus and help.
  public static let summary = "Rebuilds real minority records from the synthetic rows alone."
  /// The paper that published the attack.
  public static let source = Citation(
    "Ganev et al.: SMOTE and Mirrors, ICLR 2026", link: "https://arxiv.org/abs/2510.15083")
  /// `rule`, and what `rule=paper` has to be told.
  public static let parameters = [
    ParameterSpec.choice(
      "rule", of: ["geometry", "paper"],
      help: "geometry: lines of two rows too, nothing to tune; paper: as published"),
    ParameterSpec.real(
      "multiple", in: 0.1...100, default: 2,
      help: "rule=paper only: neighbors looked at, in units of k times the ratio"),
    ParameterSpec.integer(
      "crossing-lines", in: 2...100, default: 3,
      help: "rule=paper only: lines that have to meet in a record"),
  ]
  /// The synthetic rows alone.
  public static let releaseKind = ReleaseKind.synthetic

  private let isPaperRule: Bool
  private let multiple: Double
  private let crossingLines: Int

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    isPaperRule = values.choice("rule") == "paper"
    multiple = values.real("multiple")
    crossingLines = values.integer("crossing-lines")
  }

  /// Nothing, except for `rule=paper`, which is told k and the ratio.
  public var needs: Set<Knowledge> { isPaperRule ? [.oversamplingSettings] : [] }

  /// Claims the records that it can rebuild, in the order in which they are proven.
  ///
  /// - Throws: `AttackError` for fewer than 4 rows, rows on one line, and missing settings;
  ///   `CancellationError`.
  /// - Complexity: O(rows² × columns) for neighbors; see `GeometryReconstruction`.
  public func run(
    on view: AttackerView, in context: RunContext<AttackUpdate>
  ) throws -> SettingsEstimate {
    let rows = view.release.minority
    try Self.require(4, of: rows)
    let unique = UniqueRows(rows)
    let records: Matrix
    if isPaperRule {
      guard let settings = view.settings else {
        throw AttackError.needsSettings(attack: Self.title)
      }
      records = try PublishedReconstruction(
        multiple: multiple, crossingLines: crossingLines, settings: settings
      ).records(from: unique, in: context)
    } else {
      records = try CategorizedClaims.make(on: view.release, in: context) { context in
        var reconstruction = try GeometryReconstruction(
          rows, unique, given: view.known, in: context)
        return try reconstruction.run()
      }
    }
    return try SettingsReader(records: records)
      .estimate(from: unique, in: context)
  }
}
