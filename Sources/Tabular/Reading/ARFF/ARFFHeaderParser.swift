/// Reads the declarations above the rows, of ARFF and of KEEL's dialect.
struct ARFFHeaderParser {
  private(set) var header = ARFFHeader()
  private var names: [String: Int] = [:]

  /// Takes one line; true once `@data` is reached.
  mutating func take(_ line: ARFFLine) throws(ReadError) -> Bool {
    var scanner = ARFFScanner(line)
    guard scanner.skip("@") else {
      throw ReadError(
        .badHeader, at: scanner.place, found: VisibleText.quoted(scanner.rest),
        expected: "expected @attribute or @data",
        remedy: "begin comments with %, and put @data before the rows")
    }
    let keyword = try scanner.token(until: [0x20, 0x09]).text.lowercased()
    switch keyword {
    case "data":
      header.dataLine = line.number + 1
      try finish(line)
      return true
    case "attribute": try attribute(&scanner)
    case "output", "outputs": header.outputs = try list(&scanner)
    case "relation", "input", "inputs": break
    default:
      throw ReadError(
        .badHeader, at: FilePlace(line: line.number),
        found: "the declaration @\(VisibleText.shortened(keyword)) is unknown",
        expected: "expected @relation, @attribute, @inputs, @outputs or @data")
    }
    return false
  }

  private func finish(_ line: ARFFLine) throws(ReadError) {
    guard !header.attributes.isEmpty else {
      throw ReadError(
        .badHeader, at: FilePlace(line: line.number), found: "@data without any @attribute",
        expected: "expected one @attribute line a column")
    }
    for output in header.outputs where names[output] == nil {
      throw ReadError(
        .badHeader, found: "@outputs names \(VisibleText.quoted(output)), which is no attribute",
        expected: "expected one of " + VisibleText.list(header.attributes.map(\.name)))
    }
  }

  private mutating func attribute(_ scanner: inout ARFFScanner) throws(ReadError) {
    let name = try scanner.token(until: [0x20, 0x09, UInt8(ascii: "{")])
    guard !name.text.isEmpty else {
      throw ReadError(
        .badHeader, at: scanner.place, found: "an @attribute without a name",
        expected: "expected @attribute NAME TYPE")
    }
    if let earlier = names.updateValue(header.attributes.count, forKey: name.text) {
      throw ReadError(
        .duplicateName, at: scanner.line.place(name.start),
        found: "attributes \(earlier + 1) and \(header.attributes.count + 1) are both called "
          + VisibleText.quoted(name.text),
        expected: "expected a different name for every column", remedy: "rename one of them")
    }
    let domain = try domain(&scanner, of: name.text)
    header.attributes.append(ARFFAttribute(name: name.text, domain: domain))
    try HeaderRow.checkWidth(header.attributes.count)
  }

  private func domain(
    _ scanner: inout ARFFScanner, of name: String
  ) throws(ReadError) -> ARFFAttribute.Domain {
    if scanner.skip("{") { return .nominal(try levels(&scanner)) }
    let start = scanner.place
    let word = try scanner.token(until: [0x20, 0x09, UInt8(ascii: "[")]).text
    switch word.lowercased() {
    case "numeric", "real", "integer": return .numeric
    case "string", "date": return .text
    case "relational":
      throw ReadError(
        .unsupported, at: start, found: "attribute \(VisibleText.quoted(name)) is relational",
        expected: "expected one value a cell", remedy: "flatten the table before reading it")
    default:
      throw ReadError(
        .badHeader, at: start,
        found: word.isEmpty
          ? "attribute \(VisibleText.quoted(name)) has no type"
          : "the type \(VisibleText.quoted(word)) is unknown",
        expected: "expected numeric, real, integer, string, date or {LEVEL, LEVEL}")
    }
  }

  private func levels(_ scanner: inout ARFFScanner) throws(ReadError) -> [String] {
    let start = scanner.place
    var levels: [String] = []
    var seen = Set<String>()
    repeat {
      let level = try scanner.token(until: [UInt8(ascii: ","), UInt8(ascii: "}")])
      guard seen.insert(level.text).inserted else {
        throw ReadError(
          .duplicateName, at: scanner.line.place(level.start),
          found: "the level \(VisibleText.quoted(level.text)) is listed twice",
          expected: "expected different levels", remedy: "remove one of them")
      }
      levels.append(level.text)
    } while scanner.skip(",")
    guard scanner.skip("}") else {
      throw ReadError(
        .badHeader, at: start, found: "this list of levels is never closed",
        expected: "expected } on the same line")
    }
    return levels
  }

  private func list(_ scanner: inout ARFFScanner) throws(ReadError) -> [String] {
    var names: [String] = []
    repeat {
      names.append(try scanner.token(until: [UInt8(ascii: ",")]).text)
    } while scanner.skip(",")
    return names.filter { !$0.isEmpty }
  }
}
