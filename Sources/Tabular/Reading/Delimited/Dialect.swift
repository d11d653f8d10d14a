/// The names of delimiters, and which ones are looked for.
enum Dialect {
  /// In order of preference when a file fits several equally well.
  static let candidates: [UInt8] = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }

  /// How messages call a delimiter.
  static func name(of delimiter: UInt8) -> String {
    switch Unicode.Scalar(delimiter) {
    case ",": "a comma"
    case ";": "a semicolon"
    case "\t": "a tab"
    case "|": "a bar (|)"
    case " ": "a space"
    default: VisibleText.quoted(String(Character(Unicode.Scalar(delimiter))))
    }
  }

  /// - Throws: `ReadError` for a delimiter that cannot work.
  static func delimiter(_ character: Character) throws(ReadError) -> UInt8 {
    let refused = character.isLetter || character.isNumber || "\"\r\n.-+".contains(character)
    guard let byte = character.asciiValue, !refused, byte >= 0x20 || byte == 0x09, byte != 0x7f
    else {
      throw ReadError(
        .badOption, found: "\(VisibleText.quoted(String(character))) cannot separate cells",
        expected: "expected one ASCII character such as , ; | or a tab")
    }
    return byte
  }
}
