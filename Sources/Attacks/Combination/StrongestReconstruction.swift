import Jobs
import Numeric
import Parameters

/// All attacks on synthetic rows together: what one confirms, the others start from.
///
/// The members take turns until none finds a record that is not known yet. A member that the release
/// does not suit says why and is left out. Claims that a member is not certain of are made last, if
/// no other has confirmed them by then.
///
/// Source: the combination is ours; the members name theirs. Status: verified.
public struct StrongestReconstruction: Attack {
  /// On the command line.
  public static let name = "strongest-reconstruction"
  /// In menus and messages.
  public static let title = "All, on records"
  /// In menus and help.
  public static let summary =
    "Runs every attack that fits the synthetic rows, each from what the others found."
  /// The paper whose attack is the first member.
  public static let source = ReconSMOTE.source
  /// Nothing to set.
  public static let parameters: [ParameterSpec] = []
  /// The synthetic rows alone.
  public static let releaseKind = ReleaseKind.synthetic

  private struct Member {
    let attack: any Attack
    let title: String
    var found = 0
    /// Records known when it had its last turn; nil before the first.
    var knownThen: Int?
    var obstacle: String?
  }

  private let members: [Member]
  private static let mostRounds = 8
  /// Claims of an attack for exact values that one for blurred values outweighs: on blurred values
  /// the former are mostly wrong, on exact ones the latter finds next to nothing.
  private static let trust = 4
  /// The exact members; they find records to the last digit.
  private static let exact: [any Attack.Type] = [
    SeedReplayAttack.self, OneRowInversion.self, ReconSMOTE.self,
  ]
  /// Those for blurred values, and where the exact ones find nothing.
  private static let blurred: [any Attack.Type] = [RobustReconstruction.self]
  private let fallbacks: [Member]

  /// - Parameter values: none.
  public init(_ values: ParameterValues) throws(ParameterError) {
    members = try Self.members(Self.exact)
    fallbacks = try Self.members(Self.blurred)
  }

  private static func members(_ types: [any Attack.Type]) throws(ParameterError) -> [Member] {
    var members: [Member] = []
    for type in types {
      let attack = try type.init(ParameterValues(type.parameters))
      members.append(Member(attack: attack, title: type.title))
    }
    return members
  }

  /// All that a member asks for.
  public var needs: Set<Knowledge> {
    (members + fallbacks).reduce(into: []) { $0.formUnion($1.attack.needs) }
  }

  /// Claims every record that a member can rebuild, certain ones first.
  ///
  /// - Throws: `AttackError.tooFewRows` for fewer than 2 rows; `CancellationError`.
  /// - Complexity: that of the members, a few times.
  public func run(
    on view: AttackerView, in context: RunContext<AttackUpdate>
  ) throws -> SettingsEstimate {
    let rows = view.release.minority
    try Self.require(2, of: rows)
    context.report(.stage("how far the rows are off", Fraction(0)))
    let noise = try NoiseEstimate.measure(rows, in: context)
    var state =
      noise.map { !$0.isExact } ?? false
      ? try better(on: view, in: context) : try exactFirst(on: view, in: context)
    state.claimProbable(in: context)
    for remark in state.account { context.report(.remark(remark)) }
    return try state.estimate(view.release, in: context)
  }

  /// The attacks for exact values, and those for blurred ones where they find nothing.
  private func exactFirst(
    on view: AttackerView, in context: RunContext<AttackUpdate>
  ) throws -> Rounds {
    var state = Rounds(members: members, found: FoundRecords(view.release.minority))
    try state.run(on: view, in: context)
    guard state.found.guesses.isEmpty, state.probable.isEmpty else {
      state.leaveOut(fallbacks, because: "the attacks for exact values found records")
      return state
    }
    var second = Rounds(members: fallbacks, found: state.found)
    try second.run(on: view, in: context)
    state.append(second)
    return state
  }

  /// Values seem to be off their lines: both kinds of attacks are tried, and the claims of one kind
  /// are made.
  private func better(
    on view: AttackerView, in context: RunContext<AttackUpdate>
  ) throws -> Rounds {
    let quiet = RunContext<AttackUpdate>(
      threads: context.threads, isCancelled: { context.isCancelled }
    ) { update in
      if case .stage = update { context.report(update) }
    }
    var exact = Rounds(members: members, found: FoundRecords(view.release.minority))
    try exact.run(on: view, in: quiet)
    var blurred = Rounds(members: fallbacks, found: FoundRecords(view.release.minority))
    try blurred.run(on: view, in: quiet)
    let isBlurred = Self.trust * blurred.claimCount > exact.claimCount
    var best = isBlurred ? blurred : exact
    best.leaveOut(
      isBlurred ? members : fallbacks,
      because: isBlurred
        ? "the values are off their lines" : "the values are on their lines")
    context.report(.guesses(best.found.guesses))
    return best
  }

