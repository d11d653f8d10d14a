/// The values of one attribute, collected row by row.
struct ARFFColumn {
  let attribute: ARFFAttribute
  private var numbers: [Double] = []
  private var decimals = 0
  private var codes: [Int32] = []
  private var levels: [String] = []
  private var known: [String: Int32] = [:]

  init(_ attribute: ARFFAttribute) {
    self.attribute = attribute
    guard case .nominal(let declared) = attribute.domain else { return }
    levels = declared
    for (code, level) in declared.enumerated() { known[level] = Int32(code) }
  }

  /// Adds a value. `text` is where it stands, for parsing and messages.
  mutating func append(
    _ token: ARFFToken, on line: ARFFLine, in text: DelimitedText
  ) throws(ReadError) {
    if token.isMissing { return appendMissing() }
    switch attribute.domain {
    case .numeric: try appendNumber(token, on: line, in: text)
    case .nominal: try appendLevel(token, on: line)
    case .text: codes.append(code(of: token.text))
    }
  }

  private mutating func appendMissing() {
    if attribute.domain == .numeric { numbers.append(.nan) } else { codes.append(-1) }
  }

  /// What a sparse row leaves out: zero, or the first level.
  mutating func appendDefault() {
    switch attribute.domain {
    case .numeric: numbers.append(0)
    case .nominal: codes.append(0)
    case .text: codes.append(code(of: "0"))
    }
  }

  private mutating func appendNumber(
    _ token: ARFFToken, on line: ARFFLine, in text: DelimitedText
  ) throws(ReadError) {
    var copy = token.text
    let meaning = copy.withUTF8 { text.meaning(UnsafeRawBufferPointer($0)) }
    switch meaning {
    case .number(let value, let places):
      numbers.append(value)
      decimals = max(decimals, places)
    case .missing: numbers.append(.nan)
    case .text:
      throw ReadError(
        .badValue, at: line.place(token.start),
        found: "\(VisibleText.quoted(token.text)) in column \(VisibleText.quoted(attribute.name))",
        expected: "expected a number, as its @attribute says",
        remedy: "correct the value, write ? if it is missing, or declare the column otherwise")
    }
  }

  private mutating func appendLevel(_ token: ARFFToken, on line: ARFFLine) throws(ReadError) {
    guard let code = known[token.text] else {
      throw ReadError(
        .badValue, at: line.place(token.start),
        found: "\(VisibleText.quoted(token.text)) in column \(VisibleText.quoted(attribute.name))",
        expected: "expected one of " + VisibleText.list(levels),
        remedy: "correct the value, or add it to the levels of the @attribute")
    }
    codes.append(code)
  }

  private mutating func code(of text: String) -> Int32 {
    if let code = known[text] { return code }
    let code = Int32(levels.count)
    levels.append(text)
    known[text] = code
    return code
  }

  /// The finished column. Declared levels keep their order; others are sorted by their bytes.
  func column() -> Column {
    let name = attribute.name
    switch attribute.domain {
    case .numeric:
      let kind = ColumnKinds.kind(of: numbers, decimals: decimals, name: name)
      return Column(name: name, kind: kind, values: .numeric(numbers))
    case .nominal:
      let kind: Column.Kind = BooleanWords.codes(of: levels) == nil ? .category : .boolean
      return Column(name: name, kind: kind, values: .categorical(codes: codes, levels: levels))
    case .text:
      let order = levels.indices.sorted {
        levels[$0].utf8.lexicographicallyPrecedes(levels[$1].utf8)
      }
      var place = [Int32](repeating: 0, count: levels.count)
      for (new, old) in order.enumerated() { place[old] = Int32(new) }
      let filled = codes.count { $0 >= 0 }
      let kind = ColumnKinds.kind(ofLevels: levels, filled: filled, name: name)
      return Column(
        name: name, kind: kind,
        values: .categorical(
          codes: codes.map { $0 < 0 ? $0 : place[Int($0)] }, levels: order.map { levels[$0] }))
    }
  }
}
