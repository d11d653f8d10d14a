import Attacks
import Experiments
import Measures
import Numeric
import Parameters
import Terminal

/// What measures say, in sentences: of all of them above their list, of the selected one below it.
struct MeasureText {
  private let session: Session
  private let width: Int
  private var measures: MeasureSession { session.measures }

  init(_ session: Session, width: Int) {
    self.session = session
    self.width = width
  }

  // MARK: - Of all

  /// What is compared, under which threat model, and what it comes to.
  var summary: [StyledLine] {
    guard measures.picture.training > 0 else { return absence }
    return StyledLine.wrapped(compared, width: width)
      + StyledLine.wrapped(
        ThreatText.sentence(session, measures.key?.released ?? .synthetic), .dim, width: width)
      + (stale ?? result) + holdoutNote
  }

  private var absence: [StyledLine] {
    let (text, role): (String, Role) =
      switch (measures.state, session.run) {
      case (.failed(let message), _): (message, .error)
      case (.running, _): ("Taking every measure on the release, a copy and fresh rows ...", .text)
      case (_, .failed(let message)): (message, .error)
      case (_, .running), (_, .settling): ("Waiting for the release to be made ...", .text)
      case (.stopped, _): ("Stopped before a measure was taken; r begins again.", .warning)
      default: ("Nothing is measured yet: r makes the release and measures it.", .dim)
      }
    return StyledLine.wrapped(text, role, width: width)
  }

  private var compared: String {
    let picture = measures.picture
    let rows = NumberFormat.count(picture.training, "real row") + group
    let holdout =
      picture.holdout == 0
      ? "no holdout" : "holdout: " + NumberFormat.count(picture.holdout, "row")
    let what = measures.key?.released == .augmented ? "released row" : "synthetic row"
    return NumberFormat.count(picture.synthetic, what) + " beside \(rows); \(holdout)."
  }

  private var group: String {
    guard let data = session.preparedPicture?.data else { return "" }
    return measures.key?.targets == .majority
      ? " of the other classes" : " of class \(data.minorityName)"
  }

  private var stale: [StyledLine]? {
    guard session.areMeasuresStale, measures.state.job == nil else { return nil }
    return StyledLine.wrapped(
      "~ Of other settings than those on screen: r measures again.", .warning, width: width)
  }

  /// How many see a leak, and how many are not to be believed.
  private var result: [StyledLine] {
    let lines = measures.picture.lines
    let tested = lines.filter(\.entry.isTested)
    let verdicts = tested.compactMap { $0.release?.measurement?.verdict }
    let leaks = verdicts.count { $0 == .leak }
    let failed = tested.count { $0.failure != nil }
    let refused = lines.count { $0.refusal != nil }
    let parts = [
      "\(leaks) of \(NumberFormat.count(verdicts.count, "measure")) "
        + "\(leaks == 1 ? "sees" : "see") a leak",
      failed > 0 ? "\(failed) \(failed == 1 ? "fails its" : "fail their") self-test (x)" : nil,
      refused > 0 ? "\(refused) refused" : nil,
    ].compactMap(\.self)
    let legend = width >= 110 ? "  ↑ higher is safer, ↓ lower is safer." : ""
    return StyledLine.wrapped(
      parts.joined(separator: ", ") + "." + legend, leaks > 0 ? .risk : .text, width: width)
      + proof(tested)
  }

  /// What attacks have shown, and how many measures call it clean.
  private func proof(_ tested: [MeasureLine]) -> [StyledLine] {
    guard let proof = session.provedLeak else { return [] }
    let blind = tested.count { $0.sight(isProved: true) == .blind }
    let cannot = blind > 0 ? ": \(NumberFormat.count(blind, "measure")) cannot see it" : ""
    return StyledLine.wrapped(proof + cannot + ".", blind > 0 ? .risk : .dim, width: width)
  }

  private var holdoutNote: [StyledLine] {
    guard measures.picture.holdout == 0 else { return [] }
    let refusing = measures.picture.lines.count { $0.entry.needs.contains(.holdout) }
    let refuse =
      refusing > 0
      ? NumberFormat.count(refusing, "measure") + (refusing == 1 ? " refuses, " : " refuse, ") : ""
    let remedy =
      session.preparation.holdout > 0 ? "raise it in Settings" : "h keeps one"
    return StyledLine.wrapped(
      "! No holdout: \(refuse)none is tried on fresh rows; \(remedy).", .warning, width: width)
  }

  // MARK: - Of one

  /// All that there is to say of a measure, what matters most first.
  func details(of line: MeasureLine) -> [StyledLine] {
    [StyledLine(line.entry.title, .title)] + finding(line) + tests(line) + sight(line)
      + numbers(line) + definition(line.entry)
  }

  private func finding(_ line: MeasureLine) -> [StyledLine] {
    if let refusal = line.refusal {
      let remedy =
        line.entry.needs.contains(.holdout) && measures.picture.holdout == 0
        ? "; h keeps 30 % of the rows apart"
        : line.entry.needs.isEmpty ? "" : "; t names columns"
      return StyledLine.wrapped("Refused: " + refusal + remedy + ".", .warning, width: width)
    }
    guard let measurement = line.release?.measurement else {
      return StyledLine.wrapped(line.entry.summary, .dim, width: width)
    }
    return StyledLine.wrapped(measurement.sentence, measurement.verdict.role, width: width)
      + measurement.remarks.flatMap { StyledLine.wrapped("! " + $0, .warning, width: width) }
      + (measurement.looks.map(columns) ?? [])
  }

