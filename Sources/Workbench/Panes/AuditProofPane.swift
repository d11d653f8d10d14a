import Attacks
import Experiments
import Parameters
import Terminal

/// The proof of a claim of an audit, with the picture of its lines.
package struct AuditProofPane: Pane {
  package static let title = "Proof"
  package static let bindings = ProofReading.bindings(
    columns: "more columns of the rows",
    leave: Binding(
      .escape, .character("q"), .enter, help: "back to the audit", short: "back"))

  private var reading = ProofReading()

  package init() {}

  package mutating func place(in area: Rect) { reading.area = area }

  /// Values that anybody may see need not be revealed.
  package func keys(_ session: Session) -> [Binding] {
    Self.bindings.revealing(session)
  }

  package mutating func handle(_ key: Key, seeing session: Session) -> Response {
    switch key {
    case .character("R"): return .act(.audit(.toggleReveal))
    case .escape, .character("q"), .enter: return .act(.layout(.closeOverlay))
    default: break
    }
    let step = reading.handle(
      key, lines: { Self.lineCount(session, width: $0) },
      columns: session.audit.work?.request.columnNames.count ?? 0)
    switch step {
    case .turned(let amount): return AuditSelection(session).moved(by: amount)
    case .moved: return .redraw
    case .ignored: return .ignored
    }
  }

  private static func lineCount(_ session: Session, width: Int) -> Int {
    AuditProofText(session, firstColumn: 0)?.lines(width: width).count ?? 0
  }

  package func subtitle(_ session: Session) -> String {
    guard let claim = session.audit.claim else { return "" }
    let number = "claim \(session.audit.selected + 1) of \(session.audit.claims.count)"
    let attack = AttackCatalog.named(claim.attack)?.title ?? claim.attack
    let isMasked = session.isMaskedInAudit(session.audit.selected)
    return "\(number)  \(attack)  values: \(MaskText.word(session, isMasked: isMasked))"
  }

  package func draw(
    _ session: Session, focused: Bool, into canvas: inout Canvas, area: Rect
  ) {
    guard let text = AuditProofText(session, firstColumn: reading.firstColumn) else {
      canvas.write(wrapping: "There is no claim to show.", as: .dim, in: area)
      return
    }
    reading.draw(
      lines: { text.lines(width: $0) }, picture: text.picture, into: &canvas, area: area)
  }
}
