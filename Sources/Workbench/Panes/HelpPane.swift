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

  /// The pane or overlay that had the keys when help was asked for.
  private var focused: (any Pane.Type)?
  private var filter = TextField()
  private var isFiltering = false
  private var text = TextScroll()
  private var area = TextScroll.usualArea
  private static let page = 10
  /// Two columns from this width on.
  private static let wide = 116

  package init() {}

  package mutating func open(over state: WorkbenchState) {
    let pane = state.panes.indices.contains(state.focus) ? state.panes[state.focus] : nil
    focused = (state.overlayPane ?? pane).map { type(of: $0) }
  }

  package mutating func place(in area: Rect) { self.area = area }

  package var isTyping: Bool { isFiltering }

  package func keys(_ session: Session) -> [Binding] {
    isFiltering ? TextKeys.filter : Self.bindings
  }

  // MARK: - Keys

  package mutating func handle(_ key: Key, seeing session: Session) -> Response {
    if isFiltering { return typed(key) }
    switch key {
    case .down, .character("j"): scroll(by: 1)
    case .up, .character("k"): scroll(by: -1)
    case .pageDown, .control("d"), .character(" "): scroll(by: Self.page)
    case .pageUp, .control("u"): scroll(by: -Self.page)
    case .character("g"), .home: text.toTop()
    case .character("G"), .end: scroll(by: .max)
    case .character("/"):
      isFiltering = true
      filter.set("")
      text.toTop()
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
      text.toTop()
    }
    return .redraw
  }

  private mutating func scroll(by amount: Int) {
    let columns = places(in: area).columns
    text.move(
      by: amount, of: lines(ascii: false, width: columns[0].width).count, rows: Self.rows(columns))
  }

  private func lines(ascii: Bool, width: Int) -> [StyledLine] {
    HelpText(focused: focused, filter: filter.text, ascii: ascii).lines(width: width)
  }

  private static func rows(_ columns: [Rect]) -> Int { columns.reduce(0) { $0 + $1.height } }

  private func places(in area: Rect) -> (filter: Rect, columns: [Rect]) {
    let hasFilter = isFiltering || !filter.text.isEmpty
    let rows = Layout.rows(of: area, [.fixed(hasFilter ? 1 : 0), .share(1)])
    let isWide = area.width >= Self.wide
    return (
      rows[0],
      Layout.columns(
        of: rows[1], isWide ? [.share(1), .share(1)] : [.share(1)], gap: isWide ? 2 : 0)
    )
  }

  package func subtitle(_ session: Session) -> String { focused.map { $0.title } ?? "" }

  // MARK: - Drawing

  package func draw(
    _ session: Session, focused: Bool, into canvas: inout Canvas, area: Rect
  ) {
    let (filterLine, columns) = places(in: area)
    if !filterLine.isEmpty {
      canvas.write("/", at: filterLine.start, as: .key, in: filterLine)
      filter.draw(into: &canvas, area: Self.fieldArea(in: filterLine), focused: isFiltering)
    }
    let lines = lines(ascii: canvas.isASCII, width: columns[0].width)
    if lines.isEmpty {
      canvas.write("no key has that in it", at: columns[0].start, as: .dim, in: columns[0])
    }
    let first = text.first(of: lines.count, rows: Self.rows(columns))
    for (number, column) in columns.enumerated() {
      canvas.draw(
        lines, from: first + number * column.height, in: column,
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
