/// Tells formats apart by their first bytes, and recognizes what is no table at all.
enum FormatDetector {
  static let zipMagic: [UInt8] = [0x50, 0x4b, 0x03, 0x04]
  static let emptyZipMagic: [UInt8] = [0x50, 0x4b, 0x05, 0x06]
  static let numpyMagic: [UInt8] = [0x93] + Array("NUMPY".utf8)
  static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]

  /// The format of `bytes`. The content decides; the name only matters where content cannot.
  ///
  /// - Throws: `ReadError` for an empty file and for known files of other kinds.
  static func format(of bytes: FileBytes, named name: String) throws(ReadError) -> FileFormat {
    guard bytes.count > 0 else { throw empty("the file is empty") }
    if bytes.has(numpyMagic, at: 0) { return .npy }
    if bytes.has(zipMagic, at: 0) || bytes.has(emptyZipMagic, at: 0) { return .npz }
    try refuseOtherKinds(bytes)
    let ending = name.lowercased()
    if ending.hasSuffix(".npy") || ending.hasSuffix(".npz") {
      throw ReadError(
        .badHeader, found: "the name says NumPy, but the content does not begin like it",
        expected: "expected the bytes of numpy.save or numpy.savez",
        remedy: "write the file again with NumPy, or rename it if it is text")
    }
    return startsLikeARFF(bytes) ? .arff : .delimited
  }

  static func empty(_ found: String) -> ReadError {
    ReadError(
      .empty, found: found, expected: "expected a header line and at least one row",
      remedy: "check that the file was written completely")
  }

  /// True if the first line that is neither blank nor a comment begins with an ARFF keyword.
  private static func startsLikeARFF(_ bytes: FileBytes) -> Bool {
    let head = bytes.array(0..<min(bytes.count, 1 << 16))
    let start = bytes.has(byteOrderMark, at: 0) ? 3 : 0
    for line in head[start...].split(whereSeparator: { $0 == 0x0a || $0 == 0x0d }) {
      let text = line.drop { $0 == 0x20 || $0 == 0x09 }
      guard let first = text.first, first != UInt8(ascii: "%") else { continue }
      let word = String(decoding: text.prefix(10), as: UTF8.self).lowercased()
      return ["@relation", "@attribute", "@data", "@input", "@output"].contains {
        word.hasPrefix($0)
      }
    }
    return false
  }

  private static func refuseOtherKinds(_ bytes: FileBytes) throws(ReadError) {
    // Kinds of text are known by their first characters; a binary kind also by the rest, as a
    // column may well be called PAR1.
    let isBinary = bytes.array(0..<min(bytes.count, 512)).contains { byte in
      byte < 0x20 && ![0x09, 0x0a, 0x0d].contains(byte)
    }
    for kind in OtherKind.all where bytes.has(kind.magic, at: 0) && (isBinary || kind.isText) {
      throw ReadError(
        kind.problem, found: "this is \(kind.name), not a table of text",
        expected: "expected CSV, TSV, ARFF, NPY or NPZ", remedy: kind.remedy)
    }
  }
}

/// A kind of file that people try to open as a table.
private struct OtherKind {
  let magic: [UInt8]
  let name: String
  let remedy: String
  var problem = ReadError.Problem.notATable
  var isText = false

  static let all: [OtherKind] = [
    OtherKind(magic: [0x1f, 0x8b], name: "a gzip file", remedy: "unpack it with gunzip first"),
    OtherKind(magic: Array("BZh".utf8), name: "a bzip2 file", remedy: "unpack it with bunzip2"),
    OtherKind(
      magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a], name: "an xz file", remedy: "unpack it with unxz"),
    OtherKind(
      magic: [0x28, 0xb5, 0x2f, 0xfd], name: "a zstd file", remedy: "unpack it with unzstd"),
    OtherKind(magic: [0x37, 0x7a, 0xbc, 0xaf], name: "a 7z file", remedy: "unpack it first"),
    OtherKind(magic: Array("PAR1".utf8), name: "a Parquet file", remedy: exportRemedy),
    OtherKind(magic: Array("ARROW1".utf8), name: "an Arrow file", remedy: exportRemedy),
    OtherKind(magic: Array("FEA1".utf8), name: "a Feather file", remedy: exportRemedy),
    OtherKind(magic: [0x89, 0x48, 0x44, 0x46], name: "an HDF5 file", remedy: exportRemedy),
    OtherKind(magic: Array("SQLite format".utf8), name: "an SQLite database", remedy: exportRemedy),
    OtherKind(magic: [0xd0, 0xcf, 0x11, 0xe0], name: "an old Excel file", remedy: sheetRemedy),
    OtherKind(
      magic: Array("%PDF".utf8), name: "a PDF file", remedy: "find the table itself", isText: true),
    OtherKind(magic: [0x89, 0x50, 0x4e, 0x47], name: "a PNG picture", remedy: "find the table"),
    OtherKind(magic: [0x7f, 0x45, 0x4c, 0x46], name: "a program", remedy: "name a table instead"),
    OtherKind(magic: [0x80, 0x04, 0x95], name: "a Python pickle", remedy: exportRemedy),
    OtherKind(magic: Array("<!DOCTYPE".utf8), name: "a web page", remedy: pageRemedy, isText: true),
    OtherKind(magic: Array("<!doctype".utf8), name: "a web page", remedy: pageRemedy, isText: true),
    OtherKind(magic: Array("<html".utf8), name: "a web page", remedy: pageRemedy, isText: true),
    OtherKind(magic: Array("<?xml".utf8), name: "an XML file", remedy: exportRemedy, isText: true),
    OtherKind(magic: Array("{\"".utf8), name: "a JSON file", remedy: exportRemedy, isText: true),
    OtherKind(magic: Array("[{".utf8), name: "a JSON file", remedy: exportRemedy, isText: true),
    OtherKind(magic: Array("[[".utf8), name: "a JSON file", remedy: exportRemedy, isText: true),
    OtherKind(
      magic: [0xff, 0xfe], name: "UTF-16 text", remedy: "save it as UTF-8", problem: .notUTF8,
      isText: true),
    OtherKind(
      magic: [0xfe, 0xff], name: "UTF-16 text", remedy: "save it as UTF-8", problem: .notUTF8,
      isText: true),
  ]

  private static let exportRemedy = "export the table as CSV with the program that wrote it"
  private static let sheetRemedy = "save the sheet as CSV (UTF-8) in the spreadsheet program"
  private static let pageRemedy = "a download may have failed; fetch the data file itself"
}
