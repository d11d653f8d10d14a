import Experiments
import Oversampling
import Parameters
import Terminal

/// Choosing a method: what each one does, the paper behind it, and which one suits the data.
package struct MethodPane: Pane {
  package static let title = "Methods"
  package static let bindings = [
    Binding(.down, .character("j"), help: "next method", short: "next"),
    Binding(.up, .character("k"), help: "previous method"),
    Binding(.character("g"), .home, help: "first method"),
    Binding(.character("G"), .end, help: "last method"),
    Binding(.enter, help: "use this method", short: "use"),
    Binding(.character("/"), help: "show only what has a word in it", short: "filter"),
    Binding(.escape, .character("q"), help: "leave it as it is", short: "back"),
  ]

  private var list = ListState()
  private var filter = TextField()
  private var isFiltering = false

  /// Lines about the selected method where there is room for them.
  private static let details = 8
  /// Lines for the adviser.
  private static let advice = 3

  package init() {}

  package var isTyping: Bool { isFiltering }

  package func keys(_ session: Session) -> [Binding] {
    isFiltering ? TextKeys.filter : Self.bindings
  }

  package mutating func open(over state: WorkbenchState) {
    let all = OversamplerCatalog.all
    let current = all.firstIndex { $0.name == state.session.plan.method }
    list.select(current ?? 0, count: all.count)
  }

  // MARK: - Keys

  package mutating func handle(_ key: Key, seeing session: Session) -> Response {
    if isFiltering { return typed(key) }
    let count = methods.count
    switch key {
    case .down, .character("j"): list.move(by: 1, count: count)
    case .up, .character("k"): list.move(by: -1, count: count)
    case .character("g"), .home: list.home(count: count)
    case .character("G"), .end: list.end(count: count)
    case .enter: return use()
    case .character("/"): isFiltering = true
    case .escape, .character("q"): return .act(.layout(.closeOverlay))
    default: return .ignored
    }
    return .redraw
  }

  private func use() -> Response {
    guard let method = selected else { return .redraw }
    return .act(.sampling(.set(.method, text: method.name)))
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
    }
    list.home(count: methods.count)
    return .redraw
  }

  private var methods: [any Oversampler.Type] {
    let wanted = filter.text.lowercased()
    guard !wanted.isEmpty else { return OversamplerCatalog.all }
    return OversamplerCatalog.all.filter { method in
      "\(method.name) \(method.title) \(method.summary) \(method.source.text)".lowercased()
        .contains(wanted)
    }
  }

  private var selected: (any Oversampler.Type)? {
    let methods = methods
    return list.selection(of: methods.count).map { methods[$0] }
  }

  package func subtitle(_ session: Session) -> String {
    let count = methods.count
    let place = list.selection(of: count).map { "   \($0 + 1) of \(count)" } ?? ""
    return "now " + MethodText.title(of: session.plan.method) + place
  }

  // MARK: - Drawing

  package func draw(
    _ session: Session, focused: Bool, into canvas: inout Canvas, area: Rect
  ) {
    let parts = parts(of: area, session)
    canvas.draw(adviser(session, width: parts.advice.width), from: 0, in: parts.advice)
    drawFilter(into: &canvas, line: parts.filter)
    let methods = methods
    if methods.isEmpty {
      canvas.write("no method has that in it", at: parts.list.start, as: .dim, in: parts.list)
    }
    table(width: area.width).draw(
      into: &canvas, area: parts.list, state: list, count: methods.count, focused: focused
    ) { row in Self.values(of: methods[row], session) }
    guard let selected else { return }
    canvas.draw(details(of: selected, session, width: area.width), from: 0, in: parts.details)
  }

  package func cursor(_ session: Session, area: Rect) -> Point? {
    let parts = parts(of: area, session)
    if isFiltering, !parts.filter.isEmpty {
      let before = TextWidth.of(String(filter.text.prefix(filter.caret)))
      return Point(x: min(area.x + 1 + before, area.right - 1), y: parts.filter.y)
    }
    let count = methods.count
    let first = list.firstVisible(count: count, rows: parts.list.height)
    let line = (list.selection(of: count) ?? 0) - first
    return Point(x: area.x, y: parts.list.y + max(0, line))
  }

  private struct Parts {
    let advice: Rect
    let filter: Rect
    let list: Rect
    let details: Rect
  }

  private func parts(of area: Rect, _ session: Session) -> Parts {
    let advice =
      area.height >= 10 ? min(adviser(session, width: area.width).count, Self.advice) : 0
    let hasFilter = isFiltering || !filter.text.isEmpty
    let filter = hasFilter ? 1 : 0
    let gap = area.height >= 24 ? 1 : 0
    let least = area.height >= 16 ? Self.details : area.height >= 7 ? area.height / 2 : 0
    let room = area.height - advice - filter - least - 2 * gap
    let rows = Layout.rows(
      of: area,
      [
        .fixed(advice), .fixed(gap), .fixed(filter),
        .fixed(max(1, min(OversamplerCatalog.all.count, room))), .fixed(gap), .share(1),
      ])
    return Parts(advice: rows[0], filter: rows[2], list: rows[3], details: rows[5])
  }

  private func drawFilter(into canvas: inout Canvas, line: Rect) {
    guard !line.isEmpty else { return }
    canvas.write("/", at: line.start, as: .key, in: line)
    let field = Rect(x: line.x + 1, y: line.y, width: line.width - 1, height: 1)
    filter.draw(into: &canvas, area: field, focused: isFiltering)
  }

  private func table(width: Int) -> TableView {
    let titles = OversamplerCatalog.all.map { TextWidth.of($0.title) }.max() ?? 0
    return TableView(
      columns: [
        .init("", width: .fixed(1)), .init("", width: .fixed(min(titles, max(8, width / 3)))),
        .init("", width: .share(1)),
      ], hasHeader: false)
  }

  /// `*` for what suits the data, `!` for what cannot work on it.
  private static func values(
    of method: any Oversampler.Type, _ session: Session
  ) -> [TableView.Value] {
    if let reason = session.objection(to: method) {
      return [.init("!", .warning), .init(method.title, .dim), .init(reason, .dim)]
    }
    let isAdvised = session.advice.first?.method == method.name
    return [
      .init(isAdvised ? "*" : "", .success), .init(method.title), .init(method.summary, .dim),
    ]
  }

  private func adviser(_ session: Session, width: Int) -> [StyledLine] {
    guard let best = session.advice.first else {
      let text =
        session.preparedPicture == nil
        ? "The adviser names what suits the data once there are any to look at."
        : "The adviser looks at the data ..."
      return StyledLine.wrapped(text, .dim, width: width)
    }
    return StyledLine.wrapped(
      "* suits this data: \(MethodText.title(of: best.method)), because \(best.reason)", .success,
      width: width, indent: 2)
  }

  private func details(
    of method: any Oversampler.Type, _ session: Session, width: Int
  ) -> [StyledLine] {
    var lines = StyledLine.wrapped("\(method.title): \(method.summary)", width: width)
    if let reason = session.objection(to: method) {
      lines += StyledLine.wrapped("! it \(reason)", .warning, width: width)
    }
    if let advice = session.advice.dropFirst().first(where: { $0.method == method.name }) {
      lines += StyledLine.wrapped("also suits this data: \(advice.reason)", .success, width: width)
    }
    lines += StyledLine.wrapped(method.source.text, .label, width: width)
    lines += StyledLine.wrapped(method.source.link, .dim, width: width)
    lines += StyledLine.wrapped("Settings: " + Self.settings(of: method), width: width)
    return lines + StyledLine.wrapped(method.input.sentence, .dim, width: width)
  }

  private static func settings(of method: any Oversampler.Type) -> String {
    let settings = method.parameters.map { spec in
      "\(spec.name) = \(spec.defaultValue)"
    }
    return settings.isEmpty ? "none" : settings.joined(separator: ", ")
  }
}
