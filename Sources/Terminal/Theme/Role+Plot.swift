extension Role {
  /// Which class a plot cell belongs to when several fall on it: the highest wins.
  package var plotRank: Int {
    switch self {
    case .plotMatched: 6
    case .plotReconstructed: 5
    case .plotLine: 4
    case .plotMinority: 3
    case .plotSynthetic: 2
    case .plotMajority: 1
    default: 0
    }
  }

  /// Whether its points are signs rather than dots. Dots are finer; without colors they all look
  /// the same, so there only the many of the background keep them, and lines, which have a shape.
  package func isSigned(on canvas: Canvas) -> Bool {
    if canvas.isASCII { return true }
    return !canvas.hasColors && self != .plotMajority && self != .plotLine
  }

  /// The sign of a class, for legends and for plots that draw single points as signs. Every class
  /// has its own, so that colors only repeat what the signs say.
  package func plotMark(in tier: GlyphTier) -> Character {
    switch self {
    case .plotMatched: tier == .ascii ? "#" : "◆"
    case .plotReconstructed: "X"
    case .plotLine: "*"
    case .plotMinority: "o"
    case .plotSynthetic: "+"
    default: "."
    }
  }
}
