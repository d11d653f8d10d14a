import Jobs
import Numeric
import Parameters

/// All attacks that tell real from synthetic rows together.
///
/// Most members prove rows synthetic and call the rest real: a row is claimed if none of them proves
/// that it was made. The rule for rows beyond their parents counts only where it explains the rows it
/// takes away. Where no member can tell any row, claims that are proven one by one are made, and rows
/// are ranked only.
///
/// Source: the combination is ours; the members name theirs. Status: verified.
public struct StrongestDistinguishing: Attack {
  /// On the command line.
  public static let name = "strongest-distinguishing"
  /// In menus and messages.
  public static let title = "All, on rows"
  /// In menus and help.
  public static let summary =
    "Runs every attack that fits the augmented release and joins what they say of its rows."
  /// The paper whose attack is the first member.
  public static let source = DistinSMOTE.source
  /// Nothing to set.
  public static let parameters: [ParameterSpec] = []
  /// Real and synthetic rows together.
  public static let releaseKind = ReleaseKind.augmented

  private struct Member {
    let title: String
    let attack: any Attack
  }

  /// For rows between their parents.
  private let lines: Member
  /// For rows between a row of the class and one of another.
  private let across: Member
  /// Marks that tell synthetic rows whatever was done to their values.
  private let traces: [Member]
  /// For rows beyond their parents, which takes real rows away where there are none such.
  private let extrapolation: Member
  /// For rows inside triangles, where lines tell nothing.
  private let triangles: Member
  /// Proves single rows real.
  private let sound: [Member]
  private let ranking: Member

  /// Share of the rows taken away that the rule for rows beyond their parents has to explain.
  private static let explained = 0.95
  /// A member that takes away a smaller share of the rows has nothing to say.
  private static let least = 0.02

  /// - Parameter values: none.
  public init(_ values: ParameterValues) throws(ParameterError) {
    lines = try Self.member(DistinSMOTE.self, "lines")
    across = try Self.member(
      DistinSMOTE.self, "lines to other classes", ["witnesses": "all"])
    traces = [
      try Self.member(FormatFingerprint.self, FormatFingerprint.title),
      try Self.member(AppendedRows.self, AppendedRows.title),
    ]
    extrapolation = try Self.member(
      DistinSMOTE.self, "lines beyond their ends", ["rule": "one-line"])
    triangles = try Self.member(TriangleDistinguishing.self, TriangleDistinguishing.title)
    sound = [try Self.member(BoxDistinguishing.self, BoxDistinguishing.title)]
    ranking = try Self.member(ChordDistinguishing.self, ChordDistinguishing.title)
  }

  private static func member(
    _ type: any Attack.Type, _ title: String, _ settings: [String: String] = [:]
  ) throws(ParameterError) -> Member {
    var values = ParameterValues(type.parameters)
    for (name, text) in settings { try values.set(name, text: text) }
    return Member(title: title, attack: try type.init(values))
  }

  /// All that a member asks for.
  public var needs: Set<Knowledge> {
    (traces + sound + [lines, across, extrapolation, triangles, ranking]).reduce(into: []) {
      $0.formUnion($1.attack.needs)
    }
  }

  /// Claims the rows that no member proves synthetic; ranks rows where none can be proven so.
  ///
  /// - Throws: `AttackError.tooFewRows` for fewer than 3 rows; `CancellationError`.
  /// - Complexity: that of the members.
  public func run(
    on view: AttackerView, in context: RunContext<AttackUpdate>
  ) throws -> SettingsEstimate {
    let rows = view.release.minority
    try Self.require(3, of: rows)
    var panel = Panel(unique: UniqueRows(rows), view: view, context: context)
    for member in traces {
      panel.take(try panel.verdicts(of: member.attack, member.title, at: 0))
    }
    let noise = try NoiseEstimate.measure(rows, in: context)
    if let noise, !noise.isExact {
      panel.leaveOut("rules for exact lines", because: "the values are rounded or off their lines")
    } else {
      try hearExact(&panel)
    }
    guard panel.shareTakenAway < Self.least else { return try panel.conclude(nil, isTold: true) }
    let ranked = try RowVerdicts(
      of: ranking.attack, ranking.title, on: view, part: (0.7, 0.2), in: context)
    return try panel.conclude(ranked.scores, isTold: false)
  }

  private func hearExact(_ panel: inout Panel) throws {
    let between = try panel.verdicts(of: lines.attack, lines.title, at: 0.2)
    let beyond = try panel.verdicts(of: extrapolation.attack, extrapolation.title, at: 0.3)
    if try panel.isExtrapolated(
      beyond, than: between, least: Self.least, explained: Self.explained)
    {
      // A real row may lie between two others then: the rule for lines would take it away.
      panel.take(beyond)
    } else {
      panel.take(between)
      panel.take(try panel.verdicts(of: across.attack, across.title, at: 0.4))
    }
    if panel.shareTakenAway < Self.least {
      panel.take(try panel.verdicts(of: triangles.attack, triangles.title, at: 0.5))
    }
    guard panel.shareTakenAway < Self.least else { return }
    for member in sound { try panel.hearSound(member.attack, member.title, at: 0.6) }
  }
}
