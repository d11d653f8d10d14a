import Experiments
import Measures
import Terminal

/// Every measure on the release on screen beside two tests of itself, and whether it can see what
/// the attacks have proved; below the list all about the selected one.
package struct MeasuresPane: Pane {
  package static let title = "Measures"
  package static let bindings = [
    Binding(.down, .character("j"), help: "next measure, or scroll down", short: "measure"),
    Binding(.up, .character("k"), help: "previous measure, or scroll up"),
    Binding(
      .tab, .backTab, .enter, help: "to the text about the measure, and back to the list",
      short: "read"),
    Binding(.pageDown, .control("d"), .character(" "), help: "ten lines down in the text"),
    Binding(.pageUp, .control("u"), help: "ten lines up in the text"),
    Binding(.character("g"), .home, help: "to the top"),
    Binding(.character("G"), .end, help: "to the end"),
    Binding(
      .character("h"), help: "keep rows apart as a holdout, as many as before or 30 %; or none",
      short: "holdout"),
    Binding(.character("t"), help: "the threat model: who attacks what", short: "threat"),
    Binding(.character("r"), help: "take all measures again", short: "again"),
    Binding(.escape, .character("q"), help: "close; the measures go on", short: "close"),
  ]

  private var list = ListState()
  /// Whether the text has the keys, not the list.
  private var isReading = false
  private var text = TextScroll()
  private var area = TextScroll.usualArea
  private static let page = 10

  package init() {}

  // MARK: - Keys

  package mutating func handle(_ key: Key, seeing session: Session) -> Response {
    switch key {
    case .down, .character("j"): move(by: 1, session)
    case .up, .character("k"): move(by: -1, session)
    case .pageDown, .control("d"), .character(" "): scroll(by: Self.page, session)
    case .pageUp, .control("u"): scroll(by: -Self.page, session)
    case .character("g"), .home: move(by: -Self.far, session)
    case .character("G"), .end: move(by: Self.far, session)
    case .tab, .backTab, .enter: isReading.toggle()
    case .character("h"): return .act(.sampling(.toggleHoldout))
    case .character("t"): return .act(.layout(.show(.threat)))
    case .character("r"): return .act(.measures(.start))
    case .escape, .character("q"): return .act(.layout(.closeOverlay))
    default: return .ignored
    }
    return .redraw
  }

  /// Lines of the text that are enough while the list has the keys: each of them is sent anew when
  /// another measure is selected.
  private static let glimpse = 5

  /// More lines or measures than there are.
  private static let far = 1 << 30

  private mutating func move(by amount: Int, _ session: Session) {
    guard !isReading else { return scroll(by: amount, session) }
    list.move(by: amount, count: session.measures.picture.lines.count)
    text.toTop()
  }

  package mutating func place(in area: Rect) { self.area = area }

  private mutating func scroll(by amount: Int, _ session: Session) {
    let place = places(session, area).details
    text.move(
      by: amount, of: details(session, width: place.width).count, rows: place.height)
  }

  private func selected(_ session: Session) -> MeasureLine? {
    let lines = session.measures.picture.lines
    return list.selection(of: lines.count).map { lines[$0] }
  }

  private func details(_ session: Session, width: Int) -> [StyledLine] {
    selected(session).map { MeasureText(session, width: width).details(of: $0) } ?? []
  }

  package func subtitle(_ session: Session) -> String {
    let count = session.measures.picture.lines.count
    let place = list.selection(of: count).map { "\($0 + 1) of \(count)" }
    let settings = session.measures.key.map { key in
      "\(key.plan.method) seed \(key.plan.seed)"
    }
    let state =
      switch session.measures.state {
      case .running: "running, so far"
      case .stopped: "partial"
      case .failed: "failed"
      case .idle, .finished: ""
      }
    return [place, settings, state].compactMap(\.self).filter { !$0.isEmpty }
      .joined(separator: "  ")
  }

  // MARK: - Drawing

  package func draw(
    _ session: Session, focused: Bool, into canvas: inout Canvas, area: Rect
  ) {
    let places = places(session, area)
    let summary = MeasureText(session, width: places.summary.width).summary
    canvas.draw(summary, from: 0, in: places.summary)
    if session.measures.state.job != nil {
      drawProgress(session, into: &canvas, area: places.progress)
    }
    let lines = session.measures.picture.lines
    guard !lines.isEmpty else { return }
    let rows = MeasureTable(session, width: places.list.width)
    rows.table.draw(
      into: &canvas, area: places.list, state: list, count: lines.count,
      focused: focused && !isReading
    ) { rows.row($0) }
    canvas.rule(places.rule, as: isReading && focused ? .borderFocused : .border)
    let details = details(session, width: places.details.width)
    canvas.draw(
      details, from: text.first(of: details.count, rows: places.details.height),
      in: places.details, hasMore: true)
  }

  package func cursor(_ session: Session, area: Rect) -> Point? {
    let places = places(session, area)
    let count = session.measures.picture.lines.count
    guard !isReading else { return places.details.isEmpty ? area.start : places.details.start }
    guard places.list.height > 1, let selected = list.selection(of: count) else {
      return area.start
    }
    let first = list.firstVisible(count: count, rows: places.list.height - 1)
    return Point(
      x: places.list.x, y: min(places.list.y + 1 + selected - first, places.list.bottom - 1))
  }

  private func drawProgress(_ session: Session, into canvas: inout Canvas, area: Rect) {
    let picture = session.measures.picture
    let parts = Layout.columns(of: area, [.fixed(22), .fixed(5), .share(1)], gap: 1)
    Gauge(share: picture.fraction).draw(into: &canvas, area: parts[0])
    canvas.write(
      NumberFormat.progress(picture.fraction), filling: parts[1], alignment: .right, as: .text)
    canvas.write(picture.stage + "  (x cancels)", filling: parts[2], as: .dim)
  }

  private struct Places {
    let summary: Rect
    let progress: Rect
    let list: Rect
    let rule: Rect
    let details: Rect
  }

  /// The part with the keys has the room.
  private func places(_ session: Session, _ area: Rect) -> Places {
    let summary = MeasureText(session, width: area.width).summary.count
    let isRunning = session.measures.state.job != nil
    let head = min(summary, max(1, area.height / 3))
    let rows = Layout.rows(of: area, [.fixed(head), .fixed(isRunning ? 1 : 0), .share(1)])
    let rest = rows[2].height
    let wanted = session.measures.picture.lines.count + 1
    let most =
      isReading ? max(2, rest / 4) : max(2, rest * 3 / 5, rest - Self.glimpse - 1)
    let parts = Layout.rows(
      of: rows[2], [.fixed(min(wanted, most)), .fixed(rest >= 6 ? 1 : 0), .share(1)])
    return Places(
      summary: rows[0], progress: rows[1], list: parts[0], rule: parts[1], details: parts[2])
  }
}
