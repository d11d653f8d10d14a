import ArgumentParser
import Attacks
import Experiments
import Foundation
import Jobs
import Tabular

/// `smokeout attack`: oversamples a file, attacks the release, scores against the truth.
struct AttackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attack",
    abstract: "Oversample FILE, attack what is released, score against the truth.")

  @Argument(help: "The dataset: CSV, TSV, ARFF, KEEL .dat, NPY or NPZ.")
  var file: String
  @OptionGroup var oversampling: OversamplingOptions
  @OptionGroup var attacks: AttackOptions
  @OptionGroup var shared: SharedOptions
  @Option(help: "Write what each claim follows from to this file, as JSON.")
  var evidence: String?

  func run() throws {
    var plan = try oversampling.plan()
    plan.attacks = try attacks.selections(for: plan.release)
    let progress = ProgressLine(isQuiet: shared.quiet)
    let data = try InputData.load(file, shared, oversampling, progress)
    progress.show("oversampling")
    let publication = try Publication.make(
      plan, from: data.prepared,
      in: Interruption.context(threads: shared.threadCount) {
        progress.show("oversampling \(Int(100 * $0.value)) %")
      })
    let reports = try plan.attacks.map { selection in
      try ExperimentRunner.assess(
        selection, plan.release, on: publication,
        in: Interruption.context(threads: shared.threadCount) { progress.show(Self.line($0)) })
    }
    progress.show("comparing with the real rows")
    let findings = try ReleaseFindings(
      publication, data.prepared, in: Interruption.context(threads: shared.threadCount))
    progress.clear()
    if let evidence {
      try DatasetFile.write(try EvidenceReport.json(reports, publication, data), to: evidence)
    }
    let made = ReleaseSummary(plan, data, publication, findings)
    let result = AttackResult(data, plan, publication, made, reports)
    if shared.json { try JSONOutput.write(result) } else { result.say(notes: data.notes) }
  }

  private static func line(_ progress: AttackProgress) -> String {
    let percent = Int((100 * progress.fraction.value).rounded(.down))
    return "\(progress.attack): \(progress.stage) \(percent) %, \(progress.score.claims) claims"
  }
}