  /// By which columns it was taken, where nobody named them or sets were searched.
  private func columns(_ looks: ColumnLooks) -> [StyledLine] {
    guard looks.isSearch, let worst = looks.worst, let median = looks.median else {
      return StyledLine.wrapped(looks.reason + " t names others.", .dim, width: width)
    }
    let found =
      "Worst of \(NumberFormat.thousands(looks.looks.count)) sets: \(Self.text(worst)). Median: "
      + "\(Self.text(median))."
    return StyledLine.wrapped(found, width: width)
      + StyledLine.wrapped((looks.extent ?? "") + " " + looks.reason, .dim, width: width)
  }

  /// `age, sex: 0.42 [0.3, 0.5]`.
  private static func text(_ look: ColumnLook) -> String {
    let interval = look.interval.map {
      " [\(NumberFormat.significant($0.low)), \(NumberFormat.significant($0.high))]"
    }
    return look.text + ": " + (look.value.map { NumberFormat.significant($0) } ?? "undefined")
      + (interval ?? "")
  }

  private func tests(_ line: MeasureLine) -> [StyledLine] {
    if let failure = line.failure {
      return StyledLine.wrapped(
        "x Not to be believed on this data: \(failure).", .error, width: width)
    }
    guard line.entry.isTested, let honesty = line.honesty else { return [] }
    let copy = "It calls a verbatim copy of the real rows a leak, and nothing is worse to it"
    let text: String? =
      switch honesty.test {
      case .passed: copy + "; it calls fresh people's rows clean, as it should."
      case .halfPassed(let reason): copy + "; but \(reason)."
      case .untested(let reason): "Not tested: \(reason)."
      case .failed: nil
      }
    return text.map { StyledLine.wrapped($0, .dim, width: width) } ?? []
  }

  private func sight(_ line: MeasureLine) -> [StyledLine] {
    guard let proof = session.provedLeak else { return [] }
    let (text, role): (String, Role) =
      switch line.sight(isProved: true) {
      case .sees: ("\(proof), and the measure calls that a leak.", .dim)
      case .blind: ("\(proof), and the measure calls that clean: it cannot see it.", .risk)
      case .unsure: ("\(proof), and the measure does not decide.", .dim)
      case .unproved, .notAsked: ("", .dim)
      }
    return StyledLine.wrapped(text, role, width: width)
  }

  /// The numbers it is made of, and what the bar stands for.
  private func numbers(_ line: MeasureLine) -> [StyledLine] {
    guard let measurement = line.release?.measurement else { return [] }
    let interval = measurement.interval.map {
      " [\(NumberFormat.significant($0.low)), \(NumberFormat.significant($0.high))] at 95 %"
    }
    let value =
      "Value \(measurement.value.map { NumberFormat.significant($0) } ?? "undefined")"
      + (interval ?? "") + "; \(Self.words(line.entry.direction))."
    let mark = measurement.reference.map {
      " │ is \(NumberFormat.significant($0)), as without a leak."
    }
    let bar = IntervalBar(measurement, isCount: line.entry.isCount).map {
      " The bar goes \($0.words)." + (mark ?? "")
    }
    return [.blank] + StyledLine.wrapped(value + (bar ?? mark ?? ""), width: width)
      + measurement.parts.map(part) + rows(measurement)
  }

  private func part(_ part: MeasurePart) -> StyledLine {
    var line = StyledLine("  ")
    line.add(NumberFormat.significant(part.value), .value, width: 10, alignment: .right)
    line.add("  " + part.name)
    return line
  }

  /// Rows that are named; the rest is counted.
  private static let namedRows = 12

  private func rows(_ measurement: Measurement) -> [StyledLine] {
    let files = measures.picture.fileRows
    let numbers = measurement.rows.filter { files.indices.contains($0) }.map { files[$0] + 1 }
    guard !numbers.isEmpty else { return [] }
    let rest = numbers.count - Self.namedRows
    let named = NumberFormat.list(Array(numbers.prefix(Self.namedRows)))
    return StyledLine.wrapped(
      "It points at file row\(numbers.count == 1 ? "" : "s") \(named)"
        + (rest > 0 ? " and \(rest) more" : "") + ".", .risk, width: width)
  }

  private static func words(_ direction: Direction) -> String {
    switch direction {
    case .higherIsSafer: "higher is safer"
    case .lowerIsSafer: "lower is safer"
    case .none: "it says nothing about how safe the release is"
    }
  }

  /// How it is defined, where its threshold comes from, and by whom.
  private func definition(_ entry: MeasureEntry) -> [StyledLine] {
    let rules = entry.rules
    let parts = [
      ("Threshold", rules.threshold), ("Measures", entry.summary), ("Scaling", rules.scaling),
      ("Ties", rules.ties), ("Degenerate", rules.degenerate), ("Interval", rules.interval),
      ("Source", entry.source.text),
    ]
    return [.blank]
      + parts.flatMap { name, text in Self.labelled(name, text, width: width) } + [.blank]
      + columns.flatMap { name, text in Self.labelled(name, text, width: width) }
  }

  /// What the columns of the list mean.
  private var columns: [(String, String)] {
    [
      ("copy", "ok if a verbatim copy of the real rows is a leak to it, and nothing is worse"),
      ("fresh", "ok if rows of people whom nobody used are clean to it, ? if it cannot tell"),
      (
        MeasureTable.sightTitle(session.measuredMethod, most: Self.label),
        "whether it calls a leak what an attack has proved on this very release of "
          + session.measuredMethod
      ),
      ("x", "it fails a test of itself on this data: do not believe it here"),
    ]
  }

  private static let label = 12

  private static func labelled(_ name: String, _ text: String, width: Int) -> [StyledLine] {
    TextWrap.lines(text, width: max(1, width - label)).enumerated().map { row, words in
      var line = StyledLine()
      line.add(row == 0 ? name : "", .label, width: label)
      line.add(words)
      return line
    }
  }
}
