import Experiments
import Jobs
import Terminal

/// An attack on people in the list of attacks: state and result, below it the bar or the reason.
struct PersonTableRow {
  private let session: Session
  private let attack: PersonPicture
  private static let gutter = 2
  private static let state = 6
  /// Columns from which on there is a bar beside the share done and the time left.
  private static let roomForBar = 40

  init(_ session: Session, _ attack: PersonPicture) {
    self.session = session
    self.attack = attack
  }

  /// - Parameters:
  ///   - area: one line or two.
  ///   - title: columns of the names.
  func draw(into canvas: inout Canvas, area: Rect, title: Int, isSelected: Bool) {
    let line = area.row(0)
    if isSelected { canvas.write("▸", at: line.start, as: .selection, in: line) }
    let inner = Rect(
      x: line.x + Self.gutter, y: line.y, width: line.width - Self.gutter, height: line.height)
    let parts = Layout.columns(of: inner, [.fixed(title), .fixed(Self.state), .share(1)], gap: 1)
    canvas.write(
      MeasureTable.shortened(attack.entry.title, to: title), filling: parts[0],
      as: isDim ? .dim : .text)
    canvas.write(AttackTable.state(attack.state), filling: parts[1], as: role)
    let hasResult = attack.result != nil
    let isAlone = area.height == 1
    if hasResult {
      canvas.write(
        PersonText(attack).brief(width: parts[2].width), filling: parts[2],
        as: isDim ? .dim : attack.success == nil ? .text : .risk)
    }
    let place =
      isAlone
      ? hasResult ? nil : parts[2]
      : Rect(
        x: parts[1].x, y: line.y + 1, width: line.right - parts[1].x, height: 1
      ).intersection(area)
    if let place { drawDetail(into: &canvas, area: place) }
  }

  private var isDim: Bool { !session.isCurrent(attack) }

  private var role: Role {
    if isDim { return .dim }
    return switch attack.state {
    case .failed: .error
    case .stopped: .warning
    case .done: .success
    case .waiting, .doesNotApply, .notRun: .dim
    case .running: .text
    }
  }

  private func drawDetail(into canvas: inout Canvas, area: Rect) {
    switch attack.state {
    case .running:
      // The time left matters more than the bar.
      let bar = area.width >= Self.roomForBar ? 20 : 0
      let parts = Layout.columns(
        of: area, (bar > 0 ? [.fixed(bar)] : []) + [.fixed(5), .share(1)], gap: 1)
      if bar > 0 { Gauge(share: attack.fraction.value).draw(into: &canvas, area: parts[0]) }
      canvas.write(
        NumberFormat.progress(attack.fraction.value), filling: parts[parts.count - 2],
        alignment: .right, as: .text)
      let time =
        attack.secondsLeft.map { "\(NumberFormat.remaining($0)) left" }
        ?? NumberFormat.seconds(attack.seconds) + " so far"
      let rest = parts[parts.count - 1]
      let long = time + (isDim ? "" : "  (x stops)")
      canvas.write(
        TextWidth.of(long) <= rest.width ? long : time, filling: rest, as: .dim)
    case .notRun(let reason): canvas.write("not run: " + reason, filling: area, as: .dim)
    case .failed(let reason):
      canvas.write(AttackTable.fitting([reason, "no result"], in: area), filling: area, as: .dim)
    case .doesNotApply(let reason):
      let texts = [reason, AttackTable.clause(reason), "does not apply"]
      canvas.write(AttackTable.fitting(texts, in: area), filling: area, as: .dim)
    case .done: canvas.write(NumberFormat.seconds(attack.seconds), filling: area, as: .dim)
    case .stopped:
      let share = attack.fraction.value
      let text = share > 0 ? "kept \(NumberFormat.progress(share))  Enter goes on" : "Enter begins"
      canvas.write(text, filling: area, as: .dim)
    case .waiting: break
    }
  }
}
