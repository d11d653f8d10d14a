import Foundation

/// Prints results for other programs.
enum JSONOutput {
  /// One object on standard output.
  static func write(_ value: some Encodable) throws {
    FileHandle.standardOutput.write(try data(value))
  }

  /// One object and a line end: keys in snake case and in alphabetical order, numbers as the
  /// shortest text that reads back equal.
  static func data(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try encoder.encode(value) + Data("\n".utf8)
  }
}
