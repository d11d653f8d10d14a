import Tabular

extension MalformedCase {
  /// Broken CSV and its relatives.
  static let delimited: [MalformedCase] = [
    MalformedCase("no bytes", "", .empty, words: ["empty"]),
    MalformedCase("blank lines only", "\n \r\n\n", .empty, words: ["blank lines"]),
    MalformedCase("only a byte order mark", [0xef, 0xbb, 0xbf], .empty, words: ["blank"]),
    MalformedCase("a header alone", "a,b,c\n", .noRows, line: 1, words: ["header without rows"]),
    MalformedCase("a header and blanks", "\na,b\n\n\n", .noRows, line: 2, words: ["rows"]),
    MalformedCase(
      "a row too short", "a,b,c\n1,2,3\n4,5\n", .raggedRow, line: 3, column: 4,
      words: ["2 cells", "expected 3", "line 1"]),
    MalformedCase(
      "a row too long", "a,b\n1,2\n3,4\n5,6,7\n", .raggedRow, line: 4, column: 5,
      words: ["3 cells", "expected 2", "quote cells that contain a comma"]),
    MalformedCase(
      "a row of one cell", "a;b\n1;2\n3\n", .raggedRow, line: 3,
      words: ["1 cell;", "a semicolon"]),
    MalformedCase(
      "row names without a name", "a,b\nr1,1,2\nr2,3,4\n", .raggedRow, line: 2,
      words: ["3 cells", "name every column"]),
    MalformedCase(
      "a ragged row below quoted newlines", "a,b\n\"x\ny\nz\",1\n\"u\nv\"\n", .raggedRow, line: 5,
      words: ["1 cell"]),
    MalformedCase(
      "a ragged row in a file without header", "1,2\n3,4\n5\n", .raggedRow, line: 3,
      words: ["as in the first row"]),
    MalformedCase(
      "a ragged row with CR line ends", "a,b\r1,2\r3\r", .raggedRow, line: 3, words: ["1 cell"]),
    MalformedCase(
      "a ragged row far down", "a,b\n" + String(repeating: "1,2\n", count: 300_000) + "1,2,3\n",
      .raggedRow, line: 300_002, words: ["3 cells"]),
    MalformedCase(
      "a quote never closed", "a,b\n1,\"x\n2,y\n3,z\n", .openQuote, line: 2, column: 3,
      words: ["never closed"]),
    MalformedCase(
      "a quote never closed in the header", "a,\"b\n1,2\n", .openQuote, line: 1, column: 3,
      words: ["never closed"]),
    MalformedCase(
      "a quote never closed after wide characters", "ä,b\nü,\"x\n", .openQuote, line: 2, column: 3,
      words: ["closing"]),
    MalformedCase(
      "text after a closing quote", "a,b\n1,\"x\"y\n", .textAfterQuote, line: 2, column: 6,
      words: ["'y'", "opened on line 2"]),
    MalformedCase(
      "a quote closed by the next one", "a,b\n1,\"x\n2,\"y\"\n", .textAfterQuote, line: 3,
      column: 4,
      words: ["opened on line 2", "double quotes"]),
    MalformedCase(
      "two columns of one name", "a,b,a\n1,2,3\n", .duplicateName, line: 1, column: 5,
      words: ["columns 1 and 3", "'a'", "rename"]),
    MalformedCase(
      "a name that an unnamed column gets", "column_2,\n1,2\n", .duplicateName, line: 1,
      words: ["columns 1 and 2"]),
    MalformedCase(
      "the header again", "a,b\n1,2\n3,4\na,b\n5,6\n", .repeatedHeader, line: 4,
      words: ["repeats the header", "joined"]),
    MalformedCase(
      "the header again among texts", "name,city\nAda,Ulm\nname,city\nBo,Bonn\n", .repeatedHeader,
      line: 3, words: ["repeats the header"], options: ReadOptions(hasHeader: true)),
    MalformedCase(
      "Latin-1", Array("a,b\n1,M".utf8) + [0xfc] + Array("nchen\n".utf8), .notUTF8, line: 2,
      column: 4, words: ["byte 7", "0xFC", "LATIN1"]),
    MalformedCase(
      "a cut-off UTF-8 character", Array("a,b\n1,".utf8) + [0xe2, 0x82], .notUTF8, line: 2,
      words: ["not UTF-8"]),
    MalformedCase(
      "an overlong UTF-8 character", Array("a,b\n1,".utf8) + [0xc0, 0xaf, 0x0a], .notUTF8, line: 2,
      column: 3, words: ["0xC0"]),
    MalformedCase(
      "half of a surrogate pair", Array("a,b\n1,".utf8) + [0xed, 0xa0, 0x80, 0x0a], .notUTF8,
      line: 2, words: ["0xED"]),
    MalformedCase(
      "UTF-16", [0xff, 0xfe] + Array("a,b\n".utf8).flatMap { [$0, 0] }, .notUTF8,
      words: ["UTF-16", "UTF-8"]),
    MalformedCase(
      "a zero byte", Array("a,b\n1,".utf8) + [0] + Array("2\n".utf8), .notATable, line: 2,
      column: 3, words: ["zero byte", "binary"]),
    MalformedCase(
      "too many columns", String(repeating: "x,", count: 100_001) + "y\n1\n", .tooLarge,
      words: ["100002 columns", "at most 100000"]),
    MalformedCase(
      "many names above many short rows",
      (0..<50_000).map { "c\($0)" }.joined(separator: ",") + "\n"
        + String(repeating: "1\n", count: 50_000),
      .raggedRow, line: 2, words: ["1 cell", "expected 50000"]),
    MalformedCase(
      "a label that is not there", "age,sex\n1,f\n2,m\n", .unknownColumn,
      words: ["'klass'", "age, sex"], options: ReadOptions(target: "klass")),
    MalformedCase(
      "a label without classes", "a,b\n1,\n2,\n", .badLabel, words: ["'b'", "no values"],
      options: ReadOptions(target: "b")),
    MalformedCase(
      "a label of too many classes", "a\n" + (0..<2000).map { "\($0)\n" }.joined(), .badLabel,
      words: ["more than 1000"], options: ReadOptions(target: "a")),
    MalformedCase(
      "a letter as delimiter", "a,b\n1,2\n", .badOption, words: ["'x'", "ASCII"],
      options: ReadOptions(delimiter: "x")),
  ]

