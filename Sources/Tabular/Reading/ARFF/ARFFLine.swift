/// One line of an ARFF file and what may be said about it.
struct ARFFLine {
  /// From 1.
  let number: Int
  /// Where the line starts in the file, blanks included.
  let start: Int
  /// Without the blanks around it.
  let bytes: Slice<UnsafeRawBufferPointer>

  /// Where `index` of the bytes is, for messages.
  func place(_ index: Int) -> FilePlace {
    let before = bytes.base[start..<index]
    return FilePlace(line: number, column: before.count { $0 & 0xc0 != 0x80 } + 1)
  }
}

/// A part of a line: a name, a level, a value. Quotes and backslashes are resolved.
struct ARFFToken {
  let text: String
  let isQuoted: Bool
  /// Where it starts in the line.
  let start: Int

  /// True for the texts that mean "no value".
  var isMissing: Bool { !isQuoted && (text.isEmpty || text == "?" || text == "<null>") }
}

/// Takes a line apart from left to right.
struct ARFFScanner {
  let line: ARFFLine
  private(set) var index: Int

  init(_ line: ARFFLine) {
    self.line = line
    index = line.bytes.startIndex
  }

  var isAtEnd: Bool { index == line.bytes.endIndex }
  var place: FilePlace { line.place(index) }
  var rest: String { String(decoding: line.bytes[index...], as: UTF8.self) }

  private var byte: UInt8? { isAtEnd ? nil : line.bytes[index] }

  mutating func skipBlanks() {
    while let byte, byte == 0x20 || byte == 0x09 { index += 1 }
  }

  /// Steps over `character` if it is next, after blanks.
  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard byte == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  /// The next token, up to one of `ends` or the end of the line, without blanks around it.
  mutating func token(until ends: [UInt8]) throws(ReadError) -> ARFFToken {
    skipBlanks()
    if let quote = byte, quote == 0x27 || quote == 0x22 { return try quoted(quote) }
    let start = index
    while let byte, !ends.contains(byte) { index += 1 }
    var last = index
    while last > start, line.bytes[last - 1] == 0x20 || line.bytes[last - 1] == 0x09 { last -= 1 }
    let text = String(decoding: line.bytes[start..<last], as: UTF8.self)
    return ARFFToken(text: text, isQuoted: false, start: start)
  }

  private mutating func quoted(_ quote: UInt8) throws(ReadError) -> ARFFToken {
    let start = index
    var text: [UInt8] = []
    index += 1
    while let byte {
      index += 1
      if byte == quote {
        return ARFFToken(
          text: String(decoding: text, as: UTF8.self), isQuoted: true, start: start)
      }
      if byte == 0x5c, let escaped = self.byte {
        index += 1
        text.append(Self.meaning(ofEscaped: escaped))
      } else {
        text.append(byte)
      }
    }
    throw ReadError(
      .openQuote, at: line.place(start), found: "this quote is never closed",
      expected: "expected a closing quote on the same line",
      remedy: "close the quote, or put \\ before quotes that belong to the text")
  }

  private static func meaning(ofEscaped byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "n"): 0x0a
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "r"): 0x0d
    default: byte
    }
  }
}
