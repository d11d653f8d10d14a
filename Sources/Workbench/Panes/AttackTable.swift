import Attacks
import Experiments
import Jobs
import Numeric
import Terminal

/// One row per attack: state, claims, precision, recall, estimates.
///
/// Columns that do not fit go, the least important first; with two lines an attack, the second one
/// has the progress or the estimates.
struct AttackTable {
  private enum Part: Int, CaseIterable {
    case title
    case state
    case found
    case precision
    case recall

    var head: String {
      switch self {
      case .title: "attack"
      case .state: "state"
      case .found: "found"
      case .precision: "precision"
      case .recall: "recall"
      }
    }
  }

  private let session: Session
  private let attacks: [AttackPicture]
  /// Columns of a number with its interval, and of the number alone.
  private static let long = 17
  private static let short = 9
  /// Columns that a name is shortened to at least.
  private static let leastName = 13
  private static let gutter = 2

  init(_ session: Session) {
    self.session = session
    attacks = session.picture.attacks
  }

  /// - Parameter shown: the attacks there is room for.
  func draw(
    into canvas: inout Canvas, area: Rect, shown: Range<Int>, linesEach: Int, hasHeader: Bool
  ) {
    let widths = widths(in: area.width, isOneLine: linesEach == 1)
    if hasHeader {
      drawHeader(widths, hasDetail: linesEach == 1, into: &canvas, line: area.row(0))
    }
    for number in shown.clamped(to: 0..<session.listedAttacks) {
      let top = (hasHeader ? 1 : 0) + (number - shown.lowerBound) * linesEach
      guard number < attacks.count else {
        PersonTableRow(session, session.people.attacks[number - attacks.count]).draw(
          into: &canvas,
          area: Rect(x: area.x, y: area.y + top, width: area.width, height: linesEach)
            .intersection(area),
          title: widths.first?.width ?? 0, isSelected: number == session.selectedAttack)
        continue
      }
      let attack = attacks[number]
      draw(
        attack, number, widths, hasDetail: linesEach == 1, into: &canvas, line: area.row(top))
      guard linesEach > 1 else { continue }
      let line = area.row(top + 1)
      let inset = Self.gutter + (widths.first?.width ?? 0) + 1
      drawDetail(
        of: attack, into: &canvas,
        area: Rect(x: line.x + inset, y: line.y, width: line.width - inset, height: line.height))
    }
  }

  // MARK: - Columns

  private typealias Width = (part: Part, width: Int)

  /// The columns that fit, in order; intervals go first, then whole columns.
  private func widths(in width: Int, isOneLine: Bool) -> [Width] {
    let titles = attacks.map(\.title) + session.people.attacks.map(\.entry.title)
    let longest = titles.map { TextWidth.of($0) }.max() ?? 0
    let foundWidth = max(5, attacks.map { found($0).count }.max() ?? 0)
    func columns(_ title: Int, _ share: Int) -> [Width] {
      [(.title, title), (.state, 6), (.found, foundWidth), (.precision, share), (.recall, share)]
    }
    // Names are shortened before anything is left out.
    let least = min(Self.leastName, longest)
    let names = (least...longest).reversed()
    let detail = isOneLine ? 12 : 0
    func steps(_ title: Int) -> [(columns: [Width], rest: Int)] {
      [
        (columns(title, Self.long), detail), (columns(title, Self.long), 0),
        (columns(title, Self.long).dropLast(), 0), (columns(title, Self.short), 0),
        (columns(title, Self.short).dropLast(), 0),
        (columns(title, Self.short).dropLast(2), 0),
      ]
    }
    for step in steps(0).indices {
      let fitting = names.lazy.map { steps($0)[step] }
        .first { Self.total($0.columns) + $0.rest <= width }
      if let fitting { return fitting.columns }
    }
    return columns(min(longest, max(0, width - 9)), Self.short).dropLast(3)
  }

  private static func total(_ widths: [Width]) -> Int {
    widths.reduce(gutter) { $0 + $1.width + 1 }
  }

