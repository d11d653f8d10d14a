import Attacks
import Experiments
import Numeric
import Terminal

/// The open file looked at as somebody's release: what can be told without the original, question
/// by question, and every claim with its proof.
package struct AuditPane: Pane {
  package static let title = "Audit"
  package static let bindings = [
    Binding(.tab, .backTab, help: "to the claims, and back to the answers", short: "claims"),
    Binding(.enter, help: "the proof of the claim", short: "proof"),
    Binding(.down, .character("j"), help: "scroll down, or the next claim", short: "down"),
    Binding(.up, .character("k"), help: "scroll up, or the previous claim"),
    Binding(.pageDown, .control("d"), .character(" "), help: "ten lines or claims down"),
    Binding(.pageUp, .control("u"), help: "ten lines or claims up"),
    Binding(.character("g"), .home, help: "to the top"),
    Binding(.character("G"), .end, help: "to the end"),
    Binding(.character("]"), .character("n"), help: "next claim"),
    Binding(.character("["), .character("N"), help: "previous claim"),
    Binding(.character("r"), help: "audit again", short: "again"),
    Binding(.escape, .character("q"), help: "close; the audit goes on", short: "close"),
  ]

  /// Whether the claims have the keys, not the answers.
  private var isInClaims = false
  /// The first line of the answers; nil to follow them while they come.
  private var top: Int?
  private static let page = 10
  /// Answers and claims side by side from this width on.
  private static let wide = 118
  private static let claimsWidth = 58
  private var area = TextScroll.usualArea

  package init() {}

  /// Back from a proof, the claims have the keys.
  package mutating func open(over state: WorkbenchState) {
    isInClaims = state.overlay == .auditProof
  }

  package mutating func handle(_ key: Key, seeing session: Session) -> Response {
    switch key {
    case .tab, .backTab:
      guard !session.audit.claims.isEmpty else { return .redraw }
      isInClaims.toggle()
    case .enter:
      guard session.audit.claim != nil else { return .redraw }
      return .act(.layout(.show(.auditProof)))
    case .down, .character("j"): return move(by: 1, session)
    case .up, .character("k"): return move(by: -1, session)
    case .pageDown, .control("d"), .character(" "): return move(by: Self.page, session)
    case .pageUp, .control("u"): return move(by: -Self.page, session)
    case .character("g"), .home: return move(by: -Self.far, session)
    case .character("G"), .end: return move(by: Self.far, session)
    case .character("]"), .character("n"): return AuditSelection(session).moved(by: 1)
    case .character("["), .character("N"): return AuditSelection(session).moved(by: -1)
    case .character("r"):
      top = nil
      return .act(.audit(.start))
    case .escape, .character("q"): return .act(.layout(.closeOverlay))
    default: return .ignored
    }
    return .redraw
  }

  /// More lines or claims than there are.
  private static let far = 1 << 30

  private mutating func move(by amount: Int, _ session: Session) -> Response {
    guard !isInClaims else { return AuditSelection(session).moved(by: amount) }
    let place = places(session, area).answers
    let count = AuditText(session, width: place.width).answers.count
    let (wanted, _) = (top ?? 0).addingReportingOverflow(amount)
    top = max(0, min(wanted, count - place.height))
    return .redraw
  }

  package mutating func place(in area: Rect) { self.area = area }

  /// Without claims there is nothing to go to.
  package func keys(_ session: Session) -> [Binding] {
    let claims: Set<String> = ["claims", "proof"]
    guard session.audit.claims.isEmpty else { return Self.bindings }
    return Self.bindings.filter { !claims.contains($0.short ?? "") }
  }

  package func subtitle(_ session: Session) -> String {
    let name = session.openDataset?.name ?? ""
    let rows = session.audit.work.map { work in
      let group = work.request.className.map { " of class \($0)" } ?? ""
      return NumberFormat.count(work.request.minority.rows, "row") + group
    }
    return [name, rows, Self.state(session.audit)].compactMap(\.self).filter { !$0.isEmpty }
      .joined(separator: "  ")
  }

  private static func state(_ audit: AuditSession) -> String {
    switch audit.state {
    case .idle, .finished: ""
    case .running: "running"
    case .stopped: "partial"
    case .failed: "failed"
    }
  }

  // MARK: - Drawing

  package func draw(
    _ session: Session, focused: Bool, into canvas: inout Canvas, area: Rect
  ) {
    let places = places(session, area)
    let text = AuditText(session, width: places.verdict.width)
    canvas.draw(text.verdict, from: 0, in: places.verdict)
    let answers = AuditText(session, width: places.answers.width)
    let isShort = isInClaims && !places.isWide
    let lines = isShort ? answers.questions : answers.answers
    canvas.draw(
      lines, from: isShort ? 0 : first(of: lines.count, in: places.answers.height, session),
      in: places.answers, hasMore: true)
    canvas.write(
      "Claims" + (session.audit.claims.isEmpty ? "" : " (\(session.audit.claims.count))"),
      at: places.heading.start, as: isInClaims ? .titleFocused : .title, in: places.heading)
    AuditClaimList(session).draw(
      into: &canvas, area: places.claims, focused: focused && isInClaims)
  }

  package func cursor(_ session: Session, area: Rect) -> Point? {
    let places = places(session, area)
    guard isInClaims else { return area.start }
    return AuditClaimList(session).cursor(area: places.claims) ?? area.start
  }

  /// While answers come, the last ones are in sight.
  private func first(of count: Int, in height: Int, _ session: Session) -> Int {
    if let top { return max(0, min(top, count - height)) }
    guard session.audit.job != nil, let current = runningLine(session, count) else { return 0 }
    return max(0, current - height + 2)
  }

  /// About where the question stands that is being worked on: after all that is answered.
  private func runningLine(_ session: Session, _ count: Int) -> Int? {
    let waiting = (session.audit.work?.picture.stages ?? []).filter { $0.state == .waiting }.count
    return count > 0 ? count - 1 - waiting : nil
  }

  private struct Places {
    let verdict: Rect
    let answers: Rect
    let heading: Rect
    let claims: Rect
    let isWide: Bool
  }

  private func places(_ session: Session, _ area: Rect) -> Places {
    let inner = area.betweenMargins
    let verdict = AuditText(session, width: inner.width).verdict.count
    let rows = Layout.rows(of: inner, [.fixed(min(verdict, 4)), .fixed(1), .share(1)])
    guard inner.width + 2 >= Self.wide else { return narrow(session, rows) }
    let columns = Layout.columns(of: rows[2], [.share(1), .fixed(Self.claimsWidth)], gap: 2)
    let right = Layout.rows(of: columns[1], [.fixed(1), .share(1)])
    return Places(
      verdict: rows[0], answers: columns[0], heading: right[0], claims: right[1], isWide: true)
  }

  /// The part with the keys has the room.
  private func narrow(_ session: Session, _ rows: [Rect]) -> Places {
    let questions = session.audit.work?.picture.stages.count ?? 0
    let few = session.audit.claims.isEmpty ? 1 : 3
    let parts = Layout.rows(
      of: rows[2],
      isInClaims
        ? [.fixed(min(questions, max(1, rows[2].height / 2))), .fixed(1), .share(1)]
        : [.share(1), .fixed(1), .fixed(min(few, rows[2].height / 4))])
    return Places(
      verdict: rows[0], answers: parts[0], heading: parts[1], claims: parts[2], isWide: false)
  }
}

/// Moving between the claims of an audit.
struct AuditSelection {
  private let session: Session

  init(_ session: Session) { self.session = session }

  /// The claim so many further on; at either end it stays.
  func moved(by amount: Int) -> Response {
    let count = session.audit.claims.count
    let wanted = max(0, min(session.audit.selected + amount, count - 1))
    guard count > 0, wanted != session.audit.selected else { return .redraw }
    return .act(.audit(.select(wanted)))
  }
}
