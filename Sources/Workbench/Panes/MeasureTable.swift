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

  /// Columns from which on the group and the interval in figures are shown as well.
  private static let wide = 110
  private var isWide: Bool { width >= Self.wide }

  init(_ session: Session, width: Int) {
    self.session = session
    self.width = width
    isProved = session.provedLeak != nil
  }

  var table: TableView {
    let figures: [TableView.Column] =
      isWide
      ? [.init("interval", width: .fixed(16)), .init("", width: .fixed(Self.longBar))]
      : [.init("interval", width: .fixed(Self.shortBar))]
    return TableView(
      columns: [.init("measure", width: .share(1))]
        + (isWide ? [.init("about", width: .fixed(10))] : [])
        + [.init("value", width: .fixed(9), alignment: .right)] + figures
        + [
          .init("verdict", width: .fixed(7)), .init("copy", width: .fixed(4)),
          .init("fresh", width: .fixed(5)),
          .init(sightTitle, width: .fixed(max(11, sightTitle.count))),
        ], reversedColumns: 1)
  }

  /// A long name would leave no room for those of the measures.
  private var sightTitle: String { Self.sightTitle(session, most: isWide ? 26 : 14) }

  /// `sees SMOTE?`, with the name of the method that made the release.
  static func sightTitle(_ session: Session, most: Int) -> String {
    let title = "sees \(session.measuredMethod)?"
    return title.count <= most ? title : "sees it?"
  }

  private static let shortBar = 11
  private static let longBar = 17
  /// Columns of a row beside the name of the measure.
  private var others: Int {
    let columns = table.columns.dropFirst()
    return columns.reduce(table.gutter) { sum, column in
      if case .fixed(let width) = column.width { sum + width + table.gap } else { sum }
    }
  }

  func row(_ number: Int, direction: (Direction) -> String = Self.arrow) -> [TableView.Value] {
    let line = lines[number]
    let failed = line.failure != nil
    let base: Role = failed || session.areMeasuresStale ? .dim : .text
    let title = failed ? "x " + line.entry.title : line.entry.title
    let name = TableView.Value(Self.shortened(title, to: max(1, width - others)), base)
    let measurement = line.release?.measurement
    let bar = bar(measurement)
    let figures: [TableView.Value] =
      isWide
      ? [.init(Self.interval(measurement), base), .init(bar, base)] : [.init(bar, base)]
    return [name] + (isWide ? [.init(line.entry.group.rawValue, .dim)] : [])
      + [.init(value(line, direction), base)] + figures
      + [verdict(line, isDim: base == .dim)]
      + [test(line, .copy), test(line, .fresh), sight(line, isDim: base == .dim)]
  }

  /// `0.42 ↑`: the arrow is the way that is safer.
  private func value(_ line: MeasureLine, _ direction: (Direction) -> String) -> String {
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

  private func bar(_ measurement: Measurement?) -> String {
    guard let measurement, let bar = IntervalBar(measurement) else { return "" }
    return bar.text(
      value: measurement.value, interval: measurement.interval,
      reference: measurement.reference, width: isWide ? Self.longBar : Self.shortBar)
  }

  private func verdict(_ line: MeasureLine, isDim: Bool) -> TableView.Value {
    guard let release = line.release else {
      return .init(session.measures.state.job == nil ? "" : "...", .dim)
    }
    guard let verdict = release.measurement?.verdict else { return .init("refused", .dim) }
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
