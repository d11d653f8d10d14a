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
  private let tier: GlyphTier

  init(_ tier: GlyphTier) { self.tier = tier }

  /// - Parameter isDotted: drawn as dots where the terminal has them, not as signs.
  mutating func add(
    _ word: String, short: String? = nil, _ role: Role, isDotted: Bool = false
  ) {
    let dot: Character =
      switch tier {
      case .braille: "⠶"
      case .block: "▀"
      case .ascii: role.plotMark(in: .ascii)
      }
    entries.append(
      Entry(
        sign: isDotted ? dot : role.plotMark(in: tier), word: word, short: short ?? word,
        role: role))
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
