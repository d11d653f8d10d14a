import Attacks
import Jobs
import Numeric
import Parameters
import Tabular

/// Carries out attacks on people on the calling thread; each uses all threads it is given.
public enum PeopleRunner {
  /// What came of an attack, what it saw, and what the user should know.
  private typealias Result = (
    outcome: PeopleOutcome, released: ThreatModel.Released, remarks: [String]
  )

  /// Runs one attack and scores it.
  ///
  /// Its control is always the holdout; `MembershipGame` says who is asked about.
  ///
  /// - Throws: `PlanError`, `ParameterError`, `OversamplingError`, `LearnerError`,
  ///   `CancellationError`; `AttackError` if the release, the holdout or the threat model does not
  ///   suit it; `ShadowStateError` for saved runs of another study.
  public static func run(
    _ selection: PeopleSelection, on game: PeopleGame, in context: RunContext<PeopleProgress>
  ) throws -> PeopleReport {
    let start = ContinuousClock.now
    let inner: RunContext<Fraction> = context.folding { PeopleProgress($0) }
    let result =
      switch selection.family {
      case .membership: try membership(selection, on: game, in: inner)
      case .risk: try risk(selection, on: game, in: inner)
      case .shadow: try shadow(selection, on: game, in: context)
      case .classifier: try classifier(selection, on: game, in: inner)
      }
    return PeopleReport(
      attack: selection.name, released: result.released, parameters: selection.values,
      seconds: (ContinuousClock.now - start) / .seconds(1), outcome: result.outcome,
      remarks: result.remarks)
  }

  // MARK: - Membership

  private static func membership(
    _ selection: PeopleSelection, on game: PeopleGame, in context: RunContext<Fraction>
  ) throws -> Result {
    guard let type = MembershipCatalog.named(selection.name) else { throw unknown(selection) }
    let attack = try type.init(selection.values)
    try game.model.check(ThreatNeeds(telling: attack.told), for: type.title)
    let data = game.data
    let people: MembershipGame
    do {
      people = try MembershipGame(
        game.publication, data,
        holdout: data.holdout.features.rows(data.holdout.rows(of: data.minorityCode)),
        kind: game.model.released == .augmented ? .augmented : .synthetic,
        generator: PlanGenerator(game.plan, data).scaled(in: context), seed: game.plan.seed)
    } catch {
      throw AttackError.notApplicable(attack: type.title, because: "\(error)")
    }
    let report = try people.play(selection.selection, in: context)
    return (.membership(report.score), game.model.released, report.remarks)
  }

  private static func shadow(
    _ selection: PeopleSelection, on game: PeopleGame, in context: RunContext<PeopleProgress>
  ) throws -> Result {
    guard let type = ShadowCatalog.named(selection.name) else { throw unknown(selection) }
    try game.model.check(ThreatNeeds(type), for: type.title)
    let report = try ShadowRun.run(
      selection.selection, on: game.data, game.plan,
      shadowPlan(of: game), resuming: game.saved,
      in: context.folding {
        PeopleProgress($0.fraction, secondsLeft: $0.secondsLeft, finished: $0.finished)
      })
    return (
      .shadow(report), type.release.handedOut,
      [
        "the attacker sees \(type.release.text), in runs of the program with and without each person"
      ]
    )
  }

  /// Says which saved shadow runs belong to an attack on `game`.
  ///
  /// - Throws: as `run`.
  public static func fingerprint(
    of selection: PeopleSelection, on game: PeopleGame, in context: RunContext<PeopleProgress>
  ) throws -> UInt64 {
    try ShadowRun.study(
      selection.selection, on: game.data, game.plan,
      shadowPlan(of: game), in: context.silenced()
    ).fingerprint
  }

  /// One seed decides everything.
  private static func shadowPlan(of game: PeopleGame) -> ShadowPlan {
    var shadows = game.shadows
    shadows.seed = game.plan.seed
    return shadows
  }

  // MARK: - Others

