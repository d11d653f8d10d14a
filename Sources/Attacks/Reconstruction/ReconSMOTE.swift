import Jobs
import Numeric
import Parameters

/// Rebuilds real minority records from the synthetic rows alone.
///
/// Source: Ganev et al., "SMOTE and Mirrors", ICLR 2026 (the attack and `rule=paper`: three rows a
/// line, three lines a record); the rule that uses lines of two rows, and records found for more,
/// is ours and needs neither k nor the ratio. Status: verified.
public struct ReconSMOTE: Attack {
  public static let name = "reconsmote"
  public static let title = "ReconSMOTE"
  public static let summary = "Rebuilds real minority records from the synthetic rows alone."
  public static let source = Citation(
    "Ganev et al.: SMOTE and Mirrors, ICLR 2026", link: "https://arxiv.org/abs/2510.15083")
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
  public static let releaseKind = ReleaseKind.synthetic

  private let isPaperRule: Bool
  private let multiple: Double
  private let crossingLines: Int

  public init(_ values: ParameterValues) throws(ParameterError) {
    isPaperRule = values.choice("rule") == "paper"
    multiple = values.real("multiple")
    crossingLines = values.integer("crossing-lines")
  }

  public var needs: Set<Knowledge> { isPaperRule ? [.oversamplingSettings] : [] }

  public func run(
    on view: AttackerView, in context: RunContext<AttackUpdate>
  ) throws -> SettingsEstimate {
    let rows = view.release.minority
    guard rows.rows >= 4 else {
      throw AttackError.tooFewRows(attack: Self.title, found: rows.rows, needed: 4)
    }
    let records: Matrix
    if isPaperRule {
      guard let settings = view.settings else {
        throw AttackError.needsSettings(attack: Self.title)
      }
      records = try PublishedReconstruction(
        multiple: multiple, crossingLines: crossingLines, settings: settings
      ).records(from: rows, in: context)
    } else {
      var reconstruction = try GeometryReconstruction(rows, in: context)
      records = try reconstruction.run()
    }
    return try SettingsReader(records: records)
      .estimate(from: UniqueRows(rows).rows, releasedRows: rows.rows, in: context)
  }
}
