import Foundation

/// A value that is written as null where there is none, so that its key is always there.
struct OrNull<Value: Encodable>: Encodable {
  let value: Value?

  init(_ value: Value?) { self.value = value }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let value { try container.encode(value) } else { try container.encodeNil() }
  }
}

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
