/// The few kinds of Python value that an NPY header is made of.
enum PythonLiteral: Equatable {
  case text(String)
  case flag(Bool)
  case integers([Int])
  /// A list, which only records have; its content does not matter.
  case list

  /// The entries of `{'key': value, …}`.
  static func dictionary(_ text: String) throws(ReadError) -> [String: PythonLiteral] {
    var parser = PythonParser(Array(text.utf8))
    guard let entries = parser.dictionary() else {
      throw ReadError(
        .badHeader, found: "the header \(VisibleText.quoted(text))",
        expected: "expected {'descr': …, 'fortran_order': …, 'shape': …}",
        remedy: "write the array again")
    }
    return entries
  }
}

/// Reads a literal from left to right; nil means that it is none.
private struct PythonParser {
  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func dictionary() -> [String: PythonLiteral]? {
    var entries: [String: PythonLiteral] = [:]
    guard skip("{") else { return nil }
    while !skip("}") {
      guard let key = string(), skip(":"), let value = value() else { return nil }
      entries[key] = value
      if skip(",") { continue }
      guard skip("}") else { return nil }
      break
    }
    return entries
  }

  private mutating func value() -> PythonLiteral? {
    skipBlanks()
    switch index < bytes.count ? bytes[index] : 0 {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return string().map { .text($0) }
    case UInt8(ascii: "("): return tuple()
    case UInt8(ascii: "["): return list()
    default:
      if word("True") { return .flag(true) }
      return word("False") ? .flag(false) : nil
    }
  }

  private mutating func tuple() -> PythonLiteral? {
    var numbers: [Int] = []
    guard skip("(") else { return nil }
    while !skip(")") {
      guard let number = integer() else { return nil }
      numbers.append(number)
      if skip(",") { continue }
      guard skip(")") else { return nil }
      break
    }
    return .integers(numbers)
  }

  /// Skips to the bracket that closes this one.
  private mutating func list() -> PythonLiteral? {
    var depth = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "[") { depth += 1 }
      if bytes[index] == UInt8(ascii: "]") { depth -= 1 }
      index += 1
      if depth == 0 { return .list }
    }
    return nil
  }

  private mutating func integer() -> Int? {
    skipBlanks()
    let digits = bytes[index...].prefix { $0 >= 0x30 && $0 <= 0x39 }
    index += digits.count
    // Written by Python 2, long integers end in L.
    if index < bytes.count, bytes[index] == UInt8(ascii: "L") { index += 1 }
    return Int(String(decoding: digits, as: UTF8.self))
  }

  private mutating func string() -> String? {
    skipBlanks()
    guard index < bytes.count, bytes[index] == 0x27 || bytes[index] == 0x22 else { return nil }
    let quote = bytes[index]
    guard let end = bytes[(index + 1)...].firstIndex(of: quote) else { return nil }
    defer { index = end + 1 }
    return String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
  }

  private mutating func word(_ text: String) -> Bool {
    guard bytes[index...].starts(with: text.utf8) else { return false }
    index += text.utf8.count
    return true
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func skipBlanks() {
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x0a { index += 1 }
  }
}
