import Jobs
import Numeric
import Parameters

/// Tells real from synthetic rows in an augmented release.
///
/// A synthetic row has exactly one line of other rows through it and lies inside of it; a real
/// record is where lines end. Nothing has to be tuned: rows that a few neighbors do not decide are
/// looked at among more, the last ones among all. Rows with equal values are one row: copies
/// cannot be told apart by value.
///
/// Source: Ganev et al., "SMOTE and Mirrors", ICLR 2026 (the attack and `rule=paper`); the rule
/// that needs no tuning is ours. Status: verified.
public struct DistinSMOTE: Attack {
  /// On the command line.
  public static let name = "distinsmote"
  /// In menus and messages.
  public static let title = "DistinSMOTE"
  /// In menus and help.
  public static let summary = "Tells the real records in an augmented release from the synthetic."
  /// The paper that published the attack.
  public static let source = Citation(
    "Ganev et al.: SMOTE and Mirrors, ICLR 2026", link: "https://arxiv.org/abs/2510.15083")
  /// `rule`, `witnesses`, and what `rule=paper` has to be told.
  public static let parameters = [
    ParameterSpec.choice(
      "rule", of: ["lines", "one-line", "paper"],
      help: "lines: nothing to tune; one-line: also where rows are drawn away from neighbors; "
        + "paper: as published, told k and the ratio"),
    ParameterSpec.choice(
      "witnesses", of: ["minority", "all"],
      help: "rows that may span a line: all where a method interpolates across classes"),
    ParameterSpec.real(
      "multiple", in: 0.1...100, default: 2.5,
      help: "rule=paper only: neighbors looked at, in units of k times the ratio"),
  ]
  /// Real and synthetic rows together.
  public static let releaseKind = ReleaseKind.augmented

  private let isPaperRule: Bool
  private let isOneLineRule: Bool
  private let usesAllWitnesses: Bool
  private let multiple: Double

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    isPaperRule = values.choice("rule") == "paper"
    isOneLineRule = values.choice("rule") == "one-line"
    usesAllWitnesses = values.choice("witnesses") == "all"
    multiple = values.real("multiple")
  }

  /// Nothing, except for `rule=paper`, which is told k and the ratio.
  public var needs: Set<Knowledge> { isPaperRule ? [.oversamplingSettings] : [] }

  /// Claims the rows of the release that are real, then reads k and the ratio off them.
  ///
  /// - Throws: `AttackError` for fewer than 3 rows and for missing settings; `CancellationError`.
  /// - Complexity: O(rows² × columns).
  public func run(
    on view: AttackerView, in context: RunContext<AttackUpdate>
  ) throws -> SettingsEstimate {
    let release = view.release
    try Self.require(3, of: release.minority)
    let unique = UniqueRows(release.minority)
    let real: [Int]
    if isPaperRule {
      guard let settings = view.settings else {
        throw AttackError.needsSettings(attack: Self.title)
      }
      real = try PublishedDistinguishing(multiple: multiple, settings: settings)
        .realRows(of: unique, in: context)
    } else if isOneLineRule {
      real = try OneLineDistinguishing(unique).realRows(in: context)
    } else {
      let others = usesAllWitnesses ? UniqueRows(release.others).rows : nil
      real = try LineDistinguishing(unique, otherWitnesses: others).realRows(in: context)
    }
    let isReal = Set(real)
    let synthetic = unique.occurrences.indices.filter { !isReal.contains($0) }
    return try SettingsReader(records: unique.rows.rows(real)).estimate(
      from: unique.rows.rows(synthetic),
      released: synthetic.map { unique.occurrences[$0].count },
      shown: real.map { unique.occurrences[$0].count }, in: context)
  }
}
