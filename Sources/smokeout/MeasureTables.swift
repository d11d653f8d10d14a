import Attacks
import Experiments
import Jobs
import Measures
import Tabular

/// The tables that `smokeout measure` compares, and where they come from.
struct MeasureTables {
  /// A table as it is named in the result.
  struct Source: Encodable {
    let path: String
    let rows: Int
  }

  let input: MeasureInput
  /// The real and the released table as they were read; nil for a release that was made here.
  let files: (real: Dataset, released: Dataset)?
  let training: Source
  let synthetic: Source
  let holdout: Source?
  /// The class that the rows are of; nil for rows of all classes.
  let className: String?
  /// Row of the training file, from 1, of each training row.
  let fileRows: [Int]
  let notes: [String]

  /// Of a release that was made here.
  init(
    _ data: InputData, _ publication: Publication, _ model: ThreatModel,
    _ options: MeasureOptions, seed: UInt32
  ) throws {
    let tables = try ReleaseTables(publication, data.prepared, for: model)
    input = try Self.naming(["synthetic": data.path]) {
      try tables.input(
        quasiIdentifiers: options.namedColumns,
        sensitive: ThreatOptions.names(options.sensitive), columns: options.knownColumns,
        seed: seed)
    }
    training = Source(path: data.path, rows: tables.training.rowCount)
    synthetic = Source(path: data.path, rows: tables.release.rowCount)
    holdout = tables.holdout.map { Source(path: data.path, rows: $0.rowCount) }
    className = model.targets == .minority ? data.prepared.minorityName : nil
    fileRows = tables.fileRows.map { $0 + 1 }
    files = nil
    notes = data.notes + tables.remarks
  }

  /// Of files that others made.
  ///
  /// All columns but those that name rows are compared, the class among them. If `minority` names a
  /// class, or all synthetic rows are of one, the rows of that class are compared with each other
  /// and the class column is left out.
  init(
    files: (training: String, synthetic: String, holdout: String?), _ shared: SharedOptions,
    _ options: MeasureOptions, seed: UInt32, _ progress: ProgressLine
  ) throws {
    let real = try Self.training(files.training, shared, progress)
    // The class of the others is that of the training rows, whatever their own values suggest.
    var bare = shared
    bare.target = nil
    let made = try InputData.read(files.synthetic, bare, progress)
    let kept = try files.holdout.map { try InputData.read($0, bare, progress) }
    let encoded = try real.dataset.withLevels(like: made.dataset)
    let others = try kept.map { try $0.dataset.withLevels(like: made.dataset).table }
    let columns = FileColumns(
      real.dataset, target: shared.target, minority: shared.minority, made: made.dataset,
      kept: kept?.dataset)
    let chosen = try Self.naming(["training": files.training]) {
      try columns.table(encoded.table, needsClass: true)
    }
    let paths = [
      "training": files.training, "synthetic": files.synthetic, "holdout": files.holdout ?? "",
    ]
    input = try Self.naming(paths) {
      try MeasureInput(
        training: chosen.table, synthetic: try columns.table(made.dataset).table,
        holdout: try others.map { try columns.table($0).table },
        quasiIdentifiers: Self.names(options.namedColumns, encoded.columns),
        sensitive: Self.names(ThreatOptions.names(options.sensitive), encoded.columns),
        columns: options.knownColumns,
        seed: seed)
    }
    training = Source(path: files.training, rows: input.training.rowCount)
    synthetic = Source(path: files.synthetic, rows: input.synthetic.rowCount)
    holdout = input.holdout.map { Source(path: files.holdout ?? "", rows: $0.rowCount) }
    className = columns.className
    fileRows = chosen.rows.map { $0 + 1 }
    self.files = (try columns.labeled(real.dataset), try columns.labeled(made.dataset))
    notes = Self.once(
      (real.warnings + made.warnings + (kept?.warnings ?? [])).map { "\($0)" } + columns.notes
        + Self.note(on: encoded.columns, of: real.dataset))
  }

  /// The training rows. They may be of one class, which then is not to be balanced.
  private static func training(
    _ path: String, _ shared: SharedOptions, _ progress: ProgressLine
  ) throws -> ReadResult {
    do {
      return try InputData.read(path, shared, progress)
    } catch let error as ReadError {
      var bare = shared
      bare.target = nil
      guard let target = shared.target, error.problem == .badLabel else { throw error }
      let result = try InputData.read(path, bare, progress)
      let single = LabelChoice.singleClass(of: result.dataset.columns, named: target)
      let name = single.map { result.dataset.columns[$0.place].name }
      guard name?.lowercased() == target.lowercased() else { throw error }
      return result
    }
  }

  /// Each of them where it comes first: three files may have the same to say.
  private static func once(_ notes: [String]) -> [String] {
    var told: Set<String> = []
    return notes.filter { told.insert($0).inserted }
  }

  /// The columns that stand for those named.
  private static func names(_ named: [String], _ taken: [String: [String]]) -> [String] {
    named.flatMap { taken[$0] ?? [$0] }
  }

  /// What was done to the real tables, so that they have the columns of the release.
  private static func note(on taken: [String: [String]], of real: Dataset) -> [String] {
    let names = real.columns.map(\.name).filter { taken[$0] != nil }
    guard !names.isEmpty else { return [] }
    let list = names.map { "'\($0)'" }.joined(separator: ", ")
    return [
      "the release has a column of numbers for each level of \(list): the real tables are compared in "
        + "the same form"
    ]
  }

  /// Has an error about a table say which file it is.
  private static func naming<Output>(
    _ paths: [String: String], _ body: () throws -> Output
  ) throws -> Output {
    do {
      return try body()
    } catch let error as MeasureError {
      let table: String? =
        switch error {
        case .columns(let table, _, _), .kind(_, let table), .tooFewRows(_, let table, _, _): table
        default: nil
        }
      let path = table.flatMap { paths[$0] } ?? paths["training"]
      throw path.map { FileProblem.unfit($0, "\(error)") } ?? error
    } catch let error as PlanError {
      throw paths["training"].map { FileProblem.unfit($0, "\(error)") } ?? error
    }
  }
}
