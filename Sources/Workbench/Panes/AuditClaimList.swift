import Attacks
import Experiments
import Parameters
import Terminal

/// The claims of an audit, one a row.
struct AuditClaimList {
  private let session: Session
  private var claims: [AuditClaim] { session.audit.claims }
  private var hasReference: Bool { claims.contains { $0.isTrue != nil } }

  init(_ session: Session) { self.session = session }

  func draw(into canvas: inout Canvas, area: Rect, focused: Bool) {
    guard !claims.isEmpty else {
      let text = session.audit.job == nil ? "Nothing is claimed." : "No claim yet."
      canvas.write(text, at: area.start, as: .dim, in: area.row(0))
      return
    }
    let table = table(area)
    table.draw(
      into: &canvas, area: area, state: state(area), count: claims.count, focused: focused
    ) { number in row(number, isWide: area.width >= Self.wide) }
  }

  func cursor(area: Rect) -> Point? {
    let table = table(area)
    let rows = table.visibleRows(in: area)
    guard !claims.isEmpty, rows > 0, let selected = state(area).selection(of: claims.count) else {
      return nil
    }
    let line = selected - state(area).firstVisible(count: claims.count, rows: rows)
    return Point(x: area.x, y: area.y + (table.hasHeader ? 1 : 0) + line)
  }

  private static let wide = 60

  /// The list is turned over page by page: moving within a page changes two rows only.
  private func state(_ area: Rect) -> ListState {
    let rows = max(1, table(area).visibleRows(in: area))
    let selected = max(0, min(session.audit.selected, claims.count - 1))
    return ListState(selected: selected, top: selected / rows * rows, visible: rows)
  }

  private func table(_ area: Rect) -> TableView {
    let attack: [TableView.Column] =
      area.width >= Self.wide ? [.init("shown by", width: .share(1))] : []
    let truth: [TableView.Column] = hasReference ? [.init("", width: .fixed(1))] : []
    return TableView(
      columns: [.init("claim", width: .fixed(5), alignment: .right)] + truth
        + [.init("what", width: .share(1)), .init("sure", width: .fixed(8))] + attack
        + [.init("follows from", width: .fixed(17))],
      hasHeader: area.height >= 3)
  }

  private func row(_ number: Int, isWide: Bool) -> [TableView.Value] {
    let claim = claims[number]
    let truth: [TableView.Value] =
      hasReference
      ? [.init(claim.isTrue == true ? "=" : "x", claim.isTrue == true ? .risk : .warning)] : []
    let attack: [TableView.Value] =
      isWide ? [.init(AttackCatalog.named(claim.attack)?.title ?? claim.attack)] : []
    return [.init("\(number + 1)")] + truth + [.init(what(claim), .risk)]
      + [.init(claim.guess.certainty.rawValue, claim.guess.certainty == .certain ? .text : .dim)]
      + attack + [.init(ClaimText.short(claim.guess.evidence))]
  }

  private func what(_ claim: AuditClaim) -> String {
    switch claim.guess.claim {
    case .record: "a record rebuilt"
    case .real(let row): "file row \(session.audit.work?.fileRow(row) ?? row + 1) is real"
    }
  }
}