  private func drawHeader(
    _ widths: [Width], hasDetail: Bool, into canvas: inout Canvas, line: Rect
  ) {
    let places = Self.places(widths, in: line)
    for (place, part) in places { canvas.write(part.head, filling: place, as: .header) }
    guard hasDetail, let detail = Self.detailPlace(after: places.last?.0, in: line),
      detail.width >= Self.short
    else { return }
    canvas.write("estimates", filling: detail, as: .header)
  }

  /// What is left of a line beyond its columns.
  private static func detailPlace(after column: Rect?, in line: Rect) -> Rect? {
    guard let end = column?.right, end + 1 < line.right else { return nil }
    return Rect(x: end + 1, y: line.y, width: line.right - end - 1, height: line.height)
  }

  private static func places(_ widths: [Width], in line: Rect) -> [(Rect, Part)] {
    let inner = Rect(
      x: line.x + gutter, y: line.y, width: line.width - gutter, height: line.height)
    let columns = Layout.columns(of: inner, widths.map { .fixed($0.width) }, gap: 1)
    return zip(columns, widths).map { ($0, $1.part) }
  }

  // MARK: - One attack

  private func draw(
    _ attack: AttackPicture, _ number: Int, _ widths: [Width], hasDetail: Bool,
    into canvas: inout Canvas, line: Rect
  ) {
    if number == session.selectedAttack {
      canvas.write("▸", at: line.start, as: .selection, in: line)
    }
    let places = Self.places(widths, in: line)
    for (place, part) in places {
      canvas.write(
        text(of: part, attack, width: place.width), filling: place, as: role(of: part, attack))
    }
    guard hasDetail, let place = Self.detailPlace(after: places.last?.0, in: line) else { return }
    drawDetail(of: attack, into: &canvas, area: place)
  }

  private func text(of part: Part, _ attack: AttackPicture, width: Int) -> String {
    switch part {
    case .title: MeasureTable.shortened(attack.title, to: width)
    case .state: Self.state(attack.state)
    case .found: found(attack)
    case .precision:
      Self.share(precision(attack), width: width)
    case .recall: Self.share(attack.score.map { ($0.recall, $0.recallInterval) }, width: width)
    }
  }

  private func role(of part: Part, _ attack: AttackPicture) -> Role {
    if session.isStale { return .dim }
    switch (part, attack.state) {
    case (.state, .failed): return .error
    case (.state, .stopped): return .warning
    case (.state, .done): return .success
    case (.found, _) where (attack.score?.trueClaims ?? 0) > 0: return .risk
    case (_, .waiting), (_, .doesNotApply), (_, .notRun): return .dim
    default: return .text
    }
  }

  /// The state as a shape and a word.
  static func state(_ state: AttackPicture.State) -> String {
    switch state {
    case .waiting: "· wait"
    case .running: "▶ run"
    case .done: "■ done"
    case .stopped: "✗ stop"
    case .failed: "! fail"
    case .doesNotApply: "- n/a"
    case .notRun: "- off"
    }
  }

  private func found(_ attack: AttackPicture) -> String {
    guard let score = attack.score else { return NumberFormat.none }
    return "\(score.trueClaims) of \(score.bound)"
  }

  /// Without a claim there is nothing to be precise about.
  private func precision(_ attack: AttackPicture) -> (Double, Interval)? {
    guard let score = attack.score, score.claims > 0 else { return nil }
    return (score.precision, score.precisionInterval)
  }

  private static func share(_ value: (Double, Interval)?, width: Int) -> String {
    guard let (share, interval) = value else { return NumberFormat.none }
    let text = NumberFormat.share(share)
    guard width >= long else { return text }
    return text + " " + NumberFormat.interval(low: interval.low, high: interval.high)
  }

  // MARK: - Progress and estimates

