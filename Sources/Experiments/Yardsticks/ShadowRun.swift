import Attacks
import Jobs
import Numeric
import Oversampling
import Parameters

/// What a shadow attack found out about the people of a dataset.
public struct ShadowReport: Sendable {
  /// Name of the attack.
  public let attack: String
  /// Its settings.
  public let parameters: ParameterValues
  /// What the attacker sees of a run.
  public let release: ShadowRelease
  /// Who knows what, and who is asked about.
  public let threat: ThreatModel
  /// How many runs were made about whom.
  public let plan: ShadowPlan
  /// All scores, in the order of the targets.
  public let state: ShadowState
  /// Where each target stands in the file, from 0 and without the header.
  public let sourceRows: [Int]
  /// Wall time of this sitting.
  public let seconds: Double

  /// How well runs with and without each person are told apart.
  public var outcome: ShadowOutcome { state.outcome }
  /// How well the worst of them are, and how sure that is.
  public var finding: ShadowFinding? { state.finding(seed: plan.seed) }
}

/// Carries out a shadow attack on what an oversampler makes of a dataset.
public enum ShadowRun {
  /// - Parameters:
  ///   - selection: name and settings of an attack of `ShadowCatalog`.
  ///   - plan: how releases are made; its own seed is not used.
  ///   - saved: what an interrupted run of the same study reported as finished.
  /// - Throws: `PlanError.unknownAttack`, `ParameterError`, `AttackError`, `OversamplingError`,
  ///   `ShadowStateError`, `CancellationError`.
  public static func run(
    _ selection: Selection, on data: PreparedData, _ plan: ExperimentPlan = ExperimentPlan(),
    _ shadows: ShadowPlan = ShadowPlan(), resuming saved: ShadowState? = nil,
    in context: RunContext<ShadowProgress>
  ) throws -> ShadowReport {
    let type = try attack(named: selection.name)
    let start = ContinuousClock.now
    let study = try study(selection, on: data, plan, shadows, in: context)
    let state = try study.run(resuming: saved, in: context)
    let members = data.minorityRows
    return ShadowReport(
      attack: type.name, parameters: selection.values, release: type.release,
      threat: ThreatModel(released: type.release.handedOut), plan: shadows,
      state: state, sourceRows: study.targets.map { data.sourceRows[members[$0]] },
      seconds: (ContinuousClock.now - start) / .seconds(1))
  }

  /// The study that `run` carries out: its targets and its fingerprint, before anything is run.
  public static func study(
    _ selection: Selection, on data: PreparedData, _ plan: ExperimentPlan,
    _ shadows: ShadowPlan, in context: RunContext<ShadowProgress>
  ) throws -> ShadowStudy {
    let type = try attack(named: selection.name)
    let members = data.features.rows(data.minorityRows)
    return try ShadowStudy(
      type, selection.values,
      on: ShadowPopulation(
        members: members, others: data.features.rows(data.otherRows),
        releases: try releases(of: data, members, plan, in: context)), shadows)
  }

  private static func attack(named name: String) throws(PlanError) -> any ShadowAttack.Type {
    guard let type = ShadowCatalog.named(name) else {
      throw .unknownAttack(name, known: ShadowCatalog.all.map { $0.name })
    }
    return type
  }

  /// Plain SMOTE has a shortcut; everything else is run as it is.
  private static func releases(
    of data: PreparedData, _ members: Matrix, _ plan: ExperimentPlan,
    in context: RunContext<ShadowProgress>
  ) throws -> any ShadowReleases {
    guard plan.given == GivenNeighbors() else {
      throw AttackError.notApplicable(
        attack: "Shadow runs",
        because: "given neighbors are those of the whole class, and every "
          + "other run leaves a row out")
    }
    let program = ShadowProgram(data, plan)
    let with = try program.demand(leavingOut: 0)
    let without = try program.demand(leavingOut: 1)
    guard program.isPlainSMOTE else {
      return ProgramReleases(
        program.access(in: context), members: members, leastRows: min(with, without),
        identity: program.identity)
    }
    return try SMOTEReleases(
      members: members, k: plan.parameters.integer("k"), rowsWith: with, rowsWithout: without,
      in: context)
  }
}
