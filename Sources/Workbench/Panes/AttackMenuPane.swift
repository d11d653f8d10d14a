import Attacks
import Experiments
import Parameters
import Terminal

/// The attacks that are run after every change: each with what it does, to switch on and off.
package struct AttackMenuPane: Pane {
  package static let title = "Choose attacks"
  package static let bindings = [
    Binding(.character(" "), .enter, help: "switch the attack on or off", short: "on/off"),
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
    let count = AttackCatalog.all.count
    switch key {
    case .character(" "), .enter:
      guard let row = list.selection(of: count) else { return .redraw }
      return .act(.sampling(.toggleAttack(AttackCatalog.all[row].name)))
    case .character("d"): return .act(.sampling(.usualAttacks))
    case .down, .character("j"): list.move(by: 1, count: count)
    case .up, .character("k"): list.move(by: -1, count: count)
    case .character("g"), .home: list.home(count: count)
    case .character("G"), .end: list.end(count: count)
    case .escape, .character("q"): return .act(.layout(.closeOverlay))
    default: return .ignored
    }
    return .redraw
  }

  package func subtitle(_ session: Session) -> String {
    "\(session.plan.attacks.count) of \(AttackCatalog.all.count) are run"
  }

  package func draw(
    _ session: Session, focused: Bool, into canvas: inout Canvas, area: Rect
  ) {
    let parts = Self.parts(of: area)
    let attacks = AttackCatalog.all
    Self.table.draw(
      into: &canvas, area: parts.list, state: list, count: attacks.count, focused: focused
    ) { number in Self.row(attacks[number], session) }
    guard let row = list.selection(of: attacks.count) else { return }
    canvas.draw(Self.details(attacks[row], session, width: area.width), from: 0, in: parts.details)
  }

  package func cursor(_ session: Session, area: Rect) -> Point? {
    let place = Self.parts(of: area).list
    let count = AttackCatalog.all.count
    let first = list.firstVisible(count: count, rows: place.height)
    let row = max(0, (list.selection(of: count) ?? 0) - first)
    return Point(x: place.x, y: min(place.y + row, max(place.y, place.bottom - 1)))
  }

  private static func parts(of area: Rect) -> (list: Rect, details: Rect) {
    let rows = Layout.rows(
      of: area, [.share(1), .fixed(area.height >= 10 ? 5 : area.height >= 5 ? 2 : 0)])
    return (rows[0], rows[1])
  }

  private static var table: TableView {
    let titles = AttackCatalog.all.map { TextWidth.of($0.title) }.max() ?? 0
    return TableView(
      columns: [
        .init("", width: .fixed(3)), .init("", width: .fixed(min(titles, 30))),
        .init("", width: .fixed(9)), .init("", width: .share(1)),
      ], hasHeader: false)
  }

  private static func row(_ attack: any Attack.Type, _ session: Session) -> [TableView.Value] {
    let isOn = session.plan.attacks.contains { $0.name == attack.name }
    return [
      .init(isOn ? "[x]" : "[ ]", isOn ? .valueChanged : .dim), .init(attack.title),
      .init(attack.releaseKind.rawValue, .dim), .init(attack.summary, .dim),
    ]
  }

  private static func details(
    _ attack: any Attack.Type, _ session: Session, width: Int
  ) -> [StyledLine] {
    let sees =
      attack.releaseKind == .synthetic
      ? "It sees the synthetic rows alone." : "It sees real and synthetic rows together."
    return StyledLine.wrapped("\(attack.title): \(attack.summary)", width: width)
      + StyledLine.wrapped(sees, width: width)
      + StyledLine.wrapped(attack.source.text, .dim, width: width)
  }
}
