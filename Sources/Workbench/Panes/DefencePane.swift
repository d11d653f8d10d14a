import Experiments
import Oversampling
import Parameters
import Terminal

/// The defences: which are on, in which order, with which settings; each with what it is said to
/// do. The attacks stay in sight below and follow.
package struct DefencePane: Pane {
  package static let title = "Defences"
  package static let bindings = [
    Binding(.character(" "), help: "switch the defence on or off", short: "on/off"),
    Binding(.left, .character("h"), .character("-"), help: "one step less", short: "less"),
    Binding(.right, .character("l"), .character("+"), help: "one step more", short: "more"),
    Binding(.enter, .character("="), help: "type the value, or switch on or off", short: "type"),
    Binding(.character("<"), .character("K"), help: "apply it earlier", short: "earlier"),
    Binding(.character(">"), .character("J"), help: "apply it later", short: "later"),
    Binding(.down, .character("j"), help: "next line"),
    Binding(.up, .character("k"), help: "previous line"),
    Binding(.character("g"), .home, help: "first line"),
    Binding(.character("G"), .end, help: "last line"),
    Binding(.character("d"), help: "the setting back to its default"),
    Binding(.escape, .character("q"), help: "close", short: "close"),
  ]

  /// A line of the list: a defence, or a setting of one that is on.
  private struct Line: Equatable {
    let defence: any Defence.Type
    let spec: ParameterSpec?

    static func == (one: Line, other: Line) -> Bool {
      one.defence.name == other.defence.name && one.spec == other.spec
    }
  }

  private var list = ListState()
  private var entry = ValueEntry()

  package init() {}

  package var isTyping: Bool { entry.isOpen }

  package func keys(_ session: Session) -> [Binding] {
    entry.isOpen ? TextKeys.entry : Self.bindings
  }

  // MARK: - Keys

  package mutating func handle(_ key: Key, seeing session: Session) -> Response {
    let lines = Self.lines(session)
    guard let line = list.selection(of: lines.count).map({ lines[$0] }) else { return .ignored }
    if entry.isOpen { return type(key, into: line, seeing: session) }
    switch key {
    case .character(" "): return act(.toggle(line.defence.name))
    case .left, .character("h"), .character("-"): return step(line, -1)
    case .right, .character("l"), .character("+"): return step(line, 1)
    case .enter, .character("="): return begin(line, seeing: session)
    case .character("<"), .character("K"): return act(.move(line.defence.name, -1))
    case .character(">"), .character("J"): return act(.move(line.defence.name, 1))
    case .character("d"):
      guard let spec = line.spec else { return .redraw }
      return act(.reset(line.defence.name, parameter: spec.name))
    case .down, .character("j"): list.move(by: 1, count: lines.count)
    case .up, .character("k"): list.move(by: -1, count: lines.count)
    case .character("g"), .home: list.home(count: lines.count)
    case .character("G"), .end: list.end(count: lines.count)
    case .escape, .character("q"): return .act(.layout(.closeOverlay))
    default: return .ignored
    }
    return .redraw
  }

  private func act(_ change: DefenceChange) -> Response { .act(.sampling(.defence(change))) }

  /// On the line of a defence, the settings are below it.
  private func step(_ line: Line, _ amount: Int) -> Response {
    guard let spec = line.spec else { return .redraw }
    return act(.step(line.defence.name, parameter: spec.name, amount))
  }

  private mutating func begin(_ line: Line, seeing session: Session) -> Response {
    guard let spec = line.spec else { return act(.toggle(line.defence.name)) }
    guard spec.isTyped else { return step(line, 1) }
    entry.open(Self.value(of: line, session))
    return .redraw
  }

  private mutating func type(
    _ key: Key, into line: Line, seeing session: Session
  ) -> Response {
    switch entry.handle(key) {
    case .ignored: .ignored
    case .changed: .redraw
    case .entered(let text): accept(text, into: line, seeing: session)
    }
  }

  private mutating func accept(
    _ typed: String, into line: Line, seeing session: Session
  ) -> Response {
    guard let spec = line.spec else { return .redraw }
    let text = typed.filter { $0 != " " }
    let change = DefenceChange.set(line.defence.name, parameter: spec.name, text: text)
    var trial = session
    do {
      _ = try trial.change(change)
    } catch {
      entry.refuse(error.description)
      return .redraw
    }
    entry.close()
    return act(change)
  }

  // MARK: - What is listed

  private static func lines(_ session: Session) -> [Line] {
    DefenceCatalog.all.flatMap { defence in
      let isOn = session.plan.defences.contains { $0.name == defence.name }
      let settings = isOn ? defence.parameters : []
      return [Line(defence: defence, spec: nil)]
        + settings.map { Line(defence: defence, spec: $0) }
    }
  }

  private static func value(of line: Line, _ session: Session) -> String {
    let selection = session.plan.defences.first { $0.name == line.defence.name }
    return line.spec.flatMap { selection?.values[$0.name]?.description } ?? ""
  }

  package func subtitle(_ session: Session) -> String {
    let names = session.plan.defences.map(\.name)
    return names.isEmpty ? "none is on" : names.joined(separator: ", ")
  }

  // MARK: - Drawing

  package func draw(
    _ session: Session, focused: Bool, into canvas: inout Canvas, area: Rect
  ) {
    let lines = Self.lines(session)
    let parts = Self.parts(of: area)
    let place = table(width: area.width).draw(
      into: &canvas, area: parts.list, state: list, count: lines.count,
      focused: focused && !entry.isOpen
    ) { row in values(of: lines[row], session, isSelected: row == list.selected) }
    drawField(at: place, into: &canvas, area: parts.list)
    guard let row = list.selection(of: lines.count) else { return }
    canvas.draw(
      details(of: lines[row], session, width: area.width), from: 0, in: parts.details)
  }

  package func cursor(_ session: Session, area: Rect) -> Point? {
    let place = Self.parts(of: area).list
    let count = Self.lines(session).count
    let first = list.firstVisible(count: count, rows: place.height)
    let y = place.y + max(0, (list.selection(of: count) ?? 0) - first)
    guard let editing = entry.field else { return Point(x: area.x, y: y) }
    let field = fieldArea(at: Point(x: area.x, y: y), in: place)
    let before = TextWidth.of(String(editing.text.prefix(editing.caret)))
    return Point(x: max(area.x, min(field.x + before, area.right - 1)), y: y)
  }

  private static func parts(of area: Rect) -> (list: Rect, details: Rect) {
    let details =
      area.height >= 16
      ? 5 : area.height >= 10 ? 4 : area.height >= 8 ? 3 : area.height >= 5 ? 1 : 0
    let rows = Layout.rows(of: area, [.share(1), .fixed(details)])
    return (rows[0], rows[1])
  }

  private static let markWidth = 4

  private static func titleWidth(in width: Int) -> Int {
    let titles = DefenceCatalog.all.map { TextWidth.of($0.title) }.max() ?? 0
    return min(titles, max(12, width / 3))
  }

  private func table(width: Int) -> TableView {
    TableView(
      columns: [
        .init("", width: .fixed(Self.markWidth)),
        .init("", width: .fixed(Self.titleWidth(in: width))), .init("", width: .share(1)),
      ], hasHeader: false)
  }

  private func values(
    of line: Line, _ session: Session, isSelected: Bool
  ) -> [TableView.Value] {
    guard let spec = line.spec else { return defenceValues(of: line, session) }
    let value = Self.value(of: line, session)
    let shown = isSelected && !entry.isOpen ? "◂ \(value) ▸" : "  \(value)"
    return [
      .init(""), .init("  " + spec.name, .label), .init(shown + "  " + spec.hint(), .value),
    ]
  }

  /// `[2]` for the second of those in use; the reason in place of the summary where it does nothing.
  private func defenceValues(of line: Line, _ session: Session) -> [TableView.Value] {
    let place = session.plan.defences.firstIndex { $0.name == line.defence.name }
    let mark = place.map { "[\($0 + 1)]" } ?? "[ ]"
    if let reason = session.objection(to: line.defence) {
      return [
        .init(mark, place == nil ? .dim : .warning), .init(line.defence.title, .dim),
        .init("! " + reason, place == nil ? .dim : .warning),
      ]
    }
    return [
      .init(mark, place == nil ? .dim : .valueChanged), .init(line.defence.title),
      .init(line.defence.summary, .dim),
    ]
  }

  /// The field over the value that is being typed.
  private func drawField(at place: Point?, into canvas: inout Canvas, area: Rect) {
    guard let editing = entry.field, let place else { return }
    editing.draw(into: &canvas, area: fieldArea(at: place, in: area), focused: true)
  }

  private func fieldArea(at place: Point, in area: Rect) -> Rect {
    let inset = 2 + Self.markWidth + 1 + Self.titleWidth(in: area.width) + 1
    return Rect(x: area.x + inset, y: place.y, width: min(20, area.width - inset), height: 1)
      .intersection(area)
  }

  private func details(of line: Line, _ session: Session, width: Int) -> [StyledLine] {
    if let refusal = entry.refusal { return StyledLine.wrapped(refusal, .error, width: width) }
    let defence = line.defence
    if let spec = line.spec {
      return StyledLine.wrapped("\(spec.name): \(spec.help)", width: width)
        + StyledLine.wrapped("\(defence.title) is \(defence.summary).", .dim, width: width)
    }
    var lines = StyledLine.wrapped("\(defence.title) is \(defence.summary).", width: width)
    let idle = session.idleDefences.first { $0.title == defence.title }?.reason
    if let reason = idle ?? session.objection(to: defence) {
      lines += StyledLine.wrapped("! it does not work: \(reason)", .warning, width: width)
    }
    lines += StyledLine.wrapped(
      "It works on \(Self.words(for: defence.stage)). \(defence.source.text)", .dim, width: width)
    return lines
  }

  private static func words(for stage: DefenceStage) -> String {
    switch stage {
    case .parents: "the rows that parents are taken from"
    case .drawing: "how a row is drawn between its parents"
    case .release: "the finished release"
    }
  }
}