  private static func risk(
    _ selection: PeopleSelection, on game: PeopleGame, in context: RunContext<Fraction>
  ) throws -> Result {
    guard let type = RiskCatalog.named(selection.name) else { throw unknown(selection) }
    let attack = try type.init(selection.values)
    try game.model.check(ThreatNeeds(type), for: type.title)
    let (outcome, remarks) = try outcome(of: attack, titled: type.title, on: game, in: context)
    return (.risk(outcome), type.sees ?? game.model.released, remarks)
  }

  /// Has an attack, in the catalogue or not, guess about everybody. The threat model says who is
  /// asked about and whether the program is at hand.
  ///
  /// - Throws: `AttackError`, `PlanError.unknownColumn`, `CancellationError`, and what the attack
  ///   throws.
  public static func outcome(
    of attack: any RiskAttack, titled title: String, on game: PeopleGame,
    in context: RunContext<Fraction>
  ) throws -> (RiskOutcome, remarks: [String]) {
    let tables = try ReleaseTables(game.publication, game.data, for: game.model)
    let kind = type(of: attack)
    guard tables.release.rowCount > 0 else {
      throw AttackError.notApplicable(
        attack: title,
        because: "nothing of the \(game.model.targets.rawValue) is released; release real and "
          + "synthetic rows together")
    }
    // The program takes rows of numbers, as the tables have them.
    let hasNumbersOnly = tables.training.columns.map(\.name) == game.data.columnNames
    let isKnown = game.model.knows.contains(.generator) && game.model.targets == .minority
    guard hasNumbersOnly || !kind.knows.contains(.generator) else {
      throw AttackError.notApplicable(
        attack: title,
        because: "it runs the program on rows of numbers, and some columns are categories here")
    }
    let generator = PlanGenerator(game.plan, game.data)
    let outcome = try attack.outcome(
      of: tables.game(
        known: game.known, secret: game.secret, seed: game.plan.seed,
        generator: isKnown && hasNumbersOnly ? generator.unscaled(in: context) : nil), in: context)
    return (outcome, tables.remarks + outcome.remarks)
  }

  private static func classifier(
    _ selection: PeopleSelection, on game: PeopleGame, in context: RunContext<Fraction>
  ) throws -> Result {
    guard selection.name == NaiveDistinguishing.name else { throw unknown(selection) }
    try game.model.check(.naiveDistinguishing, for: NaiveDistinguishing.title)
    let score = try NaiveRun.score(
      try NaiveDistinguishing(selection.values), on: game.publication, seed: game.plan.seed,
      in: context)
    return (.classifier(score), .augmented, [])
  }

  private static func unknown(_ selection: PeopleSelection) -> PlanError {
    .unknownAttack(selection.name, known: PeopleSelection.all.map(\.name))
  }
}

extension ThreatNeeds {
  /// Of an attack that asks about whole records and is told so much beside them.
  init(telling told: Set<MembershipKnowledge>) {
    var knows: Set<ThreatModel.Insight> = [.records]
    if told.contains(.reference) { knows.insert(.population) }
    if told.contains(.generator) { knows.insert(.generator) }
    self.init(knows: knows, isAboutMinority: true)
  }

  /// Of an attack that runs the program with and without a person among all others.
  public init(_ attack: any ShadowAttack.Type) {
    self.init(knows: [.records, .generator, .otherRecords], isAboutMinority: true)
  }
}

extension ThreatModel {
  /// - Parameter handedOut: nil if each attack gets the release that it is made for.
  /// - Throws: `AttackError.notApplicable` for an attack that needs more than the model grants.
  public func check(
    _ needs: ThreatNeeds, for attack: String, handedOut: Released? = nil
  ) throws(AttackError) {
    guard let missing = needs.missing(from: knows, handedOut: handedOut, targets: targets)
    else { return }
    throw .notApplicable(
      attack: attack, because: "it needs \(missing), which the threat model does not grant")
  }
}
