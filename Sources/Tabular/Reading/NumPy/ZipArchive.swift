import CZlib
import Jobs

/// The members of a zip archive, stored or deflated, as NumPy writes them.
struct ZipArchive {
  struct Entry {
    let name: String
    let method: Int
    let isEncrypted: Bool
    let checksum: UInt32
    let compressedSize: Int
    let size: Int
    let headerOffset: Int
  }

  let entries: [Entry]
  private let bytes: FileBytes

  /// Unpacked sizes beyond this are refused.
  static let sizeLimit = 1 << 32
  /// Deflate cannot shrink data by more than this factor.
  private static let largestRatio = 1040

  /// - Throws: `ReadError` if the directory at the end is missing or broken.
  init(_ bytes: FileBytes) throws(ReadError) {
    self.bytes = bytes
    entries = try ZipDirectory(bytes).entries()
  }

  /// The unpacked bytes of a member, its checksum verified.
  func content(of entry: Entry, in context: RunContext<Fraction>) throws -> FileBytes {
    try context.checkCancellation()
    let name = VisibleText.quoted(entry.name)
    guard !entry.isEncrypted else {
      throw ReadError(
        .unsupported, found: "member \(name) is encrypted", expected: "expected plain members")
    }
    guard entry.size <= Self.sizeLimit, entry.size <= entry.compressedSize * Self.largestRatio + 64
    else {
      throw ReadError(
        .tooLarge, found: "member \(name) claims \(entry.size) bytes",
        expected: "expected at most what \(entry.compressedSize) packed bytes can hold",
        remedy: "write the archive again; the file is damaged")
    }
    let packed = try packedRange(of: entry)
    let content: FileBytes
    switch entry.method {
    case 0 where entry.size == entry.compressedSize: content = FileBytes(bytes.array(packed))
    case 8: content = try inflated(packed, of: entry)
    default:
      throw ReadError(
        .unsupported, found: "member \(name) is packed by method \(entry.method)",
        expected: "expected stored or deflated members",
        remedy: "write it with numpy.savez or numpy.savez_compressed")
    }
    guard checksum(content) == entry.checksum else {
      throw ReadError(
        .damaged, found: "the checksum of member \(name) does not match its bytes",
        expected: "expected an intact archive", remedy: "fetch or write the file again")
    }
    return content
  }

  private func packedRange(of entry: Entry) throws(ReadError) -> Range<Int> {
    let local = ZipFields(bytes, at: entry.headerOffset)
    guard let signature = local.word(0), signature == 0x0403_4b50,
      let nameLength = local.half(26), let extraLength = local.half(28)
    else { throw Self.truncated("member \(VisibleText.quoted(entry.name)) has no header") }
    let start = entry.headerOffset + 30 + nameLength + extraLength
    guard entry.compressedSize <= bytes.count - start else {
      throw Self.truncated("member \(VisibleText.quoted(entry.name)) is cut off")
    }
    return start..<start + entry.compressedSize
  }

  private func inflated(_ packed: Range<Int>, of entry: Entry) throws(ReadError) -> FileBytes {
    let output = Inflated(size: entry.size)
    let isWhole = bytes.withBytes {
      output.fill(from: UnsafeRawBufferPointer(rebasing: $0[packed]))
    }
    guard isWhole else {
      throw ReadError(
        .damaged, found: "the packed data of member \(VisibleText.quoted(entry.name)) is broken",
        expected: "expected \(entry.size) bytes after unpacking",
        remedy: "fetch or write the file again")
    }
    return FileBytes(owner: output, bytes: output.bytes)
  }

  private func checksum(_ content: FileBytes) -> UInt32 {
    content.withBytes { all in
      var sum: uLong = 0
      var start = 0
      while start < all.count {
        let count = min(1 << 30, all.count - start)
        let part = all.bindMemory(to: UInt8.self).baseAddress?.advanced(by: start)
        sum = crc32(sum, part, uInt(count))
        start += count
      }
      return UInt32(truncatingIfNeeded: sum)
    }
  }

  static func truncated(_ found: String) -> ReadError {
    ReadError(
      .truncated, found: found, expected: "expected a whole zip archive",
      remedy: "fetch or write the file again")
  }
}

/// Memory that deflated data is unpacked into.
private final class Inflated: Sendable {
  nonisolated(unsafe) private let memory: UnsafeMutableRawBufferPointer

  init(size: Int) {
    memory = .allocate(byteCount: max(1, size), alignment: 16)
    self.size = size
  }

  private let size: Int

  deinit { memory.deallocate() }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[..<size]) }

  /// Unpacks raw deflate data; true if it fills the memory exactly.
  func fill(from packed: UnsafeRawBufferPointer) -> Bool {
    var stream = z_stream()
    let headerSize = Int32(MemoryLayout<z_stream>.size)
    // Negative window bits: no zlib header around the data.
    guard inflateInit2_(&stream, -15, ZLIB_VERSION, headerSize) == Z_OK else { return false }
    defer { inflateEnd(&stream) }
    var consumed = 0
    var produced = 0
    while true {
      let input = UnsafeMutablePointer(
        mutating: packed.bindMemory(to: UInt8.self).baseAddress?.advanced(by: consumed))
      let available = min(1 << 30, packed.count - consumed)
      let room = min(1 << 30, size - produced)
      stream.next_in = input
      stream.avail_in = uInt(available)
      stream.next_out = memory.bindMemory(to: UInt8.self).baseAddress?.advanced(by: produced)
      stream.avail_out = uInt(room)
      let status = inflate(&stream, Z_NO_FLUSH)
      consumed += available - Int(stream.avail_in)
      produced += room - Int(stream.avail_out)
      if status == Z_STREAM_END { return produced == size }
      let moved = available > Int(stream.avail_in) || room > Int(stream.avail_out)
      guard status == Z_OK || (status == Z_BUF_ERROR && moved), moved else { return false }
    }
  }
}
