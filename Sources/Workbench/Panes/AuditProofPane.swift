import Attacks
import Experiments
import Parameters
import Terminal

/// The proof of a claim of an audit, with the picture of its lines.
package struct AuditProofPane: Pane {
  package static let title = "Proof"
  package static let bindings = [
    Binding(.character("]"), .character("n"), help: "next claim", short: "next"),
    Binding(.character("["), .character("N"), help: "previous claim", short: "previous"),
    Binding(.character("v"), help: "the picture, or the text again", short: "picture"),
    Binding(.down, .character("j"), help: "scroll down", short: "scroll"),
    Binding(.up, .character("k"), help: "scroll up"),
    Binding(.pageDown, .control("d"), .character(" "), help: "ten lines down"),
    Binding(.pageUp, .control("u"), help: "ten lines up"),
    Binding(.character("g"), .home, help: "to the top"),
    Binding(.character("G"), .end, help: "to the end"),
    Binding(.right, .character("l"), help: "more columns of the rows"),
    Binding(.left, .character("h"), help: "back to the first columns"),
    Binding(.character("R"), help: "show or mask the values", short: "reveal"),
    Binding(.escape, .character("q"), .enter, help: "back to the audit", short: "back"),
  ]

  private var top = 0
  private var firstColumn = 0
  /// Where there is no room for both, the picture is shown in place of the text.
  private var isPicture = false
  private static let page = 10
  /// The picture stands beside the text from this width on.
  private static let wide = 100
  /// Lines that stay in sight at the end: the pane does not know its height when a key comes.
  private static let lastLines = 4

  package init() {}

  package mutating func handle(_ key: Key, seeing session: Session) -> Response {
    switch key {
    case .character("]"), .character("n"): return turn(by: 1, session)
    case .character("["), .character("N"): return turn(by: -1, session)
    case .character("v"): isPicture.toggle()
    case .down, .character("j"): scroll(by: 1, session)
    case .up, .character("k"): scroll(by: -1, session)
    case .pageDown, .control("d"), .character(" "): scroll(by: Self.page, session)
    case .pageUp, .control("u"): scroll(by: -Self.page, session)
    case .character("g"), .home: top = 0
    case .character("G"), .end: scroll(by: lineCount(session), session)
    case .right, .character("l"): firstColumn = min(firstColumn + 1, lastColumn(session))
    case .left, .character("h"): firstColumn = max(0, firstColumn - 1)
    case .character("R"): return .act(.audit(.toggleReveal))
    case .escape, .character("q"), .enter: return .act(.layout(.closeOverlay))
    default: return .ignored
    }
    return .redraw
  }

  /// The next claim is read from its top.
  private mutating func turn(by amount: Int, _ session: Session) -> Response {
    top = 0
    return AuditSelection(session).moved(by: amount)
  }

  private mutating func scroll(by amount: Int, _ session: Session) {
    let last = max(0, lineCount(session) - Self.lastLines)
    top = max(0, min(top + amount, last))
  }

  private func lineCount(_ session: Session) -> Int {
    AuditProofText(session, width: 76, firstColumn: 0)?.lines.count ?? 0
  }

  private func lastColumn(_ session: Session) -> Int {
    max(0, (session.audit.work?.request.columnNames.count ?? 0) - 1)
  }

  package func subtitle(_ session: Session) -> String {
    guard let claim = session.audit.claim else { return "" }
    let number = "claim \(session.audit.selected + 1) of \(session.audit.claims.count)"
    let attack = AttackCatalog.named(claim.attack)?.title ?? claim.attack
    let guardWord =
      session.openDataset?.isPublic == true
      ? "PUBLIC" : session.isMaskedInAudit(session.audit.selected) ? "MASKED" : "SHOWN"
    return "\(number)  \(attack)  values: \(guardWord)"
  }

  package func draw(
    _ session: Session, focused: Bool, into canvas: inout Canvas, area: Rect
  ) {
    let isWide = area.width >= Self.wide
    let columns = Layout.columns(
      of: area.width > 2
        ? Rect(x: area.x + 1, y: area.y, width: area.width - 2, height: area.height) : area,
      isWide ? [.share(5), .share(3)] : [.share(1)], gap: isWide ? 3 : 0)
    guard
      let text = AuditProofText(session, width: columns[0].width, firstColumn: firstColumn)
    else {
      canvas.write(wrapping: "There is no claim to show.", as: .dim, in: area)
      return
    }
    if isPicture, !isWide, let picture = text.picture {
      picture.draw(into: &canvas, area: columns[0])
      return
    }
    canvas.draw(text.lines, from: top, in: columns[0], hasMore: true)
    if isWide { text.picture?.draw(into: &canvas, area: columns[1]) }
  }
}
