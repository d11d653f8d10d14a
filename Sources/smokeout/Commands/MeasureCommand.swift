import ArgumentParser
import Attacks
import Experiments
import Foundation
import Jobs
import Measures
import Oversampling
import Parameters
import Tabular

/// `smokeout measure`: measures of privacy and fidelity, with what they are worth.
struct MeasureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure",
    abstract: "Measure what a release gives away by the usual yardsticks, and test the yardsticks.",
    discussion: """
      Two forms. With FILE it oversamples as the other commands do and measures the release; \
      --holdout keeps people apart for the measures that need them. With --train and --synthetic it \
      measures tables that others made; --holdout then names the file of people that nothing was \
      made from. If all training or all synthetic rows are of one class, or --minority names one, the \
      rows of that class are compared.

      A measure that needs a holdout or a secret that was not named refuses and says so. Where \
      nobody names the columns that an attacker knows, a few are suggested and named.
      """)

  @Argument(help: "The dataset to oversample: CSV, TSV, ARFF, KEEL .dat, NPY or NPZ.")
  var file: String?
  @Option(help: "The real table that a release was made from.")
  var train: String?
  @Option(help: "The released table.")
  var synthetic: String?
  @OptionGroup var options: MeasureOptions
  @OptionGroup var oversampling: OversamplingOptions
  @Option(help: "Who is compared: minority, or majority for everybody else.")
  var targets = ThreatModel.Targets.minority
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    switch (file, train, synthetic) {
    case (.some, nil, nil): return
    case (nil, .some, .some):
      let unused = oversampling.given + (targets == .minority ? [] : ["--targets"])
      if let option = unused.first {
        throw ValidationError(
          "\(option): found beside --train, where nothing is made; expected FILE in place of --train "
            + "and --synthetic, or no \(option)")
      }
    default:
      throw ValidationError(
        "measure: found \(file == nil ? "no FILE" : "FILE")"
          + (train == nil ? "" : ", --train") + (synthetic == nil ? "" : ", --synthetic")
          + "; expected FILE, or --train and --synthetic")
    }
  }

  func run() throws {
    let selections = try options.selections()
    let progress = ProgressLine(isQuiet: shared.quiet)
    let result =
      if let file {
        try madeHere(file, selections, progress)
      } else {
        try madeElsewhere(train ?? "", synthetic ?? "", selections, progress)
      }
    progress.clear()
    if selections.count == 1, let refused = result.refused.first {
      throw FileProblem.unfit(result.training.path, refused.reason)
    }
    if shared.json { try JSONOutput.write(result) } else { result.say() }
    if let refused = result.refused.first, result.measures.isEmpty {
      throw FileProblem.unfit(
        result.training.path,
        "none of the \(selections.count) measures could be taken; the first: \(refused.reason)")
    }
  }

  private func madeElsewhere(
    _ train: String, _ synthetic: String, _ selections: [Selection], _ progress: ProgressLine
  ) throws -> MeasureResult {
    let holdout = oversampling.preparing.holdout
    if Double(holdout.text) != nil, !holdout.isNone {
      throw ValidationError(
        "--holdout: found '\(holdout.text)', expected a file of real people that nothing was made "
          + "from, as --train names a file")
    }
    if oversampling.preparing.holdoutRows != nil {
      throw ValidationError(
        "--holdout-rows: there is no FILE whose rows it could name; give --holdout a file of people "
          + "that nothing was made from")
    }
    let tables = try MeasureTables(
      files: (train, synthetic, holdout.isNone ? nil : holdout.text), shared, options,
      seed: oversampling.seed, progress)
    let asked = options.honesty ? tables.files : nil
    let attacks =
      try asked.map {
        try LeakProof.all(
          released: $0.released, real: $0.real, className: tables.className,
          threads: shared.threadCount, progress)
      } ?? []
    let lines = try lines(selections, tables.input, attacks: attacks, progress)
    return MeasureResult(
      tables, lines, made: nil, proofs: attacks, seed: oversampling.seed, details: options.details)
  }

  private func madeHere(
    _ file: String, _ selections: [Selection], _ progress: ProgressLine
  ) throws -> MeasureResult {
    let plan = try oversampling.plan()
    let model = ThreatModel(
      released: plan.release.handedOut ?? .synthetic, targets: targets)
    let data = try InputData.load(file, shared, oversampling, progress)
    let publication = try data.publication(
      plan, threads: shared.threadCount, progress)
    let tables = try MeasureTables(data, publication, model, options, seed: plan.seed)
    let attacks =
      try options.honesty && model.targets == .minority
      ? AttackRuns(
        AttackGroup.standard.attacks(for: plan.release),
        on: PeopleGame(publication, data.prepared, plan, model: model),
        threads: shared.threadCount, progress
      ).reports : []
    let proofs = LeakProof.all(attacks, realShare: publication.realShare)
    let lines = try lines(selections, tables.input, attacks: proofs, progress)
    let findings = try ReleaseFindings(
      publication, data.prepared, in: Interruption.context(threads: shared.threadCount))
    return MeasureResult(
      tables, lines, made: (ReleaseSummary(plan, data, publication, findings), model),
      proofs: proofs, seed: plan.seed,
      details: options.details)
  }

  private func lines(
    _ selections: [Selection], _ input: MeasureInput, attacks: [LeakProof],
    _ progress: ProgressLine
  ) throws -> [MeasureLine] {
    let context: RunContext<MeasureProgress> = Interruption.context(threads: shared.threadCount) {
      progress.show("\($0.measure) \(Int((100 * $0.fraction.value).rounded(.down))) %")
    }
    guard options.honesty else {
      return try MeasureRunner.run(selections, on: input, in: context).map { MeasureLine($0) }
    }
    return try HonestyPanel.run(selections, on: input, in: context).map {
      MeasureLine($0, attacks: attacks)
    }
  }
}
