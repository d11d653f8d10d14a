import Attacks
import Experiments
import Measures
import Terminal

/// Who attacks what: what is handed out, what the attacker knows beside it, who is asked about, and
/// which columns are easily known or secret. Below it the model in a sentence, and what it rules out.
package struct ThreatPane: Pane {
  package static let title = "Threat model"
  package static let bindings = [
    Binding(
      .character(" "), .enter, help: "switch it, the next choice, or type names", short: "switch"),
    Binding(.left, .character("h"), help: "previous choice", short: "choice"),
    Binding(.right, .character("l"), help: "next choice"),
    Binding(.down, .character("j"), help: "next line", short: "next"),
    Binding(.up, .character("k"), help: "previous line"),
    Binding(.character("g"), .home, help: "first line"),
    Binding(.character("G"), .end, help: "last line"),
    Binding(.pageDown, .control("d"), help: "the text below further down", short: "read on"),
    Binding(.pageUp, .control("u"), help: "the text below further up"),
    Binding(.escape, .character("q"), help: "close", short: "close"),
  ]

  /// A line of the form.
  private enum Line: Equatable {
    case released
    case insight(ThreatModel.Insight)
    case targets
    case known
    case sets
    case secret
  }

  private static let lines: [Line] =
    [.released] + ThreatModel.Insight.allCases.map { .insight($0) } + [
      .targets, .known, .sets, .secret,
    ]
  private static let label = 17

  private var list = ListState()
  private var entry = ValueEntry()
  private var text = TextScroll()
  private var area = TextScroll.usualArea
  private static let page = 5

  package init() {}

  package mutating func place(in area: Rect) { self.area = area }

  package var isTyping: Bool { entry.isOpen }

  package func keys(_ session: Session) -> [Binding] {
    entry.isOpen ? TextKeys.completed : Self.bindings
  }

  private var line: Line { Self.lines[list.selection(of: Self.lines.count) ?? 0] }

  // MARK: - Keys

  package mutating func handle(_ key: Key, seeing session: Session) -> Response {
    if entry.isOpen { return type(key, seeing: session) }
    let count = Self.lines.count
    switch key {
    case .character(" "), .enter: return choose(1, seeing: session)
    case .left, .character("h"): return step(-1, seeing: session)
    case .right, .character("l"): return step(1, seeing: session)
    case .pageDown, .control("d"):
      scroll(by: Self.page, session)
      return .redraw
    case .pageUp, .control("u"):
      scroll(by: -Self.page, session)
      return .redraw
    case .down, .character("j"): list.move(by: 1, count: count)
    case .up, .character("k"): list.move(by: -1, count: count)
    case .character("g"), .home: list.home(count: count)
    case .character("G"), .end: list.end(count: count)
    case .escape, .character("q"): return .act(.layout(.closeOverlay))
    default: return .ignored
    }
    text.toTop()
    return .redraw
  }

  private mutating func scroll(by amount: Int, _ session: Session) {
    let place = Self.parts(of: area).notes
    text.move(by: amount, of: notes(session, width: place.width).count, rows: place.height)
  }

  private mutating func choose(_ amount: Int, seeing session: Session) -> Response {
    switch line {
    case .known, .secret:
      entry.open(Self.names(of: line, session).joined(separator: ", "))
      return .redraw
    case .released, .insight, .targets, .sets: return step(amount, seeing: session)
    }
  }

  private func step(_ amount: Int, seeing session: Session) -> Response {
    switch line {
    case .released: .act(.sampling(.step(.release, amount)))
    case .insight(let insight): .act(.sampling(.threat(.toggle(insight))))
    case .targets:
      .act(
        .sampling(.threat(.targets(session.threat.targets == .minority ? .majority : .minority))))
    case .sets: .act(.sampling(.threat(.toggleSearch)))
    case .known, .secret: .redraw
    }
  }

  private mutating func type(_ key: Key, seeing session: Session) -> Response {
    if key == .tab {
      entry.replace(by: ColumnCompletion(entry.field?.text ?? "", session).completed)
      return .redraw
    }
    switch entry.handle(key) {
    case .ignored: return .ignored
    case .changed: return .redraw
    case .entered(let text):
      do {
        let names = try session.columns(named: text)
        entry.close()
        return .act(.sampling(.threat(line == .known ? .known(names) : .secret(names))))
      } catch {
        entry.refuse(error.description)
        return .redraw
      }
    }
  }

  // MARK: - Drawing

  package func draw(
    _ session: Session, focused: Bool, into canvas: inout Canvas, area: Rect
  ) {
    let parts = Self.parts(of: area)
    let place = Self.table.draw(
      into: &canvas, area: parts.form, state: list, count: Self.lines.count,
      focused: focused && !entry.isOpen
    ) { Self.values(of: Self.lines[$0], session) }
    if let field = entry.field, let place {
      field.draw(into: &canvas, area: Self.field(at: place, in: parts.form), focused: true)
    }
    let notes = notes(session, width: parts.notes.width)
    canvas.draw(
      notes, from: text.first(of: notes.count, rows: parts.notes.height), in: parts.notes,
      hasMore: true)
  }

  package func cursor(_ session: Session, area: Rect) -> Point? {
    let form = Self.parts(of: area).form
    let first = list.firstVisible(count: Self.lines.count, rows: form.height)
    let y = min(form.y + max(0, list.selected - first), max(form.y, form.bottom - 1))
    guard let editing = entry.field else { return Point(x: area.x, y: y) }
    let field = Self.field(at: Point(x: area.x, y: y), in: form)
    let before = TextWidth.of(String(editing.text.prefix(editing.caret)))
    return Point(x: max(area.x, min(field.x + before, area.right - 1)), y: y)
  }

  private static func parts(of area: Rect) -> (form: Rect, notes: Rect) {
    let form = min(lines.count, max(1, area.height - 4))
    let rows = Layout.rows(
      of: area, [.fixed(form), .fixed(area.height >= form + 3 ? 1 : 0), .share(1)])
    return (rows[0], rows[2])
  }

  private static let table = TableView(
    columns: [.init("", width: .fixed(label)), .init("", width: .share(1))], hasHeader: false)

  private static func field(at place: Point, in area: Rect) -> Rect {
    let inset = 2 + label + 1
    return Rect(x: area.x + inset, y: place.y, width: area.width - inset, height: 1)
      .intersection(area)
  }

  private static func values(of line: Line, _ session: Session) -> [TableView.Value] {
    switch line {
    case .released:
      [.init("released", .label), .init("◂ \(released(session)) ▸", .value)]
    case .insight(let insight):
      [
        .init(insight == .quasiIdentifiers ? "attacker knows" : "", .label),
        .init(
          (session.threat.knows.contains(insight) ? "[x] " : "[ ] ") + insight.text,
          session.threat.knows.contains(insight) ? .value : .dim),
      ]
    case .targets:
      [.init("asked about", .label), .init("◂ \(targets(session)) ▸", .value)]
    case .known: [.init("easily known", .label), names(line, session)]
    case .sets: [.init("by measures", .label), .init("◂ \(sets(session)) ▸", .value)]
    case .secret: [.init("secret", .label), names(line, session)]
    }
  }

  private static func names(of line: Line, _ session: Session) -> [String] {
    line == .known ? session.threat.known : session.threat.secret
  }

  private static func names(_ line: Line, _ session: Session) -> TableView.Value {
    let names = names(of: line, session)
    let none = line == .known ? "no column named: suggested ones" : "no column named"
    return names.isEmpty
      ? .init(none, .dim) : .init(names.joined(separator: ", "), .value)
  }

  private static func sets(_ session: Session) -> String {
    session.threat.searchesColumns
      ? "searched: the worst of up to \(KnownColumns.usualBudget) sets"
      : "taken together"
  }

  private static func released(_ session: Session) -> String {
    switch session.plan.release {
    case .auto: "each attack gets what it is made for"
    case .synthetic: "the synthetic rows alone"
    case .augmented: "real and synthetic rows together"
    }
  }

  private static func targets(_ session: Session) -> String {
    let name = session.preparedPicture?.data.minorityName
    switch session.threat.targets {
    case .minority: return "the minority" + (name.map { ", class \($0)" } ?? "")
    case .majority: return "the majority" + (name.map { ", all but class \($0)" } ?? "")
    }
  }

  /// What the selected line is for, where that is not plain.
  private func advice(_ session: Session) -> String? {
    switch line {
    case .known:
      "Columns that neighbors or colleagues know, such as age and place: Enter types their names, "
        + "with commas. Where none are named, measures of anonymity take a few that several people "
        + "share the values of, and say which (Y); attacks try sets of their own."
    case .sets:
      "Measures of anonymity and disclosure take these columns together, or look for the worst set "
        + "of up to \(KnownColumns.largest) of them, and report the median beside it; intervals then "
        + "hold for all sets at once."
    case .secret:
      "Columns that are nobody's business, such as a diagnosis: Enter types their names, with "
        + "commas. Measures of disclosure need them"
        + (session.threat.searchesColumns ? "; where none are named, each is tried." : ".")
    case .released, .insight, .targets: nil
    }
  }

  private func notes(_ session: Session, width: Int) -> [StyledLine] {
    if let refusal = entry.refusal { return StyledLine.wrapped(refusal, .error, width: width) }
    var lines: [StyledLine] = []
    if let field = entry.field {
      lines += StyledLine.wrapped(
        ColumnCompletion(field.text, session).sentence, .value, width: width)
    }
    if let advice = advice(session) { lines += StyledLine.wrapped(advice, .dim, width: width) }
    lines += StyledLine.wrapped(
      session.threatSentence.capitalizedFirst + ".", width: width)
    let out = AttackMenuItems.attacks(session).compactMap { item in
      item.missing.map { (item.title, $0) }
    }
    guard !out.isEmpty else {
      return lines + StyledLine.wrapped("Every attack can be carried out.", .dim, width: width)
    }
    lines += StyledLine.wrapped(
      "Not run, for they need more (C chooses attacks):", .warning, width: width)
    return lines
      + out.flatMap { title, missing in
        StyledLine.wrapped("\(title): needs \(missing)", .dim, width: width, indent: 2)
      }
  }
}
