import Attacks
import Experiments
import Terminal

/// How the attacks fare, and the claims of the selected one.
package struct AttackPane: Pane {
  package static let title = "Attacks"
  package static let bindings = [
    Binding(
      .down, .character("j"), help: "next claim, or attack where there are none", short: "claim"),
    Binding(.up, .character("k"), help: "previous claim, or attack where there are none"),
    Binding(.pageDown, .control("d"), help: "ten claims on"),
    Binding(.pageUp, .control("u"), help: "ten claims back"),
    Binding(.character("g"), .home, help: "first claim"),
    Binding(.character("G"), .end, help: "last claim"),
    Binding(
      .right, .character("l"), .character("."), help: "next attack", short: "attack"),
    Binding(.left, .character("h"), .character(","), help: "previous attack"),
    Binding(
      .enter, help: "the evidence of the claim; or go on with an attack that was stopped",
      short: "evidence"),
    Binding(.character("R"), help: "show or mask the values of the claim", short: "reveal"),
  ]

  /// Claims that a page key moves by: the pane does not know its height when a key comes.
  private static let page = 10
  private static let wide = 100

  package init() {}

  package mutating func handle(_ key: Key, seeing session: Session) -> Response {
    let selection = ClaimSelection(session)
    switch key {
    case .down, .character("j"): return step(1, selection)
    case .up, .character("k"): return step(-1, selection)
    case .pageDown, .control("d"): return selection.moved(by: Self.page)
    case .pageUp, .control("u"): return selection.moved(by: -Self.page)
    case .character("g"), .home: return selection.select(0)
    case .character("G"), .end: return selection.select(selection.count - 1)
    case .right, .character("l"), .character("."): return selection.movedAttack(by: 1)
    case .left, .character("h"), .character(","): return selection.movedAttack(by: -1)
    case .enter:
      guard let person = session.selectedPerson, person.isUnfinished else {
        return selection.evidence
      }
      return .act(.people(.resume(person.entry.name)))
    case .character("R"):
      return SelectedClaim(session) == nil ? .redraw : .act(.attack(.toggleReveal))
    default: return .ignored
    }
  }

  private func step(_ amount: Int, _ selection: ClaimSelection) -> Response {
    selection.count > 0 ? selection.moved(by: amount) : selection.steppedAttack(by: amount)
  }

  /// Without claims the list of attacks is what is moved in.
  package func keys(_ session: Session) -> [Binding] {
    guard ClaimSelection(session).count == 0 else {
      return Self.bindings.revealing(session)
    }
    guard session.listedAttacks > 1 else { return [] }
    let next = Binding(.down, help: "next attack", short: "attack")
    guard session.selectedPerson?.isUnfinished == true else { return [next] }
    return [next, Binding(.enter, help: "go on with the attack", short: "go on")]
  }

  package func subtitle(_ session: Session) -> String {
    let count = session.listedAttacks
    let place = count > 2 ? "\(session.selectedAttack + 1) of \(count)" : ""
    let state =
      switch session.run {
      case .running: "running, so far"
      case .stopped: "partial"
      case .failed: "failed"
      default: ""
      }
    return [place, state, ThreatText.line(session) + " (K)"].filter { !$0.isEmpty }.joined(
      separator: "  ")
  }

  package func draw(
    _ session: Session, focused: Bool, into canvas: inout Canvas, area: Rect
  ) {
    guard !session.picture.attacks.isEmpty else {
      canvas.write(wrapping: Self.absence(in: session), as: .dim, in: area)
      return
    }
    let places = places(session, area: area)
    AttackTable(session).draw(
      into: &canvas, area: places.attacks, shown: places.shown, linesEach: places.linesEach,
      hasHeader: places.hasHeader)
    if let person = session.selectedPerson {
      PersonView(session, person).draw(
        into: &canvas, claims: places.claims, verdict: places.verdict, both: places.reason)
      return
    }
    if let reason = Self.failure(in: session) {
      canvas.write(wrapping: reason, as: .error, in: places.reason)
      return
    }
    ClaimList(session).draw(into: &canvas, area: places.claims, focused: focused)
    let role: Role = session.isStale ? .dim : .text
    canvas.write(wrapping: Self.verdict(session, for: places.verdict), as: role, in: places.verdict)
  }

  package func cursor(_ session: Session, area: Rect) -> Point? {
    ClaimList(session).cursor(area: places(session, area: area).claims) ?? area.start
  }

  private static func absence(in session: Session) -> String {
    switch session.run {
    case .failed(let message): message
    case .running, .settling: "Making synthetic rows ..."
    default:
      session.openDataset == nil
        ? "Nothing to attack yet: o opens a file."
        : "No run yet: r oversamples the data and attacks the result."
    }
  }

  /// Why the selected attack has no claims; then the claims leave their room to it.
  private static func failure(in session: Session) -> String? {
    guard let attack = selectedAttack(of: session), attack.claims.isEmpty,
      case .failed(let reason) = attack.state
    else { return inapplicable(in: session) }
    return reason
  }

  private static func inapplicable(in session: Session) -> String? {
    switch selectedAttack(of: session)?.state {
    case .doesNotApply(let reason): return reason
    case .notRun(let reason):
      return "Not run: it \(reason), and the threat model says otherwise (K)."
    default: return nil
    }
  }

  private static func verdict(_ session: Session) -> String {
    if let person = session.selectedPerson { return PersonText(person).sentence }
    return selectedAttack(of: session).map {
      Verdict.sentence(for: $0, className: session.preparedPicture?.data.minorityName)
    } ?? ""
  }

  /// The longest verdict that fits.
  private static func verdict(_ session: Session, for area: Rect) -> String {
    guard let attack = selectedAttack(of: session) else { return "" }
    let wordings = [verdict(session), Verdict.short(for: attack)]
    let fitting = wordings.first { TextWrap.lines($0, width: area.width).count <= area.height }
    return fitting ?? Verdict.brief(for: attack)
  }

  private static func selectedAttack(of session: Session) -> AttackPicture? {
    let attacks = session.picture.attacks
    return attacks.indices.contains(session.selectedAttack)
      ? attacks[session.selectedAttack] : nil
  }

  // MARK: - Places

  private struct Places {
    let attacks: Rect
    let verdict: Rect
    let claims: Rect
    /// Of many attacks those around the selected one.
    let shown: Range<Int>
    let linesEach: Int
    let hasHeader: Bool

    /// The claims, and the verdict where that is below them.
    var reason: Rect {
      let isBelow = verdict.x == claims.x
      return Rect(
        x: claims.x, y: claims.y, width: claims.width,
        height: claims.height + (isBelow ? verdict.height : 0))
    }
  }

  private func places(_ session: Session, area: Rect) -> Places {
    let all = session.listedAttacks
    let isWide = area.width >= Self.wide
    // Of many attacks a page: what is below them needs room too.
    let most = max(2, isWide ? area.height - 3 : roomForAttacks(session, area))
    let count = min(all, most)
    let first = count > 0 ? firstShown(session, of: all, count: count) : 0
    let shown = max(0, first)..<max(0, first) + count
    return isWide
      ? widePlaces(shown, session, area) : narrowPlaces(shown, session, area)
  }

  /// What the claims, or the figures of an attack on people, leave of a narrow area.
  private func roomForAttacks(_ session: Session, _ area: Rect) -> Int {
    guard let person = session.selectedPerson else { return area.height / 2 - 1 }
    let lines = PersonView(session, person).lineCount(width: area.width)
    return area.height - min(lines, max(2, area.height / 2))
  }

  /// A page that has the selected attack, and if it can the one that runs.
  private func firstShown(_ session: Session, of all: Int, count: Int) -> Int {
    let selected = session.selectedAttack
    let page = min(selected / count * count, all - count)
    guard let running = session.runningAttack, abs(running - selected) < count,
      !(page..<page + count).contains(running)
    else { return page }
    return running < page ? running : running - count + 1
  }

  /// Claims at the right over the full height; attacks and verdict at the left.
  private func widePlaces(_ shown: Range<Int>, _ session: Session, _ area: Rect) -> Places {
    let count = shown.count
    let columns = Layout.columns(of: area, [.share(1), .fixed(ClaimList.width)], gap: 2)
    let left = columns[0]
    let verdict = min(TextWrap.lines(Self.verdict(session), width: left.width).count, 3)
    let hasHeader = left.height > count + verdict
    let room = left.height - (hasHeader ? 1 : 0) - verdict
    let linesEach = room >= 2 * count ? 2 : 1
    let table = (hasHeader ? 1 : 0) + linesEach * count
    let gap = left.height > table + verdict ? 1 : 0
    let rows = Layout.rows(of: left, [.fixed(table), .fixed(gap), .fixed(verdict), .share(1)])
    return Places(
      attacks: rows[0], verdict: rows[2], claims: columns[1], shown: shown,
      linesEach: linesEach, hasHeader: hasHeader)
  }

  /// Attacks, claims and verdict below each other.
  private func narrowPlaces(_ shown: Range<Int>, _ session: Session, _ area: Rect) -> Places {
    let count = shown.count
    let lines = TextWrap.lines(Self.verdict(session), width: area.width).count
    let verdict = area.height >= count + 2 ? min(lines, area.height >= count + 8 ? 3 : 1) : 0
    let hasHeader = area.height >= count + verdict + 3
    let linesEach = area.height >= 2 * count + verdict + 8 ? 2 : 1
    let table = (hasHeader ? 1 : 0) + linesEach * count
    let rows = Layout.rows(of: area, [.fixed(table), .share(1), .fixed(verdict)])
    return Places(
      attacks: rows[0], verdict: rows[2], claims: rows[1], shown: shown,
      linesEach: linesEach, hasHeader: hasHeader)
  }
}
