import Attacks
import Experiments
import Numeric
import Parameters
import Terminal

/// Every real record of the class, the most exposed first: by which attacks it is named, under how
/// many seeds, and why. Records are named by their row in the file; no value is shown.
package struct ExposurePane: Pane {
  package static let title = "Exposure"
  package static let bindings = [
    Binding(.down, .character("j"), help: "next record", short: "record"),
    Binding(.up, .character("k"), help: "previous record"),
    Binding(.pageDown, .control("d"), .character(" "), help: "a page down", short: "page"),
    Binding(.pageUp, .control("u"), help: "a page up"),
    Binding(.character("g"), .home, help: "the most exposed record"),
    Binding(.character("G"), .end, help: "the least exposed record"),
    Binding(.character("r"), help: "study the present settings again", short: "again"),
    Binding(.escape, .character("q"), help: "close; the study goes on", short: "close"),
  ]

  private var list = ListState()

  package init() {}

  package mutating func handle(_ key: Key, seeing session: Session) -> Response {
    let count = session.exposure.report?.records.count ?? 0
    switch key {
    case .down, .character("j"): list.move(by: 1, count: count)
    case .up, .character("k"): list.move(by: -1, count: count)
    case .pageDown, .control("d"), .character(" "): list.page(by: 1, count: count)
    case .pageUp, .control("u"): list.page(by: -1, count: count)
    case .character("g"), .home: list.home(count: count)
    case .character("G"), .end: list.end(count: count)
    case .character("r"): return .act(.exposure(.start))
    case .escape, .character("q"): return .act(.layout(.closeOverlay))
    default: return .ignored
    }
    return .redraw
  }

  /// Without a report there is nothing to move in.
  package func keys(_ session: Session) -> [Binding] {
    let moving: Set<String> = ["record", "page"]
    guard session.exposure.report == nil else { return Self.bindings }
    return Self.bindings.filter { !moving.contains($0.short ?? "") }
  }

  package func subtitle(_ session: Session) -> String {
    let settings = session.exposure.plan.map { plan in
      "\(plan.method)  \(NumberFormat.count(ExposureSession.seeds, "seed")) from \(plan.seed)"
    }
    let state =
      switch session.exposure.state {
      case .running: "running, so far"
      case .stopped: session.exposure.report == nil ? "stopped" : "partial"
      case .failed: "failed"
      case .idle, .finished: ""
      }
    return [settings ?? "", state].filter { !$0.isEmpty }.joined(separator: "  ")
  }

  // MARK: - Drawing

  package func draw(
    _ session: Session, focused: Bool, into canvas: inout Canvas, area: Rect
  ) {
    let lines = Self.summary(session, width: area.width)
    let rows = Self.places(session, area)
    canvas.draw(lines, from: 0, in: rows[0])
    if session.exposure.state.job != nil { drawProgress(session, into: &canvas, area: rows[1]) }
    guard let report = session.exposure.report else { return }
    let isASCII = canvas.isASCII
    table(report, width: area.width).draw(
      into: &canvas, area: rows[2], state: list, count: report.records.count, focused: focused
    ) { number in Self.row(report.records[number], report, isASCII: isASCII) }
  }

  package func cursor(_ session: Session, area: Rect) -> Point? {
    let place = Self.places(session, area)[2]
    guard let report = session.exposure.report, place.height > 1,
      let selected = list.selection(of: report.records.count)
    else { return area.start }
    let first = list.firstVisible(count: report.records.count, rows: place.height - 1)
    return Point(x: place.x, y: min(place.y + 1 + max(0, selected - first), place.bottom - 1))
  }

  /// Summary, progress, table.
  private static func places(_ session: Session, _ area: Rect) -> [Rect] {
    let lines = summary(session, width: area.width).count
    let isRunning = session.exposure.state.job != nil
    return Layout.rows(
      of: area,
      [.fixed(min(lines, max(1, area.height / 2))), .fixed(isRunning ? 1 : 0), .share(1)])
  }

  private func drawProgress(_ session: Session, into canvas: inout Canvas, area: Rect) {
    let parts = Layout.columns(of: area, [.fixed(22), .fixed(5), .share(1)], gap: 1)
    Gauge(share: session.exposure.fraction).draw(into: &canvas, area: parts[0])
    canvas.write(
      NumberFormat.progress(session.exposure.fraction), filling: parts[1], alignment: .right,
      as: .text)
    canvas.write(session.exposure.stage, filling: parts[2], as: .dim)
  }

  private static func summary(_ session: Session, width: Int) -> [StyledLine] {
    guard let report = session.exposure.report else { return absence(session, width: width) }
    let group = session.preparedPicture.map { " of class \($0.data.minorityName)" } ?? ""
    let minority =
      "\(report.records.count) records\(group): \(text(report.minority)) are named in one release."
    return stale(session, width: width) + StyledLine.wrapped(minority, .risk, width: width)
      + ExposureClasses(
        report, className: session.preparedPicture?.data.minorityName, width: width
      ).lines
      + attacks(report, width: width)
  }

  private static func stale(_ session: Session, width: Int) -> [StyledLine] {
    guard session.isExposureStale, session.exposure.state.job == nil else { return [] }
    return StyledLine.wrapped(
      "~ Of other settings than those on screen: r studies again.", .warning, width: width)
  }

  private static func absence(_ session: Session, width: Int) -> [StyledLine] {
    switch session.exposure.state {
    case .failed(let message): StyledLine.wrapped(message, .error, width: width)
    case .running:
      StyledLine.wrapped(
        "Making the release under \(ExposureSession.seeds) seeds and attacking each ... (x cancels)",
        width: width)
    case .stopped:
      StyledLine.wrapped(
        "Stopped before the study had a result; r begins again.", .warning, width: width)
    case .idle, .finished:
      StyledLine.wrapped(idle(session), .dim, width: width)
    }
  }

  private static func idle(_ session: Session) -> String {
    guard let open = session.openDataset else { return "Nothing to study yet: o opens a file." }
    if open.isTestPart { return open.testPartRefusal.capitalizedFirst + "." }
    switch session.prepared {
    case .failed(let reason): return "Nothing can be studied: \(reason)."
    case .finished: return "Nothing is studied yet: r begins."
    case .idle, .running: return "The rows are not prepared yet; then r begins."
    }
  }

  /// `a DistinSMOTE  b ReconSMOTE`, and why one was left out.
  private static func attacks(_ report: ExposureReport, width: Int) -> [StyledLine] {
    let names = report.attacks.enumerated().map { number, attack in
      "\(letter(number)) \(AttackCatalog.named(attack.name)?.title ?? attack.name)"
        + (attack.failure == nil ? "" : " (does not apply)")
    }
    return StyledLine.wrapped(
      "Named by: " + names.joined(separator: ", ") + ".", .dim, width: width)
  }

  private static func letter(_ attack: Int) -> String {
    let letters = "abcdefghijklmnopqrstuvwxyz"
    return String(letters[letters.index(letters.startIndex, offsetBy: attack % letters.count)])
  }

  static func text(_ share: ExposureShare) -> String {
    NumberFormat.percent(share.share, digits: 0) + " "
      + NumberFormat.interval(low: share.interval.low, high: share.interval.high)
  }

  /// Columns of the bar.
  private static let bar = 10

  private func table(_ report: ExposureReport, width: Int) -> TableView {
    TableView(columns: [
      .init("file row", width: .fixed(8), alignment: .right),
      .init("exposed", width: .fixed(Self.bar)),
      .init("seeds", width: .fixed(6), alignment: .right),
      .init("by", width: .fixed(min(12, max(2, report.attacks.count)))),
      .init("lines", width: .fixed(5), alignment: .right),
      .init("why", width: .share(1)),
    ])
  }

  /// A letter for each attack, `·` for one that does not name it.
  private static func row(
    _ record: RecordExposure, _ report: ExposureReport, isASCII: Bool
  ) -> [TableView.Value] {
    let chances = max(1, report.seeds.count * report.attacks.count)
    let share = Double(record.seedsByAttack.reduce(0, +)) / Double(chances)
    let full = Gauge(share: share).fullCells(of: bar)
    let cells =
      String(repeating: isASCII ? "#" : "█", count: full)
      + String(repeating: isASCII ? "." : "·", count: bar - full)
    let letters = record.seedsByAttack.enumerated().map { number, seeds in
      seeds > 0 ? letter(number) : isASCII ? "." : "·"
    }.joined()
    let role: Role = record.seeds > 0 ? .risk : .dim
    return [
      .init("\(record.fileRow + 1)"), .init(cells, role),
      .init("\(record.seeds)/\(report.seeds.count)", role), .init(letters),
      .init("\(record.traits.segments)"), .init(record.traits.reason(typical: report.typical)),
    ]
  }
}
