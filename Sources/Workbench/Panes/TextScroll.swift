import Terminal

/// How far a text is scrolled: never so far that room is left empty below it.
struct TextScroll: Sendable {
  private var top = 0
  /// Where panes are taken to be drawn until they are told: inside a frame on 80x24.
  static let usualArea = Rect(x: 0, y: 0, width: 78, height: 19)

  /// The first line to show of so many in so many rows.
  func first(of lines: Int, rows: Int) -> Int { max(0, min(top, lines - rows)) }

  mutating func move(by amount: Int, of lines: Int, rows: Int) {
    let (wanted, overflows) = first(of: lines, rows: rows).addingReportingOverflow(amount)
    let target = overflows ? (amount < 0 ? 0 : lines) : wanted
    top = max(0, min(target, lines - rows))
  }

  mutating func toTop() { top = 0 }
}
