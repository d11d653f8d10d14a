import Attacks
import Experiments
import Jobs

/// The attacks of a plan, carried out one after the other. One that the release has nothing for is
/// set aside with its reason, unless it was the only one asked for.
struct AttackRuns {
  /// An attack that was not carried out.
  struct Skipped: Encodable {
    let name: String
    let reason: String
  }

  private(set) var reports: [AttackReport] = []
  private(set) var skipped: [Skipped] = []

  /// - Throws: `PlanError`, `ParameterError`, `CancellationError`; `AttackError` of a single attack.
  init(
    _ plan: ExperimentPlan, _ publication: Publication, threads: Int, _ progress: ProgressLine
  ) throws {
    for selection in plan.attacks {
      do {
        reports.append(
          try ExperimentRunner.assess(
            selection, plan.release, on: publication, seeds: plan.triedSeeds,
            in: Interruption.context(threads: threads) { progress.show(Self.line($0)) }))
      } catch let error as AttackError where plan.attacks.count > 1 {
        skipped.append(Skipped(name: selection.name, reason: "\(error)"))
      }
    }
  }

  private static func line(_ progress: AttackProgress) -> String {
    let percent = Int((100 * progress.fraction.value).rounded(.down))
    return "\(progress.attack): \(progress.stage) \(percent) %, \(progress.score.claims) claims"
  }
}
