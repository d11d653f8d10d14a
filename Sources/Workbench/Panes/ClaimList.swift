import Attacks
import Terminal

/// The claims of the selected attack, one a row.
struct ClaimList {
  /// Columns it needs to show all it has.
  static let width = 46

  private let session: Session
  private let attack: AttackPicture?
  private var count: Int { attack?.claims.count ?? 0 }

  init(_ session: Session) {
    self.session = session
    let attacks = session.picture.attacks
    attack =
      attacks.indices.contains(session.selectedAttack) ? attacks[session.selectedAttack] : nil
  }

  func draw(into canvas: inout Canvas, area: Rect, focused: Bool) {
    guard let attack, count > 0 else {
      let text = attack?.state == .done ? "no claims" : "no claims yet"
      canvas.write(text, at: area.start, as: .dim, in: area.row(0))
      return
    }
    table(area).draw(
      into: &canvas, area: area, state: state(area), count: count, focused: focused
    ) { number in row(number, attack.claims[number], hasDistance: area.width >= Self.width) }
  }

  /// Where the selected claim stands.
  func cursor(area: Rect) -> Point? {
    let table = table(area)
    let rows = table.visibleRows(in: area)
    guard count > 0, rows > 0, let selected = state(area).selection(of: count) else { return nil }
    let line = selected - state(area).firstVisible(count: count, rows: rows)
    return Point(x: area.x, y: area.y + (table.hasHeader ? 1 : 0) + line)
  }

  /// The list is turned over page by page: moving within a page changes two rows only.
  private func state(_ area: Rect) -> ListState {
    let rows = max(1, table(area).visibleRows(in: area))
    let selected = max(0, min(session.selectedClaim, count - 1))
    return ListState(selected: selected, top: selected / rows * rows, visible: rows)
  }

  private func table(_ area: Rect) -> TableView {
    let columns: [TableView.Column] =
      [
        .init("claim", width: .fixed(5), alignment: .right),
        .init("", width: .fixed(1)),
        .init("follows from", width: .share(1)),
      ]
      + (area.width >= Self.width
        ? [.init("distance", width: .fixed(8), alignment: .right)] : [])
      + [.init("file row", width: .fixed(8), alignment: .right)]
    return TableView(columns: columns, hasHeader: area.height >= 4)
  }

  private func row(
    _ number: Int, _ claim: ScoredClaim, hasDistance: Bool
  ) -> [TableView.Value] {
    let truth = session.picture.truth
    let fileRow = claim.record.flatMap { record in
      truth.flatMap { $0.datasetRows.indices.contains(record) ? $0.datasetRows[record] : nil }
    }
    let role: Role = session.isStale ? .dim : .text
    return [
      .init("\(number + 1)", role),
      .init(ClaimText.mark(claim), session.isStale ? .dim : ClaimText.role(claim)),
      .init(ClaimText.short(claim.guess.evidence), role),
    ]
      + (hasDistance ? [.init(ClaimText.distance(of: claim), role)] : [])
      + [.init(fileRow.map { "\($0 + 1)" } ?? "none", role)]
  }
}
