import Attacks
import Jobs
import Numeric
import Oversampling

/// Makes the same release under several seeds, attacks each, and ranks the real records by how often
/// they are named.
public enum ExposureStudy {
  /// The seeds that a study uses: that of the plan and those after it.
  public static func seeds(_ plan: ExperimentPlan, count: Int) -> [UInt32] {
    (0..<UInt32(max(0, count))).map { plan.seed &+ $0 }
  }

  /// Runs `plan` under each of `seeds`.
  ///
  /// An attack that a release does not suit is left out of that release, and its reason told.
  /// - Throws: `PlanError`, `ParameterError`, `OversamplingError`, `CancellationError`.
  public static func run(
    _ plan: ExperimentPlan, on data: PreparedData, seeds: [UInt32],
    in context: RunContext<ExposureProgress>
  ) throws -> ExposureReport {
    var tally: ExposureTally?
    for (number, seed) in seeds.enumerated() {
      var seeded = plan
      seeded.seed = seed
      let name = "seed \(seed) (\(number + 1) of \(seeds.count))"
      let steps = Steps(
        name: name, first: number * (plan.attacks.count + 1), each: plan.attacks.count + 1,
        count: seeds.count * (plan.attacks.count + 1), soFar: tally?.report)
      let publication = try Publication.make(
        seeded, from: data,
        in: context.folding { steps.progress(0, "oversampling", $0.value) })
      var counting = try tally ?? ExposureTally(publication, plan, data, in: context.silenced())
      try attack(seeded, publication, steps, into: &counting, in: context)
      counting.close(publication, data, seed: seed)
      tally = counting
      context.report(steps.finished(tally?.report))
    }
    guard let report = tally?.report else { throw PlanError.noFeatures }
    return report
  }

  private static func attack(
    _ plan: ExperimentPlan, _ publication: Publication, _ steps: Steps,
    into tally: inout ExposureTally, in context: RunContext<ExposureProgress>
  ) throws {
    for (number, selection) in plan.attacks.enumerated() {
      try context.checkCancellation()
      do {
        let report = try ExperimentRunner.assess(
          selection, plan.release, on: publication, seeds: plan.triedSeeds,
          in: context.folding { steps.progress(number + 1, $0.attack, $0.fraction.value) })
        tally.add(report, attack: number, on: publication)
      } catch let error as AttackError {
        tally.skip(attack: number, because: "\(error)")
      }
    }
  }

  /// Where in the whole a step stands.
  private struct Steps: Sendable {
    let name: String
    let first: Int
    /// Steps of one release.
    let each: Int
    let count: Int
    let soFar: ExposureReport?

    func progress(_ step: Int, _ what: String, _ share: Double) -> ExposureProgress {
      ExposureProgress(
        stage: "\(name): \(what)",
        fraction: (Double(first + step) + min(1, max(0, share))) / Double(max(1, count)),
        report: soFar)
    }

    func finished(_ report: ExposureReport?) -> ExposureProgress {
      ExposureProgress(
        stage: name, fraction: Double(first + each) / Double(max(1, count)), report: report)
    }
  }
}
