import Terminal

/// What the signs of a plot mean, each in its own color.
struct PlotLegend {
  private struct Entry {
    let sign: Character
    let word: String
    /// Where there is little room.
    let short: String
    let role: Role
  }

  private var entries: [Entry] = []
  private let canvas: Canvas

  /// - Parameter canvas: tells which signs there are and whether they have colors.
  init(_ canvas: Canvas) { self.canvas = canvas }

  /// - Parameters:
  ///   - mark: drawn in place of the sign of the role.
  ///   - isDotted: drawn as dots where these can be told apart, not as signs.
  ///   - isStale: drawn dim.
  mutating func add(
    _ word: String, short: String? = nil, _ role: Role, mark: Character? = nil,
    isDotted: Bool = false, isStale: Bool = false
  ) {
    let dot: Character = canvas.glyphs == .block ? "▀" : "⠶"
    let isDot = isDotted && !role.isSigned(on: canvas)
    let asciiDot = isDotted && canvas.isASCII ? role.plotMark(in: .ascii) : nil
    entries.append(
      Entry(
        sign: isDot ? dot : asciiDot ?? mark ?? role.plotMark(in: canvas.glyphs), word: word,
        short: short ?? word, role: isStale ? .dim : role))
  }

  /// Draws the entries into the first row of `area`: with short words if the long ones do not all
  /// fit, and then as many as fit as a whole.
  func draw(into canvas: inout Canvas, area: Rect) {
    let isShort = entries.reduce(-2) { $0 + $1.word.count + 4 } > area.width
    var x = area.x
    for entry in entries {
      let text = "\(entry.sign) \(isShort ? entry.short : entry.word)"
      guard x + text.count <= area.right else { return }
      x = canvas.write(text, at: Point(x: x, y: area.y), as: entry.role, in: area) + 2
    }
  }
}
