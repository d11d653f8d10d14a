import Attacks
import Terminal

/// The proof of a claim: the record beside the real one, how it was found, and the rows used.
package struct EvidencePane: Pane {
  package static let title = "Evidence"
  package static let bindings = ProofReading.bindings(
    columns: "more columns of the rows used",
    leave: Binding(.escape, .character("q"), .enter, help: "close", short: "close"))

  private var reading = ProofReading()

  package init() {}

  package mutating func place(in area: Rect) { reading.area = area }

  /// Values that anybody may see need not be revealed.
  package func keys(_ session: Session) -> [Binding] {
    Self.bindings.revealing(session)
  }

  package mutating func handle(_ key: Key, seeing session: Session) -> Response {
    switch key {
    case .character("R"): return .act(.attack(.toggleReveal))
    case .escape, .character("q"), .enter: return .act(.layout(.closeOverlay))
    default: break
    }
    let step = reading.handle(
      key, lines: { Self.lineCount(session, width: $0) },
      columns: SelectedClaim(session)?.values?.count ?? 0)
    switch step {
    case .turned(let amount): return ClaimSelection(session).moved(by: amount)
    case .moved: return .redraw
    case .ignored: return .ignored
    }
  }

  private static func lineCount(_ session: Session, width: Int) -> Int {
    guard let selected = SelectedClaim(session) else { return 0 }
    return EvidenceText(session, selected, width: width, firstColumn: 0).lines.count
  }

  package func subtitle(_ session: Session) -> String {
    guard let selected = SelectedClaim(session) else { return "" }
    let claim = "claim \(selected.number + 1) of \(selected.attack.claims.count)"
    let real =
      selected.claim.record == nil
      ? "no record" : selected.counterpart.map { "real " + ClaimText.fileRow($0.fileRow) } ?? ""
    let isMasked = session.isMasked(claim: session.selectedClaim)
    return "\(claim) ↔ \(real)  \(selected.attack.title)  values: "
      + MaskText.word(session, isMasked: isMasked)
  }

  package func draw(
    _ session: Session, focused: Bool, into canvas: inout Canvas, area: Rect
  ) {
    guard let selected = SelectedClaim(session) else {
      canvas.write(wrapping: "There is no claim to show.", as: .dim, in: area)
      return
    }
    reading.draw(
      lines: { width in
        EvidenceText(session, selected, width: width, firstColumn: reading.firstColumn).lines
      }, picture: picture(session, selected), into: &canvas, area: area)
  }

  private func picture(_ session: Session, _ selected: SelectedClaim) -> ProofPicture? {
    selected.proofPicture(scales: session.picture.truth?.scales ?? [])
  }
}
