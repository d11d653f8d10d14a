import Experiments
import Measures
import Numeric
import Terminal

/// All measures, one a row: what each says of the release, and whether it is to be believed.
struct MeasureTable {
  private let session: Session
  private let width: Int
  private var lines: [MeasureLine] { session.measures.picture.lines }
  private let isProved: Bool

  private let parts: Parts

  init(_ session: Session, width: Int) {
    self.session = session
    self.width = width
    isProved = session.provedLeak != nil
    parts = Parts(
      session.measures.picture.lines, method: session.measuredMethod, width: width)
  }

  /// What is shown beside the name, and how wide: figures before bars, names before both, so that
  /// kindred measures can be told apart.
  private struct Parts {
    var value = 9
    var group = 0
    var interval = 0
    var bar = 0
    /// Of each of the two tests; 0 for none.
    var tests = (copy: 4, fresh: 5)
    var sight = 11
    var sightTitle: String

    init(_ lines: [MeasureLine], method: String, width: Int) {
      sightTitle = MeasureTable.sightTitle(method, most: width >= 106 ? 26 : sight)
      sight = max(sight, sightTitle.count)
      let titles = lines.map { TextWidth.of($0.entry.title) + 2 }.max() ?? 0
      let values = lines.map { TextWidth.of(MeasureTable.value($0, MeasureTable.arrow)) }
      value = max(9, min(values.max() ?? 0, 12))
      let intervals = lines.map { TextWidth.of(MeasureTable.interval($0.release?.measurement)) }
      let figures = min(max(8, intervals.max() ?? 0), 22)
      func fits(_ name: Int) -> Bool { others + name <= width }
      if width >= 106 {
        (interval, bar, group) = (figures, 10, 10)
        if !fits(min(titles, 30)) { group = 0 }
        bar += max(0, min(14, width - others - titles))
        return
      }
      bar = 11
      if fits(min(titles, 26)) { return }
      (sight, sightTitle) = (9, method.count < 9 ? "\(method)?" : "sees it?")
      if fits(min(titles, 23)) { return }
      bar = 0
      if fits(16) { return }
      tests = (0, 0)
      if fits(14) { return }
      sight = 0
    }

    /// Columns beside the name.
    var others: Int {
      let widths = [group, value, interval, bar, 7, tests.copy, tests.fresh, sight]
      return 2 + widths.filter { $0 > 0 }.reduce(0) { $0 + $1 + 1 }
    }
  }

  var table: TableView {
    func column(
      _ title: String, _ width: Int, _ alignment: TextAlignment = .left
    ) -> [TableView.Column] {
      width > 0 ? [.init(title, width: .fixed(width), alignment: alignment)] : []
    }
    return TableView(
      columns: column("measure", nameWidth) + column("about", parts.group)
        + column("value", parts.value, .right) + column("interval", parts.interval)
        + column(parts.interval > 0 ? "" : "interval", parts.bar) + column("verdict", 7)
        + column("copy", parts.tests.copy) + column("fresh", parts.tests.fresh)
        + column(parts.sightTitle, parts.sight), reversedColumns: 1)
  }

  /// `sees SMOTE?`, with the name of the method that made the release; a long name would leave no
  /// room for those of the measures.
  static func sightTitle(_ method: String, most: Int) -> String {
    let title = "sees \(method)?"
    return title.count <= most ? title : "sees it?"
  }

  /// No wider than the names: figures stand beside them.
  private var nameWidth: Int {
    let names = lines.map { TextWidth.of($0.entry.title) + 2 }.max() ?? 1
    return max(1, min(width - parts.others, names))
  }

  func row(_ number: Int, direction: (Direction) -> String = Self.arrow) -> [TableView.Value] {
    let line = lines[number]
    let failed = line.failure != nil
    let base: Role = failed || session.areMeasuresStale ? .dim : .text
    let title = failed ? "x " + line.entry.title : line.entry.title
    let name = TableView.Value(Self.shortened(title, to: nameWidth), base)
    let measurement = line.release?.measurement
    func cell(_ width: Int, _ value: @autoclosure () -> TableView.Value) -> [TableView.Value] {
      width > 0 ? [value()] : []
    }
    return [name] + cell(parts.group, .init(line.entry.group.rawValue, .dim))
      + [.init(Self.value(line, direction), base)]
      + cell(parts.interval, .init(Self.interval(measurement), base))
      + cell(parts.bar, .init(bar(measurement, isCount: line.entry.isCount), base)) + [
        verdict(line, isDim: base == .dim)
      ]
      + cell(parts.tests.copy, test(line, .copy)) + cell(parts.tests.fresh, test(line, .fresh))
      + cell(parts.sight, sight(line, isDim: base == .dim))
  }

