import ArgumentParser
import Attacks
import Experiments
import Foundation
import Jobs
import Numeric
import Oversampling
import Tabular

/// `smokeout oversample`: writes a release.
struct OversampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "oversample",
    abstract: "Oversample FILE and write the release.",
    discussion: """
      Writes an augmented release: the rows of FILE, then the synthetic rows. With --release \
      synthetic it writes the synthetic rows alone. Numbers read back bit for bit.

      With --holdout and --test a share of every class is kept apart first; --holdout-output and \
      --test-output write these rows, with a mark beside the file that keeps it from being \
      oversampled later.
      """)

  @Argument(help: "The dataset: CSV, TSV, ARFF, KEEL .dat, NPY or NPZ.")
  var file: String
  @OptionGroup var oversampling: OversamplingOptions
  @OptionGroup var shared: SharedOptions
  @Option(help: "The file to write (default: standard output).")
  var output: String?
  @Option(
    help: """
      Also write what every synthetic row was made from to this file: base and neighbor as rows of \
      FILE from 0, the step between them, and further parents with their weights.
      """)
  var parents: String?
  @Option(help: "Also write the rows that --holdout keeps apart to this file.")
  var holdoutOutput: String?
  @Option(help: "Also write the rows that --test keeps apart to this file.")
  var testOutput: String?

  func validate() throws {
    if shared.json, output == nil {
      throw ValidationError("--json prints a summary; name the file for the rows with --output")
    }
    if testOutput != nil, oversampling.preparing.test == 0 {
      throw ValidationError(
        "--test-output: there is no test part; give --test too, or --holdout-output for the rows "
          + "of --holdout")
    }
    if holdoutOutput != nil, !oversampling.preparing.keepsHoldout {
      throw ValidationError("--holdout-output: nothing is kept apart; give --holdout too")
    }
  }

  func run() throws {
    try WrittenFiles(
      [
        ("--output", output), ("--parents", parents), ("--holdout-output", holdoutOutput),
        ("--test-output", testOutput),
        ("--holdout-output", holdoutOutput.map { KeptPartMark.path(besides: $0) }),
        ("--test-output", testOutput.map { KeptPartMark.path(besides: $0) }),
      ], reading: [("FILE", file)] + oversampling.files
    ).check()
    let plan = try oversampling.plan()
    let progress = ProgressLine(isQuiet: shared.quiet)
    let data = try InputData.load(file, shared, oversampling, progress)
    let publication = try data.publication(
      plan, threads: shared.threadCount, progress)
    let table = ReleaseTable(data, plan)
    let release = try table.release(publication, isAugmented: plan.release != .synthetic)
    progress.clear()
    if let parents {
      let text = ParentTable(publication, data.prepared).text
      try OutputFile.write(Array(text.utf8), to: parents)
    }
    try write(.holdout, table, data, to: holdoutOutput)
    try write(.test, table, data, to: testOutput)
    let bytes = try Self.bytes(of: release, shared)
    guard let output else {
      try TerminalGuard.check(bytes, for: STDOUT_FILENO)
      return StandardOutput.add(bytes)
    }
    try OutputFile.write(bytes, to: output)
    try report(plan, publication, rows: release.rowCount, data)
  }

  private static func bytes(of table: Dataset, _ shared: SharedOptions) throws -> [UInt8] {
    try CSVWriter().bytes(of: table, in: Interruption.context(threads: shared.threadCount))
  }

  /// The mark comes first: no part is ever there without it.
  private func write(
    _ part: KeptPartMark.Part, _ table: ReleaseTable, _ data: InputData, to path: String?
  ) throws {
    guard let path else { return }
    let isTest = part == .test
    let rows = try table.table(of: isTest ? data.prepared.test : data.prepared.holdout)
    let mark = KeptPartMark(
      part: part, source: file,
      share: try share(of: part),
      seed: oversampling.seed, rows: rows.rowCount)
    try mark.write(besides: path)
    try OutputFile.write(try Self.bytes(of: rows, shared), to: path)
  }

  /// Nil where rows were named.
  private func share(of part: KeptPartMark.Part) throws -> Double? {
    let preparing = oversampling.preparing
    if part == .test { return preparing.test }
    return preparing.holdoutRows == nil ? try preparing.holdout.share() : nil
  }

  private func report(
    _ plan: ExperimentPlan, _ publication: Publication, rows: Int, _ data: InputData
  ) throws {
    guard shared.json || !shared.quiet else { return }
    let findings = try ReleaseFindings(
      publication, data.prepared, in: Interruption.context(threads: shared.threadCount))
    let kind = plan.release == .synthetic ? "synthetic" : "augmented"
    let summary = ReleaseSummary(plan, data, publication, findings).released(as: kind)
    if shared.json {
      let written = OversampleSummary(
        output: output ?? "", method: plan.method, seed: plan.seed, release: kind, rows: rows,
        syntheticRows: summary.syntheticRows, ratio: summary.ratio, details: summary,
        notes: data.notes)
      return try JSONOutput.write(written)
    }
    Console.say(
      "\(output ?? ""): \(Counted.text(rows, "row")), \(summary.syntheticRows) of them synthetic")
    summary.say()
    for note in data.notes { Console.say("note: \(note)") }
  }
}

/// What `smokeout oversample --json` prints.
struct OversampleSummary: Encodable {
  let output: String
  let method: String
  let seed: UInt32
  let release: String
  let rows: Int
  let syntheticRows: Int
  let ratio: Double
  let details: ReleaseSummary
  /// What the user should know about how the file was taken.
  let notes: [String]
}