  /// Turns of some members, from what is known so far.
  private struct Rounds {
    var members: [Member]
    var found: FoundRecords
    var probable: [Guess] = []
    var remarks: [String] = []
    var best = SettingsEstimate()

    /// Claims of either certainty.
    var claimCount: Int { found.guesses.count + probable.count }

    init(members: [Member], found: FoundRecords) {
      self.members = members
      self.found = found
    }

    mutating func run(on view: AttackerView, in context: RunContext<AttackUpdate>) throws {
      for round in 0..<mostRounds {
        let before = found.guesses.count
        for index in members.indices {
          try turn(of: index, round, on: view, in: context)
        }
        guard found.guesses.count > before else { return }
      }
    }

    /// A member that has seen all that is known has nothing to add.
    private mutating func turn(
      of index: Int, _ round: Int, on view: AttackerView, in context: RunContext<AttackUpdate>
    ) throws {
      let known = found.guesses.count
      guard members[index].obstacle == nil, members[index].knownThen != known else { return }
      let share = 1 / Double(members.count + 1)
      // The first round is most of the work.
      let start = round == 0 ? Double(index) * share : 1 - share
      let turn = MemberTurn(found, part: (start, round == 0 ? share : share / 2))
      context.report(.stage(members[index].title, Fraction(start)))
      let outcome = try turn.run(
        members[index].attack, on: view.knowing(all(knownTo: view)), in: context)
      found = turn.found
      switch outcome {
      case .ran(let new, let estimate):
        members[index].found += new
        members[index].knownThen = found.guesses.count
        take(estimate)
        if round == 0 { remarks += turn.remarks.map { "\(members[index].title): \($0)" } }
        probable += turn.probable
      case .doesNotApply(let because): members[index].obstacle = because
      }
    }

    private func all(knownTo view: AttackerView) -> Matrix? {
      guard let records = found.records else { return view.known }
      return view.known.map { $0.stacked(on: records) } ?? records
    }

    /// The estimate that leaves least open is kept.
    private mutating func take(_ estimate: SettingsEstimate) {
      func width(_ estimate: SettingsEstimate) -> Int { estimate.kRange?.count ?? .max }
      if width(estimate) < width(best) { best = estimate }
    }

    mutating func leaveOut(_ others: [Member], because reason: String) {
      for var member in others {
        member.obstacle = reason
        members.append(member)
      }
    }

    mutating func append(_ other: Rounds) {
      members += other.members
      found = other.found
      probable += other.probable
      remarks += other.remarks
      take(other.best)
    }

    /// Makes the claims that nobody has confirmed.
    mutating func claimProbable(in context: RunContext<AttackUpdate>) {
      let open = probable.filter { found.add($0) }
      if !open.isEmpty { context.report(.guesses(open)) }
    }

    /// Which members ran and what each added, and why the others did not.
    var account: [String] {
      let ran = members.filter { $0.obstacle == nil }
        .map { "\($0.title) found \($0.found)" }
      let left = members.compactMap { member in
        member.obstacle.map { "\(member.title) was not used: \($0)" }
      }
      return (ran.isEmpty ? [] : ["ran " + ran.joined(separator: ", then ")]) + left + remarks
    }

    /// k and the ratio by the records of all members, unless one of them knows better.
    func estimate(
      _ release: Release, in context: RunContext<AttackUpdate>
    ) throws -> SettingsEstimate {
      guard let records = found.records else { return best }
      let read = try SettingsReader(records: records)
        .estimate(from: UniqueRows(release.minority), in: context)
      // The draws of a seed that proved itself fix k; ranks among incomplete records only limit it.
      guard let k = replayedNeighbors else { return read }
      return SettingsEstimate(
        k: k, kRange: k...k, ratio: best.ratio ?? read.ratio,
        ratioRange: best.ratioRange ?? read.ratioRange)
    }

    private var replayedNeighbors: Int? {
      found.guesses.lazy.compactMap { guess in
        if case .seed(_, let k, _) = guess.evidence.premise { k } else { nil }
      }.first
    }
  }
}
