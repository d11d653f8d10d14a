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
      """)

  @Argument(help: "The dataset: CSV, TSV, ARFF, KEEL .dat, NPY or NPZ.")
  var file: String
  @OptionGroup var oversampling: OversamplingOptions
  @OptionGroup var shared: SharedOptions
  @Option(help: "The file to write (default: standard output).")
  var output: String?
  @Option(help: "Also write base, neighbor and step of every synthetic row to this file.")
  var parents: String?

  func validate() throws {
    if shared.json, output == nil {
      throw ValidationError("--json prints a summary; name the file for the rows with --output")
    }
  }

  func run() throws {
    let plan = try oversampling.plan()
    let progress = ProgressLine(isQuiet: shared.quiet)
    let data = try InputData.load(file, shared, scaling: oversampling.scale, progress)
    progress.show("oversampling")
    let publication = try Publication.make(
      plan, from: data.prepared, in: Interruption.context(threads: shared.threadCount))
    let release = try ReleaseTable(
      data, publication, isAugmented: plan.release != .synthetic
    ).dataset()
    progress.clear()
    let bytes = try CSVWriter().bytes(
      of: release, in: Interruption.context(threads: shared.threadCount))
    if let parents {
      try DatasetFile.write(Array(Self.parentLines(publication).utf8), to: parents)
    }
    guard let output else { return FileHandle.standardOutput.write(Data(bytes)) }
    try DatasetFile.write(bytes, to: output)
    report(plan, publication, rows: release.rowCount, data)
  }

  private func report(
    _ plan: ExperimentPlan, _ publication: Publication, rows: Int, _ data: InputData
  ) {
    let summary = OversampleSummary(
      output: output ?? "", method: plan.method, seed: plan.seed,
      release: plan.release == .synthetic ? "synthetic" : "augmented", rows: rows,
      syntheticRows: publication.synthetic.rows.rows, ratio: publication.settings.ratio)
    if shared.json {
      try? JSONOutput.write(summary)
    } else if !shared.quiet {
      Console.say(
        "\(summary.output): \(rows) rows, \(summary.syntheticRows) of them synthetic "
          + "(\(plan.method), seed \(plan.seed))")
      for note in data.notes { Console.say("note: \(note)") }
    }
  }

  /// Row numbers in the dataset, from 0, and the step from the base to the neighbor.
  private static func parentLines(_ publication: Publication) -> String {
    var text = "base,neighbor,step\n"
    for pair in publication.synthetic.parents {
      text += "\(pair.base),\(pair.neighbor),\(NumberText.shortest(pair.step))\n"
    }
    return text
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
}

/// A release as a table: the encoded features, then the class.
struct ReleaseTable {
  private let data: InputData
  private let publication: Publication
  private let isAugmented: Bool

  init(_ data: InputData, _ publication: Publication, isAugmented: Bool) {
    self.data = data
    self.publication = publication
    self.isAugmented = isAugmented
  }

  func dataset() throws -> Dataset {
    let prepared = data.prepared
    let rows =
      isAugmented
      ? prepared.features.stacked(on: publication.synthetic.rows) : publication.synthetic.rows
    let labels = (isAugmented ? prepared.labels : []) + publication.synthetic.labels
    let features = prepared.columnNames.enumerated().map { index, name in
      Column(
        name: name, kind: .decimal(decimals: 17),
        values: .numeric((0..<rows.rows).map { rows[$0, index] }))
    }
    let label = ClassLabels(codes: labels, levels: prepared.classNames)
      .column(named: data.dataset.label?.name ?? "target")
    return try Dataset(
      schema: Schema(features.map { _ in .feature } + [.label]), columns: features + [label])
  }
}
