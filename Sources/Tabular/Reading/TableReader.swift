import Jobs

/// Reads tables from the bytes of a file.
public enum TableReader {
  /// The table in `bytes`, its format found by looking, its label column chosen.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - fileName: for messages, and as a hint where the content leaves the format open.
  /// - Throws: `ReadError`, or `CancellationError` soon after a cancel.
  /// - Complexity: O(bytes); memory beyond the file is the dataset's and little more.
  public static func read(
    _ bytes: FileBytes, fileName: String, options: ReadOptions = ReadOptions(),
    in context: RunContext<Fraction>
  ) throws -> ReadResult {
    do {
      let format = try options.format ?? FormatDetector.format(of: bytes, named: fileName)
      let raw = try rawTable(bytes, format, named: fileName, options: options, in: context)
      try context.checkCancellation()
      return try result(of: raw, options: options)
    } catch let error as ReadError {
      throw error.named(fileName)
    }
  }

  private static func rawTable(
    _ bytes: FileBytes, _ format: FileFormat, named name: String, options: ReadOptions,
    in context: RunContext<Fraction>
  ) throws -> RawTable {
    guard bytes.count > 0 else { throw FormatDetector.empty("the file is empty") }
    switch format {
    case .delimited:
      return try DelimitedReader.read(bytes, named: name, options: options, in: context)
    case .arff: return try ARFFReader.read(bytes, options: options, in: context)
    case .npy: return try NumPyReader.readArray(bytes, in: context)
    case .npz: return try NumPyReader.readArchive(bytes, in: context)
    }
  }

  private static func noLabel(_ columns: [Column]) -> String {
    if let single = LabelChoice.singleClass(of: columns) {
      return "\(VisibleText.quoted(columns[single.place].name)) is "
        + "\(VisibleText.quoted(single.value)) in every row, so there are no classes to balance"
    }
    return "no column looks like a label (a column named target, class, label, outcome or y, or "
      + "one with two values); name it to balance its classes"
  }

  private static func result(
    of raw: RawTable, options: ReadOptions
  ) throws(ReadError) -> ReadResult {
    let label = try LabelChoice.label(
      among: raw.columns, named: options.target, hint: raw.labelHint)
    var warnings = raw.warnings
    if label == nil {
      warnings.append(ReadWarning(noLabel(raw.columns)))
    }
    let schema = LabelChoice.schema(of: raw.columns, label: label)
    do {
      let dataset = try Dataset(schema: schema, columns: raw.columns)
      return ReadResult(dataset: dataset, warnings: warnings, layout: raw.layout)
    } catch {
      throw ReadError(.badHeader, found: VisibleText.shortened("\(error)", limit: 200))
    }
  }
}
