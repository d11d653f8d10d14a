import Terminal

/// What every key does: first in the focused pane, then everywhere, then in the other panes.
package struct HelpPane: Pane {
  package static let title = "Help"
  package static let bindings = [
    Binding(.down, .character("j"), help: "scroll down", short: "scroll"),
    Binding(.up, .character("k"), help: "scroll up"),
    Binding(.pageDown, .control("d"), .character(" "), help: "ten lines down"),
    Binding(.pageUp, .control("u"), help: "ten lines up"),
    Binding(.character("g"), .home, help: "to the top"),
    Binding(.character("G"), .end, help: "to the end"),
    Binding(.character("/"), help: "show only what has a word in it", short: "filter"),
    Binding(.escape, .character("q"), .character("?"), help: "close", short: "close"),
  ]

  /// The pane that had the focus when help was asked for.
  private var focused: (any Pane.Type)?
  private var filter = TextField()
  private var isFiltering = false
  private var top = 0
  private static let page = 10
  private static let lastLines = 4
  /// Two columns from this width on.
  private static let wide = 116

  package init() {}

  package mutating func open(over state: WorkbenchState) {
    guard state.panes.indices.contains(state.focus) else { return }
    focused = type(of: state.panes[state.focus])
  }

  // MARK: - Keys

  package mutating func handle(_ key: Key, seeing session: Session) -> Response {
    if isFiltering { return typed(key) }
    switch key {
    case .down, .character("j"): scroll(by: 1)
    case .up, .character("k"): scroll(by: -1)
    case .pageDown, .control("d"), .character(" "): scroll(by: Self.page)
    case .pageUp, .control("u"): scroll(by: -Self.page)
    case .character("g"), .home: top = 0
    case .character("G"), .end: scroll(by: lineCount)
    case .character("/"):
      isFiltering = true
      filter.set("")
      top = 0
    case .escape, .character("q"), .character("?"): return .act(.layout(.closeOverlay))
    default: return .ignored
    }
    return .redraw
  }

  /// Every key is text until Enter or Esc.
  private mutating func typed(_ key: Key) -> Response {
    switch key {
    case .enter: isFiltering = false
    case .escape:
      isFiltering = false
      filter.set("")
    default:
      guard filter.handle(key) != .ignored else { return .ignored }
      top = 0
    }
    return .redraw
  }

  private mutating func scroll(by amount: Int) {
    top = max(0, min(top + amount, max(0, lineCount - Self.lastLines)))
  }

  private var lineCount: Int { text(ascii: false).lines(width: 76).count }

  private func text(ascii: Bool) -> HelpText {
    HelpText(focused: focused, filter: filter.text, ascii: ascii)
  }

  package func subtitle(_ session: Session) -> String { focused.map { $0.title } ?? "" }

  // MARK: - Drawing

  package func draw(
    _ session: Session, focused: Bool, into canvas: inout Canvas, area: Rect
  ) {
    let hasFilter = isFiltering || !filter.text.isEmpty
    let rows = Layout.rows(of: area, [.fixed(hasFilter ? 1 : 0), .share(1)])
    if hasFilter {
      canvas.write("/", at: rows[0].start, as: .key, in: rows[0])
      filter.draw(into: &canvas, area: Self.fieldArea(in: rows[0]), focused: isFiltering)
    }
    let isWide = area.width >= Self.wide
    let columns = Layout.columns(
      of: rows[1], isWide ? [.share(1), .share(1)] : [.share(1)], gap: isWide ? 2 : 0)
    let lines = text(ascii: canvas.isASCII).lines(width: columns[0].width)
    if lines.isEmpty {
      canvas.write("no key has that in it", at: rows[1].start, as: .dim, in: rows[1])
    }
    for (number, column) in columns.enumerated() {
      canvas.draw(
        lines, from: top + number * column.height, in: column,
        hasMore: number == columns.count - 1)
    }
  }

  package func cursor(_ session: Session, area: Rect) -> Point? {
    guard isFiltering else { return area.start }
    let before = TextWidth.of(String(filter.text.prefix(filter.caret)))
    return Point(x: min(area.x + 1 + before, max(area.x, area.right - 1)), y: area.y)
  }

  private static func fieldArea(in row: Rect) -> Rect {
    Rect(x: row.x + 1, y: row.y, width: row.width - 1, height: row.height)
  }
}
