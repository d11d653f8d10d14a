import CKernels
import Jobs

/// Some whole records of a file and the number of its first row.
struct RecordBlock: Sendable {
  let bytes: Range<Int>
  let firstRow: Int
  let rows: Int
}

/// Divides the records of a file into blocks that threads can read on their own.
///
/// The blocks depend on the file alone, not on the number of threads.
enum RecordLayout {
  /// Bytes of a block, unless the table is very wide: what is noted down about each column of
  /// each block must stay small beside the file.
  private static let usualSize = 1 << 20
  private static let bytesPerColumn = 1024

  /// - Throws: `ReadError` for broken quotes, or `CancellationError`.
  static func blocks<Update>(
    of text: DelimitedText, from start: Int, columnCount: Int, in context: RunContext<Update>
  ) throws -> [RecordBlock] {
    let size = max(usualSize, columnCount * bytesPerColumn)
    let found =
      try text.hasQuotes
      ? sequentially(text, from: start, size, in: context)
      : inParallel(text, from: start, size, in: context)
    var row = 0
    return found.map { records in
      defer { row += records.rows }
      return RecordBlock(bytes: records.bytes, firstRow: row, rows: records.rows)
    }
  }

  private struct Records: Sendable {
    let bytes: Range<Int>
    let rows: Int
  }

  /// Without quotes every newline ends a record, so blocks can start anywhere.
  private static func inParallel<Update>(
    _ text: DelimitedText, from start: Int, _ size: Int, in context: RunContext<Update>
  ) throws -> [Records] {
    let borders = text.bytes.withBytes { all in
      var borders = [start]
      while let last = borders.last, last < all.count {
        let target = min(last + size, all.count)
        let newline = all[target...].firstIndex(of: text.newline)
        borders.append(newline.map { $0 + 1 } ?? all.count)
      }
      return borders
    }
    return try parallelMap(borders.count - 1, in: context) { index in
      try walk(text, from: borders[index], to: borders[index + 1])
    }
  }

  /// Whether a newline is inside quotes depends on all that comes before.
  private static func sequentially<Update>(
    _ text: DelimitedText, from start: Int, _ size: Int, in context: RunContext<Update>
  ) throws -> [Records] {
    var found: [Records] = []
    var offset = start
    while offset < text.bytes.count {
      try context.checkCancellation()
      let records = try walk(text, from: offset, to: min(offset + size, text.bytes.count))
      offset = records.bytes.upperBound
      found.append(records)
    }
    return found
  }

  private static func walk(
    _ text: DelimitedText, from start: Int, to target: Int
  ) throws(ReadError) -> Records {
    let records = text.lend { csv_walk($0, start, target) }
    guard records.failure.problem == csv_fine else { throw text.error(records.failure) }
    return Records(bytes: start..<records.end, rows: records.rows)
  }
}