  /// Broken ARFF and KEEL files.
  static let arff: [MalformedCase] = [
    MalformedCase(
      "no data section", "@relation r\n@attribute a numeric\n", .badHeader,
      words: ["without @data"], file: "x.arff"),
    MalformedCase(
      "no attributes", "@relation r\n@data\n1,2\n", .badHeader, line: 2,
      words: ["without any @attribute"]),
    MalformedCase(
      "no rows", "@relation r\n@attribute a numeric\n@data\n% nothing\n", .noRows, line: 3,
      words: ["without rows"]),
    MalformedCase(
      "an unknown type", "@relation r\n@attribute a number\n", .badHeader, line: 2, column: 14,
      words: ["'number'", "numeric, real, integer"]),
    MalformedCase(
      "no type", "@relation r\n@attribute a\n@data\n", .badHeader, line: 2, words: ["no type"]),
    MalformedCase(
      "no name", "@relation r\n@attribute\n", .badHeader, line: 2, words: ["without a name"]),
    MalformedCase(
      "an unknown declaration", "@relation r\n@atribute a numeric\n", .badHeader, line: 2,
      words: ["@atribute"]),
    MalformedCase(
      "rows before the data section", "@relation r\n@attribute a numeric\n1\n", .badHeader, line: 3,
      column: 1, words: ["'1'", "@data"]),
    MalformedCase(
      "levels never closed", "@relation r\n@attribute a {x, y\n@data\n", .badHeader, line: 2,
      words: ["never closed", "}"]),
    MalformedCase(
      "a level twice", "@relation r\n@attribute a {x, y, x}\n", .duplicateName, line: 2, column: 21,
      words: ["'x'", "twice"]),
    MalformedCase(
      "an attribute twice", "@relation r\n@attribute a real\n@attribute a real\n", .duplicateName,
      line: 3, column: 12, words: ["attributes 1 and 2"]),
    MalformedCase(
      "relational attributes", "@relation r\n@attribute a relational\n", .unsupported, line: 2,
      words: ["relational", "flatten"]),
    MalformedCase(
      "outputs that are not there",
      "@relation r\n@attribute a real\n@outputs b\n@data\n1\n", .badHeader,
      words: ["'b'", "expected one of a"], file: "x.dat"),
    MalformedCase(
      "a value outside the levels", "@relation r\n@attribute a {x,y}\n@data\nx\n  z\n", .badValue,
      line: 5, column: 3, words: ["'z'", "expected one of x, y"]),
    MalformedCase(
      "a text among numbers",
      "@relation r\n@attribute a real\n@attribute b real\n@data\n1,2\n3, four\n", .badValue,
      line: 6, column: 4, words: ["'four'", "column 'b'", "expected a number"]),
    MalformedCase(
      "too few values", "@relation r\n@attribute a real\n@attribute b real\n@data\n1\n", .raggedRow,
      line: 5, words: ["1 value", "expected 2"]),
    MalformedCase(
      "too many values", "@relation r\n@attribute a real\n@data\n1,2,3\n", .raggedRow, line: 4,
      words: ["3 values", "expected 1"]),
    MalformedCase(
      "a quote open to the end of the line", "@relation r\n@attribute a string\n@data\n'it\n",
      .openQuote, line: 4, column: 1, words: ["never closed", "same line"]),
    MalformedCase(
      "text after a quoted value", "@relation r\n@attribute a string\n@data\n'it' is\n",
      .textAfterQuote, line: 4, words: ["'is'"]),
    MalformedCase(
      "a sparse position too large", "@relation r\n@attribute a real\n@data\n{1 5}\n", .badValue,
      line: 4, column: 2, words: ["'1'", "0 to 0"]),
    MalformedCase(
      "sparse positions out of order",
      "@relation r\n@attribute a real\n@attribute b real\n@data\n{1 5, 0 2}\n", .badValue, line: 5,
      words: ["ascending"]),
    MalformedCase(
      "a sparse row never closed", "@relation r\n@attribute a real\n@data\n{0 5\n", .textAfterQuote,
      line: 4, words: ["end of the row"]),
    MalformedCase(
      "Latin-1 in an ARFF file", Array("@relation r\n@attribute Gr".utf8) + [0xf6, 0xdf, 0x65],
      .notUTF8, line: 2, words: ["0xF6"]),
  ]
}
