import Terminal

/// Choosing a theme: moving applies it at once, Enter keeps it, Esc goes back to the one before.
package struct ThemePane: Pane {
  package static let title = "Themes"
  package static let bindings = [
    Binding(.down, .character("j"), help: "next theme, applied at once", short: "try"),
    Binding(.up, .character("k"), help: "previous theme"),
    Binding(.character("g"), .home, help: "first theme"),
    Binding(.character("G"), .end, help: "last theme"),
    Binding(.enter, help: "keep this theme", short: "keep"),
    Binding(.escape, .character("q"), help: "back to the theme before", short: "back"),
  ]

  private var themes: [Theme] = []
  /// In force when the menu was opened.
  private var before: Theme?
  private var list = ListState()

  package init() {}

  package mutating func open(over state: WorkbenchState) {
    themes = state.themes
    before = state.theme
    list.select(themes.firstIndex { $0.name == state.theme.name } ?? 0, count: themes.count)
  }

  package mutating func handle(_ key: Key, seeing session: Session) -> Response {
    switch key {
    case .down, .character("j"): list.move(by: 1, count: themes.count)
    case .up, .character("k"): list.move(by: -1, count: themes.count)
    case .character("g"), .home: list.home(count: themes.count)
    case .character("G"), .end: list.end(count: themes.count)
    case .enter: return .act(.layout(.closeOverlay))
    case .escape, .character("q"):
      return .act(.layout(before.map { .leaveThemes($0) } ?? .closeOverlay))
    default: return .ignored
    }
    guard let selected = list.selection(of: themes.count) else { return .redraw }
    return .act(.layout(.theme(themes[selected])))
  }

  package func draw(
    _ session: Session, focused: Bool, into canvas: inout Canvas, area: Rect
  ) {
    let parts = parts(of: area)
    table.draw(
      into: &canvas, area: parts[0], state: list, count: themes.count, focused: focused
    ) { row in [.init(themes[row].name), .init(themes[row].summary, .dim)] }
    if themes.isEmpty {
      canvas.write("There are no theme files.", at: area.start, as: .dim, in: area.row(0))
    }
    drawPreview(into: &canvas, area: parts[2])
  }

  package func cursor(_ session: Session, area: Rect) -> Point? {
    let rows = parts(of: area)[0].height
    let first = list.firstVisible(count: themes.count, rows: rows)
    let line = (list.selection(of: themes.count) ?? 0) - first
    return Point(x: area.x, y: area.y + max(0, line))
  }

  private func parts(of area: Rect) -> [Rect] {
    let count = max(1, min(themes.count, area.height / 2))
    return Layout.rows(of: area, [.fixed(count), .fixed(1), .share(1)])
  }

  private var table: TableView {
    let names = themes.map { TextWidth.of($0.name) }.max() ?? 0
    return TableView(
      columns: [.init("", width: .fixed(max(8, names))), .init("", width: .share(1))],
      hasHeader: false)
  }

  /// Each role by its name, in its look, column by column.
  private func drawPreview(into canvas: inout Canvas, area: Rect) {
    let roles = Role.allCases
    let width = (roles.map(\.rawValue.count).max() ?? 0) + 2
    guard area.height > 0 else { return }
    for (number, role) in roles.enumerated() {
      let x = area.x + 2 + number / area.height * width
      let line = area.row(number % area.height)
      canvas.write(role.rawValue, at: Point(x: x, y: line.y), as: role, in: line)
    }
  }
}
