import Jobs
import Tabular

/// What a file of these bytes is read as.
func readBytes(
  _ bytes: [UInt8], name: String = "table.csv", options: ReadOptions = ReadOptions(),
  threads: Int = 1
) throws -> ReadResult {
  try TableReader.read(
    FileBytes(bytes), fileName: name, options: options, in: .unattended(threads: threads))
}

func readText(
  _ text: String, name: String = "table.csv", options: ReadOptions = ReadOptions(),
  threads: Int = 1
) throws -> ReadResult {
  try readBytes(Array(text.utf8), name: name, options: options, threads: threads)
}

/// The error that reading these bytes ends with, or nil if they can be read.
func readError(
  _ bytes: [UInt8], name: String = "table.csv", options: ReadOptions = ReadOptions()
) -> ReadError? {
  do {
    _ = try readBytes(bytes, name: name, options: options)
    return nil
  } catch {
    return error as? ReadError
  }
}

extension Dataset {
  func column(_ name: String) -> Column? { columns.first { $0.name == name } }

  /// All cells as text, column by column.
  var texts: [[String]] { columns.map { column in (0..<rowCount).map(column.text) } }

  var names: [String] { columns.map(\.name) }
}

extension Column {
  /// The values of a column of numbers; empty for texts.
  var numbers: [Double] {
    if case .numeric(let numbers) = values { numbers } else { [] }
  }

  var levels: [String] {
    if case .categorical(_, let levels) = values { levels } else { [] }
  }
}

/// A small repeatable generator, so that failures can be found again.
struct TestRandom: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_f491_4f6c_dd1d
  }
}
