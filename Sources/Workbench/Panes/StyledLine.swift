import Terminal

/// One line of a text that is scrolled, in pieces of different meaning.
struct StyledLine: Sendable, Equatable {
  struct Span: Sendable, Equatable {
    let text: String
    let role: Role
    /// Columns it is cut or filled to; nil for as many as it has.
    let width: Int?
    let alignment: TextAlignment
  }

  private(set) var spans: [Span] = []

  static let blank = StyledLine()

  init() {}

  init(_ text: String, _ role: Role = .text) { add(text, role) }

  mutating func add(
    _ text: String, _ role: Role = .text, width: Int? = nil, alignment: TextAlignment = .left
  ) {
    spans.append(Span(text: text, role: role, width: width, alignment: alignment))
  }

  /// A sentence in as many lines as it takes, the later ones indented.
  static func wrapped(
    _ text: String, _ role: Role = .text, width: Int, indent: Int = 0
  ) -> [StyledLine] {
    TextWrap.lines(text, width: width - indent).enumerated().map { row, line in
      StyledLine(String(repeating: " ", count: row == 0 ? 0 : indent) + line, role)
    }
  }

  func draw(into canvas: inout Canvas, line: Rect) {
    var x = line.x
    for span in spans where x < line.right {
      let rest = Rect(x: x, y: line.y, width: line.right - x, height: line.height)
      guard let width = span.width else {
        x = canvas.write(span.text, at: rest.start, as: span.role, in: rest)
        continue
      }
      let place = rest.intersection(Rect(x: x, y: line.y, width: width, height: 1))
      canvas.write(span.text, filling: place, alignment: span.alignment, as: span.role)
      x += width
    }
  }
}

extension Canvas {
  /// Draws the lines from number `first` on, one a row; says in the last one if more follow.
  mutating func draw(_ lines: [StyledLine], from first: Int, in area: Rect, hasMore: Bool) {
    draw(lines, from: first, in: area)
    let rest = lines.count - max(0, first) - area.height
    guard hasMore, rest > 0, area.height > 3 else { return }
    fill(area.row(area.height - 1))
    write("\(rest + 1) more lines below", filling: area.row(area.height - 1), as: .dim)
  }

  /// Draws the lines from number `first` on, one a row.
  mutating func draw(_ lines: [StyledLine], from first: Int, in area: Rect) {
    for (row, line) in lines.dropFirst(max(0, first)).prefix(area.height).enumerated() {
      line.draw(into: &self, line: area.row(row))
    }
  }
}
