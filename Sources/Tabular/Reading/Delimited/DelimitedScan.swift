import CKernels
import Jobs

/// A first look at all bytes of a text file.
struct DelimitedScan: Sendable {
  let hasQuotes: Bool
  let newline: UInt8

  /// Bytes looked at between two checks for a cancel.
  static let grain = 1 << 20

  /// - Throws: `ReadError` if the bytes are no UTF-8 text, or `CancellationError`.
  init<Update>(_ bytes: FileBytes, in context: RunContext<Update>) throws {
    let parts = try parallelChunks(of: bytes.count, grain: Self.grain, in: context) { range in
      try Self.look(at: range, of: bytes)
    }
    hasQuotes = parts.contains { $0.quote }
    newline = bytes.withBytes { !$0.contains(0x0a) && $0.contains(0x0d) } ? 0x0d : 0x0a
  }

  private static func look(at range: Range<Int>, of bytes: FileBytes) throws -> csv_traits {
    let traits = bytes.withBytes { all in
      csv_scan(
        all.bindMemory(to: UInt8.self).baseAddress?.advanced(by: range.lowerBound), range.count)
    }
    if traits.nul { throw nulError(in: range, of: bytes) }
    if traits.not_ascii, let bad = invalidByte(in: range, of: bytes) {
      throw encodingError(at: bad, of: bytes)
    }
    return traits
  }

  /// The first byte of `range` that breaks UTF-8. A character that crosses a border of the range
  /// belongs to the range it starts in.
  private static func invalidByte(in range: Range<Int>, of bytes: FileBytes) -> Int? {
    bytes.withBytes { all in
      func aligned(_ offset: Int) -> Int {
        var offset = offset
        let limit = min(offset + 3, all.count)
        while offset > 0, offset < limit, all[offset] & 0xc0 == 0x80 { offset += 1 }
        return offset
      }
      let start = aligned(range.lowerBound)
      let count = max(0, aligned(range.upperBound) - start)
      let first = all.bindMemory(to: UInt8.self).baseAddress?.advanced(by: start)
      let good = csv_invalid_utf8(first, count)
      return good == count ? nil : start + good
    }
  }

  private static func nulError(in range: Range<Int>, of bytes: FileBytes) -> ReadError {
    let offset = bytes.array(range).firstIndex(of: 0) ?? 0
    return ReadError(
      .notATable, at: place(of: range.lowerBound + offset, in: bytes),
      found: "a zero byte (byte \(range.lowerBound + offset) of the file)",
      expected: "expected text", remedy: "this is a binary file or UTF-16; export it as UTF-8 CSV")
  }

  private static func encodingError(at offset: Int, of bytes: FileBytes) -> ReadError {
    let byte = String(bytes.array(offset..<offset + 1)[0], radix: 16, uppercase: true)
    return ReadError(
      .notUTF8, at: place(of: offset, in: bytes),
      found: "byte \(offset) (0x\(byte)) is not UTF-8", expected: "expected UTF-8 text",
      remedy: "if the file is Latin-1, convert it: iconv -f LATIN1 -t UTF-8")
  }

  private static func place(of offset: Int, in bytes: FileBytes) -> FilePlace {
    let hasLineFeed = bytes.withBytes { $0[..<offset].contains(0x0a) }
    let text = DelimitedText(
      bytes, delimiter: 0x2c, newline: hasLineFeed ? 0x0a : 0x0d, hasQuotes: false,
      decimalMark: .point, missing: [])
    return text.place(of: offset)
  }
}
