import Attacks
import Experiments
import Jobs
import Numeric
import Oversampling
import Parameters
import Projection

/// Oversamples, attacks what came of it, and last compares it with the real rows; after every step
/// the whole picture so far is reported.
struct RunJob: Sendable {
  let plan: ExperimentPlan
  let prepared: PreparedPicture
  /// What an attacker knows: attacks that need more are not run.
  var knows = Set(ThreatModel.Insight.allCases)
  /// Who is asked about: attacks that cannot ask about them are not run.
  var targets = ThreatModel.Targets.minority

  /// An attack that the release does not suit is marked as failed, and the others go on.
  ///
  /// - Throws: what `Publication.make` throws; `CancellationError`.
  func picture(in context: RunContext<RunPicture>) throws -> RunPicture {
    var picture = RunPicture()
    picture.plan = plan
    picture.knows = knows
    picture.targets = targets
    let publication = try Publication.make(plan, from: prepared.data, in: Self.making(context))
    picture.publication = publication
    picture.warnings = RunWarning.all(publication, plan, findings: nil)
    place(publication.synthetic, in: &picture)
    picture.attacks = plan.attacks.map { selection in
      AttackPicture(
        name: selection.name, title: AttackCatalog.named(selection.name)?.title ?? selection.name)
    }
    context.report(picture)
    for (index, selection) in plan.attacks.enumerated() {
      try context.checkCancellation()
      try attack(index, selection, on: publication, into: &picture, in: context)
      context.report(picture)
    }
    let findings = try ReleaseFindings(publication, prepared.data, in: context.silenced())
    picture.findings = findings
    picture.warnings = RunWarning.all(publication, plan, findings: findings)
    return picture
  }

  private func place(_ synthetic: SyntheticRows, in picture: inout RunPicture) {
    let places = prepared.map.places(of: synthetic.rows)
    picture.syntheticPlaces = places
    let code = prepared.data.minorityCode
    let isAlone = synthetic.labels.allSatisfy { $0 == code }
    picture.minoritySyntheticPlaces =
      isAlone
      ? places
      : synthetic.labels.indices.filter { synthetic.labels[$0] == code }
        .flatMap { [places[2 * $0], places[2 * $0 + 1]] }
  }

  /// Work that is over before anyone could read of it is not reported.
  private static let unseen = Duration.milliseconds(200)

  /// Reports how much of the rows is made.
  private static func making(_ context: RunContext<RunPicture>) -> RunContext<Fraction> {
    let start = ContinuousClock.now
    return RunContext(threads: context.threads, isCancelled: { context.isCancelled }) { fraction in
      guard ContinuousClock.now - start > unseen else { return }
      var picture = RunPicture()
      picture.making = fraction
      context.report(picture)
    }
  }

  private func attack(
    _ index: Int, _ selection: Selection, on publication: Publication,
    into picture: inout RunPicture, in context: RunContext<RunPicture>
  ) throws {
    if let missing = obstacle(to: selection) {
      picture.attacks[index].state = .notRun("needs " + missing)
      return
    }
    picture.attacks[index].state = .running
    let soFar = picture
    context.report(soFar)
    let live: RunContext<AttackProgress> = context.folding { progress in
      var picture = soFar
      picture.attacks[index].take(progress)
      return picture
    }
    do {
      let report = try ExperimentRunner.assess(
        selection, plan.release, on: publication, seeds: plan.triedSeeds, in: live)
      picture.attacks[index].take(report)
    } catch let error as CancellationError {
      throw error
    } catch PlanError.wrongRelease(let attack, let needs, let found) {
      picture.attacks[index].state = .failed(
        "\(attack) works on a release of kind \(needs), and this one is \(found): set release to "
          + "auto or to \(needs) in Settings")
    } catch let error as AttackError {
      picture.attacks[index].state = .doesNotApply("\(error)")
    } catch {
      picture.attacks[index].state = .failed("\(error)")
    }
  }
}

extension RunJob {
  /// What an attack needs that the threat model does not grant.
  private func obstacle(to selection: Selection) -> String? {
    AttackCatalog.named(selection.name).flatMap { type in
      ThreatNeeds(type, selection.values).missing(
        from: knows, handedOut: plan.release.handedOut, targets: targets)
    }
  }
}

extension AttackPicture {
  fileprivate mutating func take(_ progress: AttackProgress) {
    state = .running
    stage = progress.stage
    fraction = progress.fraction
    score = progress.score
    claims = progress.claims
    remarks = progress.remarks
    seconds = progress.seconds
  }

  fileprivate mutating func take(_ report: AttackReport) {
    state = .done
    stage = ""
    fraction = Fraction(1)
    score = report.score
    estimate = report.estimate
    claims = report.claims
    remarks = report.remarks
    seconds = report.seconds
  }
}
