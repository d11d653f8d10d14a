import Attacks
import Terminal

/// The proof of a claim: the record beside the real one, how it was found, and the rows used.
package struct EvidencePane: Pane {
  package static let title = "Evidence"
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
    Binding(.right, .character("l"), help: "more columns of the rows used"),
    Binding(.left, .character("h"), help: "back to the first columns"),
    Binding(.character("R"), help: "show or mask the values", short: "reveal"),
    Binding(.escape, .character("q"), .enter, help: "close", short: "close"),
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
    case .down, .character("j"): scroll(by: 1, session)
    case .up, .character("k"): scroll(by: -1, session)
    case .pageDown, .control("d"), .character(" "): scroll(by: Self.page, session)
    case .pageUp, .control("u"): scroll(by: -Self.page, session)
    case .character("g"), .home: top = 0
    case .character("G"), .end: scroll(by: lineCount(session), session)
    case .right, .character("l"): firstColumn = min(firstColumn + 1, lastColumn(session))
    case .left, .character("h"): firstColumn = max(0, firstColumn - 1)
    case .character("v"): isPicture.toggle()
    case .character("R"): return .act(.attack(.toggleReveal))
    case .escape, .character("q"), .enter: return .act(.layout(.closeOverlay))
    default: return .ignored
    }
    return .redraw
  }

  /// The next claim is read from its top.
  private mutating func turn(by amount: Int, _ session: Session) -> Response {
    top = 0
    return ClaimSelection(session).moved(by: amount)
  }

  private mutating func scroll(by amount: Int, _ session: Session) {
    let last = max(0, lineCount(session) - Self.lastLines)
    top = max(0, min(top + amount, last))
  }

  private func lineCount(_ session: Session) -> Int {
    guard let selected = SelectedClaim(session) else { return 0 }
    return EvidenceText(session, selected, width: 76, firstColumn: 0).lines.count
  }

  private func lastColumn(_ session: Session) -> Int {
    max(0, (SelectedClaim(session)?.values?.count ?? 0) - 1)
  }

  package func subtitle(_ session: Session) -> String {
    guard let selected = SelectedClaim(session) else { return "" }
    let claim = "claim \(selected.number + 1) of \(selected.attack.claims.count)"
    let real =
      selected.claim.record == nil
      ? "no record" : selected.counterpart.map { "real " + ClaimText.fileRow($0.fileRow) } ?? ""
    return "\(claim) ↔ \(real)  \(selected.attack.title)  values: \(Self.guardWord(session))"
  }

  private static func guardWord(_ session: Session) -> String {
    if session.openDataset?.isPublic == true { return "PUBLIC" }
    return session.isMasked(claim: session.selectedClaim) ? "MASKED" : "SHOWN"
  }

  package func draw(
    _ session: Session, focused: Bool, into canvas: inout Canvas, area: Rect
  ) {
    guard let selected = SelectedClaim(session) else {
      canvas.write(wrapping: "There is no claim to show.", as: .dim, in: area)
      return
    }
    let isWide = area.width >= Self.wide
    let columns = Layout.columns(
      of: area.width > 2
        ? Rect(x: area.x + 1, y: area.y, width: area.width - 2, height: area.height) : area,
      isWide ? [.share(5), .share(3)] : [.share(1)], gap: isWide ? 3 : 0)
    let text = EvidenceText(
      session, selected, width: columns[0].width, firstColumn: firstColumn)
    if isPicture, !isWide, let picture = picture(session, selected) {
      picture.draw(into: &canvas, area: columns[0])
      return
    }
    canvas.draw(text.lines, from: top, in: columns[0], hasMore: true)
    if isWide { picture(session, selected)?.draw(into: &canvas, area: columns[1]) }
  }

  private func picture(_ session: Session, _ selected: SelectedClaim) -> ProofPicture? {
    selected.proofPicture(scales: session.picture.truth?.scales ?? [])
  }
}