  /// While it runs the bar; then what the release gave away about k and the ratio.
  private func drawDetail(of attack: AttackPicture, into canvas: inout Canvas, area: Rect) {
    switch attack.state {
    case .waiting: return
    case .running: drawProgress(of: attack, into: &canvas, area: area)
    case .failed(let reason):
      // The reason is told in full below once the attack is selected.
      let isShort = area.width >= 40 || TextWidth.of(reason) <= area.width
      canvas.write(isShort ? reason : "no result", filling: area, as: .error)
    case .doesNotApply(let reason):
      // The reason is told in full below once the attack is selected.
      let clause = Self.clause(reason)
      let texts = ["does not apply: " + clause, clause, "does not apply"]
      canvas.write(Self.fitting(texts, in: area), filling: area, as: .dim)
    case .notRun(let reason):
      canvas.write("not run: " + reason, filling: area, as: .dim)
    case .stopped:
      let text = "partial, " + NumberFormat.progress(attack.fraction.value) + " " + attack.stage
      canvas.write(text, filling: area, as: .warning)
    case .done:
      canvas.write(estimates(attack, width: area.width), filling: area, as: .dim)
    }
  }

  private func drawProgress(of attack: AttackPicture, into canvas: inout Canvas, area: Rect) {
    let text = NumberFormat.progress(attack.fraction.value)
    guard area.width >= 20 else {
      canvas.write(text + " so far", filling: area, as: .text)
      return
    }
    let parts = Layout.columns(
      of: area, [.fixed(min(20, area.width - 7)), .fixed(5), .share(1)], gap: 1)
    Gauge(share: attack.fraction.value).draw(into: &canvas, area: parts[0])
    canvas.write(text, filling: parts[1], alignment: .right, as: .text)
    let time = NumberFormat.seconds(attack.seconds)
    canvas.write("\(time) so far; \(attack.stage)", filling: parts[2], as: .dim)
  }

  /// `k 5 (true 5)  ratio 24.7 (true 24.7)  0.02 s`, as much of it as fits.
  private func estimates(_ attack: AttackPicture, width: Int) -> String {
    let settings = session.picture.publication?.settings
    let estimate = attack.estimate
    let k = Self.estimate("k", estimate.k.map { "\($0)" }, settings.map { "\($0.k)" })
    let ratio = Self.estimate(
      "ratio", estimate.ratio.map { NumberFormat.significant($0) },
      settings.map { NumberFormat.significant($0.ratio) })
    let time = NumberFormat.seconds(attack.seconds)
    let extra = [certainty(attack), ranking(attack)].compactMap(\.self).map { $0 + "  " }.joined()
    let texts = [
      "\(extra)\(k)  \(ratio)  \(time)", "\(extra)\(k)  \(time)", "\(k)  \(ratio)  \(time)",
      "\(k)  \(ratio)", "\(k)  \(time)", k,
    ]
    return texts.first { $0.count <= width } ?? ""
  }

  /// `35 certain, 4 probable`, where not all is certain.
  private func certainty(_ attack: AttackPicture) -> String? {
    guard let score = attack.score, score.certainClaims < score.claims else { return nil }
    return "\(score.certainClaims) certain, \(score.claims - score.certainClaims) probable"
  }

  private func ranking(_ attack: AttackPicture) -> String? {
    attack.score?.ranking.map { "AUC " + NumberFormat.fixed($0.auc, digits: 3) }
  }

  /// The longest wording that is not cut.
  static func fitting(_ texts: [String], in area: Rect) -> String {
    texts.first { TextWidth.of($0) <= area.width } ?? texts.last ?? ""
  }

  /// A reason without the name of the attack, which stands beside it.
  static func clause(_ reason: String) -> String {
    for separator in ["does not apply: ", ": "] {
      if let range = reason.firstRange(of: separator) { return String(reason[range.upperBound...]) }
    }
    return reason
  }

  private static func estimate(_ name: String, _ guess: String?, _ truth: String?) -> String {
    name + " " + (guess ?? "?") + (truth.map { " (true \($0))" } ?? "")
  }
}