  /// `0.42 ↑`: the arrow is the way that is safer.
  private static func value(_ line: MeasureLine, _ direction: (Direction) -> String) -> String {
    guard let release = line.release else { return "" }
    guard let measurement = release.measurement else { return NumberFormat.none + "  " }
    let value = measurement.value.map { NumberFormat.significant($0) } ?? "undefined"
    return value + " " + direction(line.entry.direction)
  }

  /// Drawn as `^` and `v` where there is only ASCII.
  static func arrow(_ direction: Direction) -> String {
    switch direction {
    case .higherIsSafer: "↑"
    case .lowerIsSafer: "↓"
    case .none: " "
    }
  }

  private static func interval(_ measurement: Measurement?) -> String {
    guard let interval = measurement?.interval else { return "" }
    return "[\(NumberFormat.significant(interval.low)), "
      + "\(NumberFormat.significant(interval.high))]"
  }

  private func bar(_ measurement: Measurement?, isCount: Bool) -> String {
    guard let measurement, let bar = IntervalBar(measurement, isCount: isCount) else { return "" }
    return bar.text(
      value: measurement.value, interval: measurement.interval,
      reference: measurement.reference, width: parts.bar)
  }

  private func verdict(_ line: MeasureLine, isDim: Bool) -> TableView.Value {
    guard let release = line.release else {
      return .init(session.measures.state.job == nil ? "" : "...", .dim)
    }
    guard let verdict = release.measurement?.verdict else { return .init("refused", .dim) }
    // How like the real rows it is says nothing about how safe.
    guard line.entry.group != .fidelity else { return .init(NumberFormat.none, .dim) }
    return .init(verdict.rawValue, isDim ? .dim : verdict.role)
  }

  /// Whether it passed a test of itself: a copy has to be a leak and the worst there is, fresh rows
  /// have to be clean.
  private func test(_ line: MeasureLine, _ trial: HonestyTrial) -> TableView.Value {
    guard line.entry.isTested else { return .init("", .dim) }
    guard let report = line.reports[trial] else {
      let isMissing = trial == .fresh && session.measures.state.job == nil
      return .init(isMissing && line.release != nil ? NumberFormat.none : "", .dim)
    }
    guard report.measurement != nil, let honesty = line.honesty else {
      return .init(NumberFormat.none, .dim)
    }
    let failure = trial == .copy ? honesty.copyFailure : honesty.freshFailure
    if failure != nil { return .init("FAIL", .error) }
    let isDoubtful = trial == .fresh && honesty.freshDoubt != nil
    return isDoubtful ? .init("?", .warning) : .init("ok", .success)
  }

  private func sight(_ line: MeasureLine, isDim: Bool) -> TableView.Value {
    switch line.sight(isProved: isProved) {
    case .sees: .init("yes", isDim ? .dim : .success)
    case .blind: .init("NO: blind", isDim ? .dim : .risk)
    case .unsure: .init("not sure", isDim ? .dim : .warning)
    case .unproved: .init("?", .dim)
    case .notAsked: .init("", .dim)
    }
  }

  /// A name with its end: what sets kindred measures apart stands there as often as at the start.
  static func shortened(_ name: String, to width: Int) -> String {
    let characters = Array(name)
    guard characters.count > width, width > 4 else { return name }
    let tail = Array(characters.suffix((width - 1) * 2 / 5).reversed())
    let end = wholeWords(tail, atLeast: 0.5).reversed()
    let front = wholeWords(Array(characters.prefix(width - 1 - end.count)), atLeast: 0.75)
    return String(front) + "…" + String(end)
  }

  /// Without a word that was cut at the end, unless too little would be left.
  private static func wholeWords(_ cut: [Character], atLeast share: Double) -> [Character] {
    guard let space = cut.lastIndex(of: " "), Double(space) >= share * Double(cut.count) else {
      return cut
    }
    return Array(cut[..<space])
  }
}

extension MeasureVerdict {
  var role: Role {
    switch self {
    case .leak: .risk
    case .clean: .success
    case .unclear: .warning
    }
  }
}
