import Jobs

/// Writes tables as CSV that reads back bit for bit.
///
/// Numbers are the shortest text that reads back equal; missing values are empty. Texts are quoted
/// where they would be read differently otherwise. Lines end with a line feed.
public struct CSVWriter: Sendable {
  private static let rowsPerBlock = 2048
  private static let blocksPerWave = 32

  private let delimiter: UInt8

  /// - Throws: `ReadError` for a delimiter that cannot separate cells.
  public init(delimiter: Character) throws(ReadError) {
    self.delimiter = try Dialect.delimiter(delimiter)
  }

  /// Cells separated by commas.
  public init() { delimiter = UInt8(ascii: ",") }

  /// The whole file.
  ///
  /// - Throws: `CancellationError` soon after a cancel.
  public func bytes(
    of dataset: Dataset, in context: RunContext<Fraction> = .unattended()
  ) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try write(dataset, in: context) { bytes += $0 }
    return bytes
  }

  /// Hands the file to `sink` in pieces, in order, so that it never lies in memory as a whole.
  ///
  /// - Throws: what `sink` throws, or `CancellationError` soon after a cancel.
  public func write(
    _ dataset: Dataset, in context: RunContext<Fraction>, to sink: ([UInt8]) throws -> Void
  ) throws {
    let columns = dataset.columns.map { CSVColumn($0, quoting: CSVQuoting(delimiter: delimiter)) }
    try sink(header(of: dataset))
    let wave = Self.rowsPerBlock * Self.blocksPerWave
    for start in stride(from: 0, to: dataset.rowCount, by: wave) {
      let rows = min(wave, dataset.rowCount - start)
      let blocks = try parallelChunks(of: rows, grain: Self.rowsPerBlock, in: context) { range in
        block(start + range.lowerBound..<start + range.upperBound, of: columns)
      }
      for block in blocks { try sink(block) }
      context.report(Fraction(start + rows, of: dataset.rowCount))
    }
  }

  private func header(of dataset: Dataset) -> [UInt8] {
    let quoting = CSVQuoting(delimiter: delimiter)
    var line: [UInt8] = []
    for (index, column) in dataset.columns.enumerated() {
      if index > 0 { line.append(delimiter) }
      line += quoting.name(column.name)
    }
    return line + [0x0a]
  }

  private func block(_ rows: Range<Int>, of columns: [CSVColumn]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(rows.count * columns.count * 8)
    for row in rows {
      for (index, column) in columns.enumerated() {
        if index > 0 { text.append(delimiter) }
        column.append(row, to: &text)
      }
      // A line of nothing would be skipped when read.
      if columns.count == 1, text.isEmpty || text.last == 0x0a { text += [0x22, 0x22] }
      text.append(0x0a)
    }
    return text
  }
}

/// A column with its texts made ready for writing.
private enum CSVColumn: Sendable {
  case numbers([Double])
  case texts(codes: [Int32], levels: [[UInt8]])

  init(_ column: Column, quoting: CSVQuoting) {
    switch column.values {
    case .numeric(let numbers): self = .numbers(numbers)
    case .categorical(let codes, let levels):
      self = .texts(codes: codes, levels: levels.map(quoting.cell))
    }
  }

  func append(_ row: Int, to text: inout [UInt8]) {
    switch self {
    case .numbers(let numbers): NumberText.append(numbers[row], to: &text)
    case .texts(let codes, let levels):
      if codes[row] >= 0 { text += levels[Int(codes[row])] }
    }
  }
}
