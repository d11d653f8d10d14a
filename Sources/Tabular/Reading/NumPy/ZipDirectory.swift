/// Little-endian numbers at fixed distances from a place in a file; nil beyond its end.
struct ZipFields {
  private let bytes: FileBytes
  private let start: Int

  init(_ bytes: FileBytes, at start: Int) {
    self.bytes = bytes
    self.start = start
  }

  func half(_ offset: Int) -> Int? { number(offset, width: 2) }
  func word(_ offset: Int) -> Int? { number(offset, width: 4) }
  /// Nil also for numbers that no file size can reach.
  func long(_ offset: Int) -> Int? { number(offset, width: 8) }

  private func number(_ offset: Int, width: Int) -> Int? {
    let first = start + offset
    guard first >= 0, first <= bytes.count - width else { return nil }
    let value = bytes.array(first..<first + width).reversed().reduce(UInt64(0)) {
      $0 << 8 | UInt64($1)
    }
    return Int(exactly: value).flatMap { $0 < 1 << 48 ? $0 : nil }
  }
}

/// Reads the table of contents at the end of a zip archive, with its 64-bit extension.
struct ZipDirectory {
  private let bytes: FileBytes
  private static let marker = 0xffff_ffff
  private static let entryLimit = 10_000

  init(_ bytes: FileBytes) { self.bytes = bytes }

  func entries() throws(ReadError) -> [ZipArchive.Entry] {
    var (offset, count) = try location()
    guard count <= Self.entryLimit else {
      throw ReadError(
        .tooLarge, found: "an archive of \(count) members",
        expected: "expected at most \(Self.entryLimit)")
    }
    var entries: [ZipArchive.Entry] = []
    for _ in 0..<count {
      let (entry, length) = try entry(at: offset)
      entries.append(entry)
      offset += length
    }
    return entries
  }

  /// Where the directory starts and how many entries it has.
  private func location() throws(ReadError) -> (offset: Int, count: Int) {
    guard let end = endRecord() else {
      throw ZipArchive.truncated("the archive has no table of contents")
    }
    let fields = ZipFields(bytes, at: end)
    guard let count = fields.half(10), let offset = fields.word(16) else {
      throw ZipArchive.truncated("the table of contents is cut off")
    }
    guard count == 0xffff || offset == Self.marker else { return (offset, count) }
    let locator = ZipFields(bytes, at: end - 20)
    guard locator.word(0) == 0x0706_4b50, let large = locator.long(8) else {
      return (offset, count)
    }
    let record = ZipFields(bytes, at: large)
    guard record.word(0) == 0x0606_4b50, let count = record.long(32), let offset = record.long(48)
    else { throw ZipArchive.truncated("the table of contents is broken") }
    return (offset, count)
  }

  /// The last record that ends the archive; a comment of up to 64 KiB may follow it.
  private func endRecord() -> Int? {
    let signature: [UInt8] = [0x50, 0x4b, 0x05, 0x06]
    let last = bytes.count - 22
    guard last >= 0 else { return nil }
    return stride(from: last, through: max(0, last - 0xffff), by: -1).first {
      bytes.has(signature, at: $0)
    }
  }

  private func entry(at offset: Int) throws(ReadError) -> (ZipArchive.Entry, length: Int) {
    let fields = ZipFields(bytes, at: offset)
    guard fields.word(0) == 0x0201_4b50, let flags = fields.half(8), let method = fields.half(10),
      let checksum = fields.word(16), var packed = fields.word(20), var size = fields.word(24),
      let nameLength = fields.half(28), let extraLength = fields.half(30),
      let commentLength = fields.half(32), var header = fields.word(42),
      offset + 46 + nameLength + extraLength <= bytes.count
    else { throw ZipArchive.truncated("the table of contents is broken") }
    let nameStart = offset + 46
    let name = String(decoding: bytes.array(nameStart..<nameStart + nameLength), as: UTF8.self)
    var large = LargeFields(bytes, at: nameStart + nameLength, length: extraLength)
    if size == Self.marker { size = large.next() ?? size }
    if packed == Self.marker { packed = large.next() ?? packed }
    if header == Self.marker { header = large.next() ?? header }
    let entry = ZipArchive.Entry(
      name: name, method: method, isEncrypted: flags & 1 != 0,
      checksum: UInt32(truncatingIfNeeded: checksum), compressedSize: packed, size: size,
      headerOffset: header)
    return (entry, 46 + nameLength + extraLength + commentLength)
  }
}

/// The 64-bit sizes that did not fit into an entry, in the order of the fields they replace.
private struct LargeFields {
  private let bytes: FileBytes
  private var offset = 0
  private var end = 0

  init(_ bytes: FileBytes, at start: Int, length: Int) {
    self.bytes = bytes
    var position = start
    while position + 4 <= start + length {
      let fields = ZipFields(bytes, at: position)
      guard let tag = fields.half(0), let size = fields.half(2) else { return }
      if tag == 1 {
        offset = position + 4
        end = min(offset + size, start + length)
      }
      position += 4 + size
    }
  }

  mutating func next() -> Int? {
    guard offset + 8 <= end else { return nil }
    defer { offset += 8 }
    return ZipFields(bytes, at: offset).long(0)
  }
}
