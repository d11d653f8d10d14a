import Attacks
import Experiments
import Parameters
import Terminal

/// The attacks that are run after every change: each with what it does, to switch on and off.
package struct AttackMenuPane: Pane {
  package static let title = "Choose attacks"
  package static let bindings = [
    Binding(.character(" "), .enter, help: "switch the attack on or off", short: "on/off"),
    Binding(
      .character("p"), help: "shadow runs: as many as in the paper, or few", short: "as paper"),
    Binding(.character("d"), help: "back to the usual attacks", short: "usual"),
    Binding(.down, .character("j"), help: "next attack", short: "next"),
    Binding(.up, .character("k"), help: "previous attack"),
    Binding(.character("g"), .home, help: "first attack"),
    Binding(.character("G"), .end, help: "last attack"),
    Binding(.escape, .character("q"), help: "close", short: "close"),
  ]

  private var list = ListState()

  package init() {}

  package mutating func handle(_ key: Key, seeing session: Session) -> Response {
    let lines = AttackMenuItems.lines(session)
    switch key {
    case .character(" "), .enter:
      guard let attack = selected(of: lines) else { return .redraw }
      return .act(.sampling(.toggleAttack(attack.name)))
    case .character("p"): return .act(.people(.toggleThoroughness))
    case .character("d"): return .act(.sampling(.usualAttacks))
    case .down, .character("j"): move(to: place(in: lines) + 1, by: 1, lines)
    case .up, .character("k"): move(to: place(in: lines) - 1, by: -1, lines)
    case .character("g"), .home: move(to: 0, by: 1, lines)
    case .character("G"), .end: move(to: lines.count - 1, by: -1, lines)
    case .escape, .character("q"): return .act(.layout(.closeOverlay))
    default: return .ignored
    }
    return .redraw
  }

  /// Selects a line, or the next one that is no heading; where there is none, nothing changes.
  private mutating func move(to line: Int, by step: Int, _ lines: [AttackMenuItems.Line]) {
    var wanted = line
    while lines.indices.contains(wanted), case .heading = lines[wanted] { wanted += step }
    if lines.indices.contains(wanted) { list.select(wanted, count: lines.count) }
  }

  /// The selected line: the first attack before anything has been selected.
  private func place(in lines: [AttackMenuItems.Line]) -> Int {
    let selected = list.selection(of: lines.count) ?? 0
    guard lines.indices.contains(selected), case .heading = lines[selected] else {
      return selected
    }
    return selected + 1
  }

  private func selected(of lines: [AttackMenuItems.Line]) -> AttackMenuItems.Attack? {
    let place = place(in: lines)
    guard lines.indices.contains(place), case .attack(let attack) = lines[place] else {
      return nil
    }
    return attack
  }

  /// The list with the selection on an attack. Where the first one is selected its heading is seen.
  private func state(_ lines: [AttackMenuItems.Line]) -> ListState {
    ListState(selected: place(in: lines), top: list.top, visible: list.visible)
  }

  package func subtitle(_ session: Session) -> String {
    let attacks = AttackMenuItems.attacks(session)
    let chosen = attacks.filter(\.isOn)
    let out = chosen.count { $0.missing != nil }
    let lines = AttackMenuItems.lines(session)
    let place = selected(of: lines).flatMap { attacks.firstIndex(of: $0) }.map {
      "\($0 + 1) of \(attacks.count)  "
    }
    return (place ?? "") + "\(chosen.count - out) are run"
      + (out > 0 ? ", \(out) chosen need more than the threat model grants" : "")
  }

  package func draw(
    _ session: Session, focused: Bool, into canvas: inout Canvas, area: Rect
  ) {
    let parts = Self.parts(of: area)
    let lines = AttackMenuItems.lines(session)
    let list = state(lines)
    let width = area.width
    let rows = Self.table(lines, width: width, below: 0).visibleRows(in: parts.list)
    let below = lines.count - list.firstVisible(count: lines.count, rows: rows) - rows
    Self.table(lines, width: width, below: below).draw(
      into: &canvas, area: parts.list, state: list, count: lines.count, focused: focused
    ) { Self.row(lines[$0], isWide: width >= Self.wide) }
    guard let attack = selected(of: lines) else { return }
    canvas.draw(
      Self.details(attack, session, width: area.width), from: 0, in: parts.details)
  }

  package func cursor(_ session: Session, area: Rect) -> Point? {
    let lines = AttackMenuItems.lines(session)
    let list = state(lines)
    let place = Self.parts(of: area).list
    let table = Self.table(lines, width: area.width, below: 0)
    let first = list.firstVisible(count: lines.count, rows: table.visibleRows(in: place))
    let row = max(0, (list.selection(of: lines.count) ?? 0) - first) + (table.hasHeader ? 1 : 0)
    return Point(x: place.x, y: min(place.y + row, max(place.y, place.bottom - 1)))
  }

  private static func parts(of area: Rect) -> (list: Rect, details: Rect) {
    let rows = Layout.rows(
      of: area, [.share(1), .fixed(area.height >= 10 ? 5 : area.height >= 5 ? 2 : 0)])
    return (rows[0], rows[1])
  }

  /// - Parameter below: lines that follow those in sight.
  private static func table(
    _ lines: [AttackMenuItems.Line], width: Int, below: Int
  ) -> TableView {
    let titles = lines.map { line in
      if case .attack(let attack) = line { TextWidth.of(attack.title) } else { 0 }
    }
    return TableView(
      columns: [
        .init("on", width: .fixed(3)),
        .init("attack", width: .fixed(min(titles.max() ?? 0, longestTitle(width)))),
      ] + (width >= wide ? [.init("about", width: .fixed(9))] : [])
        + [
          .init(
            below > 0 ? "what it does (\(below) more below)" : "what it does", width: .share(1))
        ])
  }

  private static func longestTitle(_ width: Int) -> Int {
    width >= 100 ? 35 : width >= wide ? 30 : 24
  }

  /// Columns from which on there is one for what an attack is about.
  private static let wide = 70

  private static func row(_ line: AttackMenuItems.Line, isWide: Bool) -> [TableView.Value] {
    switch line {
    case .heading(let text): return [.init(text, .title)]
    case .attack(let attack):
      let mark = attack.isOn ? "[x]" : "[ ]"
      let kind: [TableView.Value] = isWide ? [.init(attack.kind, .dim)] : []
      guard let missing = attack.missing else {
        return [.init(mark, attack.isOn ? .valueChanged : .dim), .init(attack.title)] + kind
          + [.init(attack.summary, .dim)]
      }
      return [
        .init(attack.isOn ? "[-]" : "[ ]", attack.isOn ? .warning : .dim),
        .init(attack.title, .dim),
      ] + kind + [.init("not run: needs " + missing, attack.isOn ? .warning : .dim)]
    }
  }

  private static func details(
    _ attack: AttackMenuItems.Attack, _ session: Session, width: Int
  ) -> [StyledLine] {
    let missing = attack.missing.map { missing in
      StyledLine.wrapped(
        "Not run: it needs \(missing), which the threat model does not grant (K).", .warning,
        width: width)
    }
    return StyledLine.wrapped("\(attack.title): \(attack.summary)", width: width)
      + (missing ?? StyledLine.wrapped(attack.sees, width: width))
      + StyledLine.wrapped(attack.source, .dim, width: width)
  }
}
