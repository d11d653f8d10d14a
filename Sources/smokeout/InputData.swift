import Experiments
import Jobs
import Oversampling
import Tabular

/// A file read and made ready, as every command needs it.
struct InputData {
  let path: String
  let dataset: Dataset
  let prepared: PreparedData
  let warnings: [String]
  /// The files of --neighbors and --surroundings.
  private let neighborFiles: [String]

  /// What the user should know about how the file was taken.
  var notes: [String] { warnings + prepared.notes + prepared.smallParts.map { "\($0)" } }

  /// Reads and prepares a file that something is to be made of.
  static func load(
    _ path: String, _ shared: SharedOptions, _ oversampling: OversamplingOptions,
    _ progress: ProgressLine
  ) throws -> InputData {
    try KeptPartMark.refuse(path)
    let result = try read(path, shared, progress)
    let preparation = try oversampling.preparing.preparation(
      minority: shared.minority, seed: oversampling.seed)
    let prepared = try naming(path, rows: oversampling.preparing.holdoutRows) {
      try PreparedData(result.dataset, preparation)
    }
    return InputData(
      path: path, dataset: result.dataset, prepared: prepared,
      warnings: result.warnings.map { "\($0)" },
      neighborFiles: [oversampling.neighbors, oversampling.surroundings].compactMap(\.self))
  }

  /// Has an error about the content of a file say which file.
  ///
  /// - Parameter rows: the file that says which rows are the holdout.
  private static func naming<Output>(
    _ path: String, rows: String? = nil, _ body: () throws -> Output
  ) throws -> Output {
    do {
      return try body()
    } catch let error as PlanError where rows != nil && error.concernsNamedRows {
      throw FileProblem.unfit(rows ?? path, ErrorText.of(error))
    } catch {
      throw FileProblem.unfit(path, ErrorText.of(error))
    }
  }

  static func read(
    _ path: String, _ shared: SharedOptions, _ progress: ProgressLine
  ) throws -> ReadResult {
    var options = ReadOptions()
    options.target = shared.target
    options.hasHeader = shared.header.hasHeader
    let context: RunContext<Fraction> = Interruption.context(threads: shared.threadCount) {
      progress.show("reading \(path) \(Int(100 * $0.value)) %")
    }
    return try DatasetFile.read(path, options: options, in: context)
  }

  /// Has an error about what was made of the file, or of given neighbors, say which file.
  func naming<Output>(_ body: () throws -> Output) throws -> Output {
    do {
      return try body()
    } catch let error as OversamplingError where error.concernsNeighborFile {
      throw FileProblem.unfit(
        neighborFiles.isEmpty ? path : neighborFiles.joined(separator: ", "), ErrorText.of(error))
    } catch let error where error is OversamplingError || error is PlanError {
      throw FileProblem.unfit(path, ErrorText.of(error))
    }
  }

  /// What a plan makes of the data, with progress.
  func publication(
    _ plan: ExperimentPlan, threads: Int, _ progress: ProgressLine
  ) throws -> Publication {
    progress.show("oversampling")
    return try naming {
      try Publication.make(
        plan, from: prepared,
        in: Interruption.context(threads: threads) {
          progress.show("oversampling \(Int(100 * $0.value)) %")
        })
    }
  }
}
