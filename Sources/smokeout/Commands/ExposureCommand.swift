import ArgumentParser
import Attacks
import Experiments
import Foundation
import Jobs
import Workbench

/// `smokeout exposure`: which real records a way of oversampling gives away, over several seeds.
struct ExposureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exposure",
    abstract: "Rank the real records of FILE by how often attacks name them, and say why.",
    discussion: """
      Makes the release under several seeds and attacks each. For every real record of the class: \
      by which attacks it is named, under how many of the seeds, and what makes it stand out. \
      Records are named by their row in FILE, from 1, the header not counted.
      """)

  @Argument(help: "The dataset: CSV, TSV, ARFF, KEEL .dat, NPY or NPZ.")
  var file: String
  @OptionGroup var oversampling: OversamplingOptions
  @OptionGroup var attacks: AttackOptions
  @OptionGroup var shared: SharedOptions
  @Option(
    parsing: .unconditional,
    help: "Seeds to make the release with: --seed and the ones after it (1 to 1000; default: 5).",
    transform: NumberArgument.whole("1 to 1000"))
  var seeds = 5
  @Option(help: "Write the ranked records to this file, as CSV.")
  var output: String?

  func validate() throws {
    if !(1...1000).contains(seeds) {
      throw ValidationError("--seeds: found \(seeds), expected 1 to 1000")
    }
    if UInt64(oversampling.seed) + UInt64(seeds) - 1 > UInt64(UInt32.max) {
      throw ValidationError(
        "--seeds: found \(seeds) from --seed \(oversampling.seed) on, expected none above "
          + "\(UInt32.max); give a smaller --seed")
    }
  }

  func run() throws {
    try WrittenFiles(
      [("--output", output)], reading: [("FILE", file)] + oversampling.files
    ).check()
    var plan = try oversampling.plan()
    plan.attacks = try attacks.selections(for: plan.release)
    let progress = ProgressLine(isQuiet: shared.quiet)
    let data = try InputData.load(file, shared, oversampling, progress)
    let report = try data.naming {
      try ExposureStudy.run(
        plan, on: data.prepared, seeds: ExposureStudy.seeds(plan, count: seeds),
        in: Interruption.context(threads: shared.threadCount) {
          progress.show("\($0.stage) \(Int(100 * $0.fraction)) %")
        })
    }
    progress.clear()
    let result = ExposureResult(report, path: file, notes: data.notes)
    if let output { try OutputFile.write(Array(result.table.utf8), to: output) }
    if shared.json { try JSONOutput.write(result) } else { result.say() }
  }
}
