import Foundation
import Tabular

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
    StandardOutput.add(try data(value))
  }

  /// One object and a line end: keys in snake case and in alphabetical order, numbers as the
  /// shortest text that reads back equal. Characters that cannot be seen are escaped.
  static func data(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return escaped(try encoder.encode(value)) + Data("\n".utf8)
  }

  /// Outside of texts JSON is ASCII, so an escape is right wherever such a character stands.
  private static func escaped(_ json: Data) -> Data {
    guard json.contains(where: { $0 >= 0x7F }) else { return json }
    var text = ""
    for scalar in String(decoding: json, as: UTF8.self).unicodeScalars {
      if scalar == "\n" || (" "..."~").contains(scalar) || VisibleText.isVisible(scalar) {
        text.unicodeScalars.append(scalar)
      } else {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      }
    }
    return Data(text.utf8)
  }
}
