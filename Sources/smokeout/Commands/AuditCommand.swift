import ArgumentParser
import Attacks
import Experiments
import Foundation
import Jobs
import Tabular
import Workbench

/// `smokeout audit`: what a file gives away that somebody else released.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Tell what RELEASE gives away, without the original.",
    discussion: """
      Asks whether rows of the file were made from others, how, what was done to hide it, which \
      rows look original and which records can be rebuilt. With --reference it is scored.

      Exit status: 0 answered, also if nothing was found; 2 the file cannot be used; 3 undecided; \
      130 interrupted.
      """)

  @Argument(help: "The release: CSV, TSV, ARFF, KEEL .dat, NPY or NPZ.")
  var file: String
  @Option(help: "The real table, for scoring only: the columns of the release by name.")
  var reference: String?
  @Option(
    help: """
      Write what each claim follows from to this file, as CSV if its name ends in .csv, else as \
      JSON.
      """)
  var evidence: String?
  @OptionGroup var tried: SeedOptions
  @OptionGroup var shared: SharedOptions

  func run() throws {
    try WrittenFiles(
      [("--evidence", evidence)],
      reading: [("RELEASE", file), ("the file of --reference", reference), tried.file]
    ).check()
    let seeds = try tried.seeds()
    let progress = ProgressLine(isQuiet: shared.quiet)
    let release = try InputData.read(file, shared, progress)
    let real = try reference.map { try InputData.read($0, shared, progress).dataset }
    let context: RunContext<AuditWork> = Interruption.context(threads: shared.threadCount) {
      progress.show(Self.line($0))
    }
    let work: AuditWork
    do {
      work = try AuditJob(
        dataset: release.dataset, minority: shared.minority, seeds: seeds,
        reference: real
      ).work(in: context)
    } catch let error as CancellationError {
      throw error
    } catch AuditError.referenceLacks(let names) {
      throw FileProblem.unfit(
        reference ?? "",
        "lacks the columns \(names.joined(separator: ", ")) of \(file), by which the two are "
          + "compared; give the table that \(file) was made from")
    } catch {
      throw FileProblem.unfit(file, "\(error)")
    }
    progress.clear()
    if let evidence {
      let report = EvidenceReport(work.request, work.picture, path: file)
      try OutputFile.write(try report.bytes(for: evidence), to: evidence)
    }
    let result = AuditResult(work, path: file, notes: release.warnings.map { "\($0)" })
    if shared.json { try JSONOutput.write(result) } else { result.say() }
    if work.picture.verdict == .undecided { throw Undecided() }
  }

  private static func line(_ work: AuditWork) -> String {
    for stage in work.picture.stages {
      if case .running(let what, let fraction) = stage.state {
        return "\(what) \(Int((100 * fraction.value).rounded(.down))) %"
      }
    }
    return "auditing"
  }
}
