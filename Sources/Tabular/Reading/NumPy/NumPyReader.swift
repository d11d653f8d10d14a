import Jobs

/// Reads NPY arrays, and NPZ archives with the arrays `data` and `label` (or `X` and `y`).
enum NumPyReader {
  /// One array: columns are called x0, x1, …
  static func readArray(
    _ bytes: FileBytes, in context: RunContext<Fraction>
  ) throws -> RawTable {
    let columns = try features(NumPyArray(bytes), in: context)
    return RawTable(columns: columns, warnings: [], layout: FileLayout(.npy, hasHeader: false))
  }

  /// - Throws: `ReadError` if the archive does not hold a table and its label, or one table.
  static func readArchive(
    _ bytes: FileBytes, in context: RunContext<Fraction>
  ) throws -> RawTable {
    let archive = try ZipArchive(bytes)
    let names = archive.entries.map(\.name)
    try refuseOtherArchives(names)
    let layout = FileLayout(.npz, hasHeader: false)
    guard let data = names.first(where: { dataNames.contains($0) }) else {
      guard names.count == 1 else { throw noData(names) }
      let array = try NumPyArray(archive.content(of: archive.entries[0], in: context))
      return RawTable(columns: try features(array, in: context), warnings: [], layout: layout)
    }
    let table = try array(data, of: archive, in: context)
    var columns = try features(table, in: context)
    guard let labelName = names.first(where: { labelNames.contains($0) }) else {
      return RawTable(columns: columns, warnings: [], layout: layout)
    }
    let label = try array(labelName, of: archive, in: context)
    columns.append(try labelColumn(label, rows: table.rows))
    return RawTable(
      columns: columns, warnings: [], layout: layout, labelHint: columns.count - 1)
  }

  private static let dataNames = ["data.npy", "X.npy", "x.npy"]
  private static let labelNames = ["label.npy", "target.npy", "y.npy", "Y.npy", "labels.npy"]

  private static func array(
    _ name: String, of archive: ZipArchive, in context: RunContext<Fraction>
  ) throws -> NumPyArray {
    guard let entry = archive.entries.first(where: { $0.name == name }) else {
      throw noData(archive.entries.map(\.name))
    }
    return try NumPyArray(archive.content(of: entry, in: context))
  }

  private static func features(
    _ array: NumPyArray, in context: RunContext<Fraction>
  ) throws -> [Column] {
    let shape = array.header.shape
    guard (1...2).contains(shape.count), array.rows > 0, array.columns > 0 else {
      throw ReadError(
        array.header.count == 0 ? .noRows : .unsupported, found: "an array of shape \(shape)",
        expected: "expected rows and columns, some of each",
        remedy: "reshape it to two dimensions")
    }
    try HeaderRow.checkWidth(array.columns)
    return try parallelMap(array.columns, in: context) { index in
      column(array.column(index), named: "x\(index)", of: array.header.element)
    }
  }

  private static func column(
    _ numbers: [Double], named name: String, of element: NumPyElement
  ) -> Column {
    let decimals = element.isFloatingPoint ? NumberText.decimals(numbers) : 0
    let kind = ColumnKinds.kind(of: numbers, decimals: decimals, name: name)
    return Column(name: name, kind: kind, values: .numeric(numbers))
  }

  private static func labelColumn(_ array: NumPyArray, rows: Int) throws(ReadError) -> Column {
    guard array.columns == 1, array.rows == rows else {
      throw ReadError(
        .badHeader, found: "labels of shape \(array.header.shape) for \(rows) rows of data",
        expected: "expected one label a row", remedy: "write the archive again")
    }
    return column(array.column(0), named: "target", of: array.header.element)
  }

  private static func noData(_ names: [String]) -> ReadError {
    ReadError(
      .unsupported, found: "an archive with " + VisibleText.list(names),
      expected: "expected the arrays data and label, X and y, or a single array",
      remedy: "save it with numpy.savez(FILE, data=…, label=…)")
  }

  /// Spreadsheets and other programs' files are zip archives, too.
  private static func refuseOtherArchives(_ names: [String]) throws(ReadError) {
    if names.contains(where: { $0.hasPrefix("xl/") }) {
      throw ReadError(
        .notATable, found: "this is an Excel workbook",
        expected: "expected CSV, TSV, ARFF, NPY or NPZ",
        remedy: "save the sheet as CSV (UTF-8) in the spreadsheet program")
    }
    if names.contains(where: { $0.hasSuffix(".npy") }) { return }
    throw ReadError(
      .notATable,
      found: names.isEmpty
        ? "this is an empty zip archive" : "this is a zip archive with " + VisibleText.list(names),
      expected: "expected CSV, TSV, ARFF, NPY or NPZ", remedy: "unpack it first")
  }
}
