import Tabular

extension MalformedCase {
  private static let column = NumPyFiles.bytes([1, 0, 1])
  private static let good = NumPyFiles.array("'<f8'", shape: "(3,)", data: column)

  private static func headed(_ header: String) -> [UInt8] {
    NumPyFiles.array(header: header, data: column)
  }

  /// Broken NumPy arrays.
  static let arrays: [MalformedCase] = [
    MalformedCase(
      "a file named npy", "a,b\n1,2\n", .badHeader, words: ["NumPy"], file: "x.npy"),
    MalformedCase("a cut-off header", Array(good.prefix(9)), .badHeader, words: ["header"]),
    MalformedCase(
      "a future version", Array(good.prefix(6)) + [9, 0] + Array(good.dropFirst(8)), .unsupported,
      words: ["version 9.0"]),
    MalformedCase(
      "a header longer than the file", Array(good.prefix(8)) + [0xff, 0xff] + good.dropFirst(10),
      .badHeader, words: ["claims 65535 bytes"]),
    MalformedCase(
      "a header that is no dictionary", headed("[1, 2]"), .badHeader, words: ["'[1, 2]", "descr"]),
    MalformedCase(
      "a header without a shape", headed("{'descr': '<f8', 'fortran_order': False}"), .badHeader,
      words: ["shape"]),
    MalformedCase(
      "a header cut in the middle", headed("{'descr': '<f8', 'fortran_ord"), .badHeader,
      words: ["descr"]),
    MalformedCase(
      "objects", NumPyFiles.array("'|O'", shape: "(3,)", data: column), .unsupported,
      words: ["objects", "astype(float)"]),
    MalformedCase(
      "texts", NumPyFiles.array("'<U6'", shape: "(1,)", data: column), .unsupported,
      words: ["'<U6'", "f8"]),
    MalformedCase(
      "records", NumPyFiles.array("[('a', '<f8')]", shape: "(3,)", data: column), .unsupported,
      words: ["records", "separate arrays"]),
    MalformedCase(
      "complex numbers", NumPyFiles.array("'<c16'", shape: "(1,)", data: column), .unsupported,
      words: ["'<c16'"]),
    MalformedCase(
      "a shape of a million million rows",
      NumPyFiles.array("'<f8'", shape: "(1000000000000, 3)", data: column), .truncated,
      words: ["24 bytes", "expected 24000000000000"]),
    MalformedCase(
      "a shape beyond all numbers",
      NumPyFiles.array("'<f8'", shape: "(4000000000, 4000000000, 9)", data: column), .badHeader,
      words: ["shape"]),
    MalformedCase(
      "a cut-off array", Array(good.dropLast(5)), .truncated, words: ["19 bytes", "expected 24"]),
    MalformedCase(
      "more data than the shape", good + [1, 2], .badHeader, words: ["26 bytes", "expected 24"]),
    MalformedCase(
      "three dimensions", NumPyFiles.array("'<f8'", shape: "(1, 1, 3)", data: column), .unsupported,
      words: ["[1, 1, 3]", "two dimensions"]),
    MalformedCase(
      "no rows", NumPyFiles.array("'<f8'", shape: "(0, 3)", data: []), .noRows, words: ["[0, 3]"]),
    MalformedCase(
      "no dimensions", NumPyFiles.array("'<f8'", shape: "()", data: Array(column.prefix(8))),
      .unsupported, words: ["[]"]),
  ]

  private static let pair = [("data.npy", good), ("label.npy", good)]
  private static let short = NumPyFiles.array(
    "'<f8'", shape: "(2,)", data: Array(column.prefix(16)))

  /// Broken archives, and files that are no tables.
  static let archives: [MalformedCase] = [
    MalformedCase(
      "a cut-off archive", Array(NumPyFiles.archive(pair).dropLast(40)), .truncated,
      words: ["no table of contents"]),
    MalformedCase(
      "a wrong checksum", NumPyFiles.archive(pair, checksum: 5), .damaged,
      words: ["checksum", "'data.npy'"]),
    MalformedCase(
      "a flipped bit in packed data",
      NumPyFiles.compressed.enumerated().map { $0 == 80 ? $1 ^ 4 : $1 },
      .damaged, words: ["data.npy"]),
    MalformedCase(
      "a size beyond what packing can do", NumPyFiles.archive(pair, claim: 1 << 31, method: 8),
      .tooLarge, words: ["2147483648 bytes"]),
    MalformedCase(
      "an unknown packing", NumPyFiles.archive(pair, method: 14), .unsupported,
      words: ["method 14", "savez"]),
    MalformedCase(
      "a password", NumPyFiles.archive(pair, flags: 1), .unsupported, words: ["encrypted"]),
    MalformedCase(
      "labels for other rows", NumPyFiles.archive([("data.npy", good), ("label.npy", short)]),
      .badHeader, words: ["labels of shape [2]", "3 rows"]),
    MalformedCase(
      "arrays of other names", NumPyFiles.archive([("a.npy", good), ("b.npy", good)]), .unsupported,
      words: ["a.npy, b.npy", "data and label"]),
    MalformedCase(
      "a zip of something else", NumPyFiles.archive([("notes.txt", [1])]), .notATable,
      words: ["zip archive with notes.txt", "unpack"]),
    MalformedCase(
      "an Excel workbook",
      NumPyFiles.archive([("[Content_Types].xml", [1]), ("xl/workbook.xml", [2])]), .notATable,
      words: ["Excel", "save the sheet as CSV"], file: "x.xlsx"),
    MalformedCase("an empty zip", NumPyFiles.archive([]), .notATable, words: ["empty zip"]),
    MalformedCase("gzip", [0x1f, 0x8b, 8, 0, 0], .notATable, words: ["gzip", "gunzip"]),
    MalformedCase(
      "Parquet", Array("PAR1".utf8) + [0x15, 0, 0x15], .notATable, words: ["Parquet", "CSV"]),
    MalformedCase(
      "an old Excel file", [0xd0, 0xcf, 0x11, 0xe0, 0xa1], .notATable, words: ["Excel"]),
    MalformedCase(
      "a web page", "<!DOCTYPE html>\n<html>\n", .notATable, words: ["web page", "download"]),
    MalformedCase("JSON", "[{\"a\": 1}]", .notATable, words: ["JSON"]),
    MalformedCase(
      "SQLite", Array("SQLite format 3".utf8) + [0], .notATable, words: ["SQLite database"]),
  ]
}
