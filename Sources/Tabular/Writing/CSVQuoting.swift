/// Puts quotes around texts that would not read back as they are.
struct CSVQuoting {
  let delimiter: UInt8
  private let reader: DelimitedText

  init(delimiter: UInt8) {
    self.delimiter = delimiter
    reader = DelimitedText(
      FileBytes([]), delimiter: delimiter, newline: 0x0a, hasQuotes: true, decimalMark: .point,
      missing: [])
  }

  /// A text among the rows. Quotes keep it apart from missing values.
  func cell(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    return needsQuotes(bytes) || meaning(of: bytes) == .missing ? quoted(bytes) : bytes
  }

  /// A column name. Quotes also keep numbers in a header from looking like data.
  func name(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    let isPlain = meaning(of: bytes) == .text && bytes.allSatisfy(Self.isHarmless)
    return needsQuotes(bytes) || !isPlain ? quoted(bytes) : bytes
  }

  private func meaning(of bytes: [UInt8]) -> DelimitedText.Meaning {
    bytes.withUnsafeBytes(reader.meaning)
  }

  private func needsQuotes(_ bytes: [UInt8]) -> Bool {
    func isBlank(_ byte: UInt8?) -> Bool { byte == 0x20 || byte == 0x09 }
    return bytes.contains { $0 == delimiter || $0 == 0x22 || $0 == 0x0a || $0 == 0x0d }
      || isBlank(bytes.first) || isBlank(bytes.last)
  }

  /// Letters, digits and what names are usually made of: no start of another format is.
  private static func isHarmless(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
    default: "_ .-()/".utf8.contains(byte)
    }
  }

  private func quoted(_ bytes: [UInt8]) -> [UInt8] {
    var quoted: [UInt8] = [0x22]
    for byte in bytes {
      if byte == 0x22 { quoted.append(byte) }
      quoted.append(byte)
    }
    return quoted + [0x22]
  }
}
