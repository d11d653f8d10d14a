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
    abstract: "Oversample FILE, attack what is released, score against the truth.",
    discussion: """
      Attacks on the release name records. Attacks on people ask who was in, or guess about somebody; \
      their control is the holdout, which --holdout keeps apart. Each result says what the attacker \
      is assumed to know.
      """)

  @Argument(help: "The dataset: CSV, TSV, ARFF, KEEL .dat, NPY or NPZ.")
  var file: String
  @OptionGroup var oversampling: OversamplingOptions
  @OptionGroup var attacks: AttackOptions
  @OptionGroup var threat: ThreatOptions
  @OptionGroup var tried: SeedOptions
  @OptionGroup var shadows: ShadowOptions
  @OptionGroup var shared: SharedOptions
  @Option(
    help:
      "Write what each claim follows from to this file, as CSV if its name ends in .csv, else as JSON."
  )
  var evidence: String?

  func run() throws {
    try WrittenFiles(
      [("--evidence", evidence), ("--shadow-state", shadows.shadowState)],
      reading: [("FILE", file), tried.file] + oversampling.files
    ).check()
    var plan = try oversampling.plan()
    let chosen = try attacks.chosen(for: plan.release)
    let model = try threat.model(plan.release)
    let kept = try shadows.shadowState.map { try ShadowFile($0) }
    plan.triedSeeds = try tried.seeds()
    let progress = ProgressLine(isQuiet: shared.quiet)
    let data = try InputData.load(file, shared, oversampling, progress)
    let publication = try data.publication(
      plan, threads: shared.threadCount, progress)
    var game = PeopleGame(
      publication, data.prepared, plan, model: model, known: ThreatOptions.names(threat.columns),
      secret: ThreatOptions.names(threat.secret))
    game.shadows = shadows.plan
    let runs = try data.naming {
      try AttackRuns(
        chosen, on: game, threads: shared.threadCount, keeping: kept, progress)
    }
    progress.show("comparing with the real rows")
    let findings = try ReleaseFindings(
      publication, data.prepared, in: Interruption.context(threads: shared.threadCount))
    progress.clear()
    if let evidence {
      let report = EvidenceReport(runs.reports, publication, path: data.path)
      try OutputFile.write(try report.bytes(for: evidence), to: evidence)
    }
    let made = ReleaseSummary(plan, data, publication, findings)
    let result = AttackResult(data, game, made, runs)
    if shared.json { try JSONOutput.write(result) } else { result.say(notes: data.notes) }
    if let skipped = runs.skipped.first, runs.all.isEmpty {
      throw FileProblem.unfit(
        data.path,
        "none of the \(chosen.count) attacks could be carried out; the first: \(skipped.reason)")
    }
  }
}
