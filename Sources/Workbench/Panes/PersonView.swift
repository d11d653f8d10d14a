import Attacks
import Experiments
import Numeric
import Terminal

/// The figures of an attack on people, each with its interval drawn.
struct PersonView {
  private let session: Session
  private let attack: PersonPicture

  init(_ session: Session, _ attack: PersonPicture) {
    self.session = session
    self.attack = attack
  }

  /// - Parameter both: where a reason goes when there are no figures.
  func draw(into canvas: inout Canvas, claims: Rect, verdict: Rect, both: Rect) {
    let text = PersonText(attack)
    let fits = TextWrap.lines(text.sentence, width: verdict.width).count <= verdict.height
    let sentence = attack.result == nil || fits ? text.sentence : text.short
    guard attack.result != nil else {
      let sentence = attack.isUntouched ? unbegun : sentence
      canvas.write(wrapping: sentence, as: attack.state.isProblem ? .warning : .dim, in: both)
      return
    }
    let lines = lines(width: claims.width)
    canvas.draw(lines, from: 0, in: claims)
    let rest = lines.count - claims.height
    if rest > 0, claims.height > 1 {
      let last = claims.row(claims.height - 1)
      canvas.write("\(rest + 1) more lines: z zooms the pane", filling: last, as: .dim)
    }
    canvas.write(wrapping: sentence, as: .text, in: verdict)
  }

  /// What there is to say of an attack that was stopped with nothing to go on from.
  private var unbegun: String {
    "\(attack.entry.title) was stopped with nothing done that could be kept: Enter begins it"
      + (session.people.attacks.count { $0.isUnfinished } > 1
        ? ", then the others that wait." : ".")
  }

  /// How many lines it takes.
  func lineCount(width: Int) -> Int {
    guard attack.result == nil else { return lines(width: width).count + 1 }
    let text = attack.isUntouched ? unbegun : PersonText(attack).sentence
    return TextWrap.lines(text, width: width).count
  }

  /// A line for each figure, then what the user should know.
  func lines(width: Int) -> [StyledLine] {
    switch attack.result {
    case .membership(let score): membership(score, width: width)
    case .risk(let outcome): risk(outcome, width: width)
    case .shadow(let finding, let plan): shadow(finding, plan, width: width)
    case nil: []
    }
  }

  private static let label = 14
  private static let figure = 18

  private func line(
    _ label: String, _ value: Double?, _ interval: Interval?, mark: Double? = nil,
    role: Role = .text, width: Int
  ) -> StyledLine {
    var line = StyledLine()
    line.add(label, .label, width: Self.label)
    let text = value.map { NumberFormat.share($0) } ?? NumberFormat.none
    line.add(
      text + (interval.map { " " + PersonText.text($0) } ?? ""), role, width: Self.figure)
    let room = width - Self.label - Self.figure
    guard room >= 8 else { return line }
    line.add(
      IntervalBar().text(
        value: value, interval: interval, reference: mark, width: min(room, 30)), role)
    return line
  }

  private func membership(_ score: MembershipScore, width: Int) -> [StyledLine] {
    let ranking = score.ranking
    let role: Role = attack.success == nil ? .text : .risk
    let head = StyledLine(
      "\(NumberFormat.thousands(ranking.positives)) were in, "
        + "\(NumberFormat.thousands(ranking.negatives)) were not", .dim)
    return [line("AUC", ranking.auc, ranking.interval, mark: 0.5, role: role, width: width)]
      + score.rates.map { rate($0, width: width) }
      + score.epsilon.flatMap { Self.bound($0, width: width) }
      + [line("advantage", score.advantage, nil, width: width), head]
  }

  /// The ten worst, measured where they were not chosen; beside it what the paper would say.
  private func shadow(
    _ finding: ShadowFinding, _ plan: ShadowPlan, width: Int
  ) -> [StyledLine] {
    let role: Role = attack.success == nil ? .text : .risk
    let score = finding.score
    let about =
      "\(finding.worst) worst of \(finding.people) people by one half of "
      + "\(2 * plan.testRuns) runs each, told on the other"
    return [
      line("AUC", finding.honest, finding.interval, mark: 0.5, role: role, width: width),
      line("paper's way", finding.selected, nil, mark: 0.5, width: width),
    ] + (score?.rates.map { rate($0, width: width) } ?? [])
      + (score?.epsilon.flatMap { Self.bound($0, width: width) } ?? [])
      + (score.map { [line("advantage", $0.advantage, nil, width: width)] } ?? [])
      + StyledLine.wrapped(about, .dim, width: width)
  }

  private func rate(_ rate: RateAtFalsePositives, width: Int) -> StyledLine {
    let label = "TPR at " + PersonText.percent(rate.falsePositiveRate)
    guard rate.rate == nil else {
      return line(label, rate.rate, rate.interval, width: width)
    }
    let needed = Int((1 / rate.falsePositiveRate).rounded(.up))
    var line = StyledLine()
    line.add(label, .label, width: Self.label)
    line.add("not measurable (\(NumberFormat.thousands(needed)) needed)", .dim)
    return line
  }

  /// The largest that could be shown comes first, so that a small bound is not taken for safety;
  /// then when it is a bound, on a line of its own where there is no room beside it.
  private static func bound(_ bound: EpsilonBound, width: Int) -> [StyledLine] {
    let method =
      switch bound.method {
      case .clopperPearson: "CP"
      case .gaussian: "GDP"
      case .oneRun: "run"
      }
    var line = StyledLine()
    line.add("epsilon (\(method))", .label, width: Self.label)
    let shown =
      "could show \(NumberFormat.fixed(bound.largest, digits: 2)), shows "
      + NumberFormat.fixed(bound.value, digits: 2)
    line.add(shown, bound.value > 0 ? .risk : .text)
    let condition = ", " + bound.holdsBriefly
    if Self.label + shown.count + condition.count <= width {
      line.add(condition, .dim)
      return [line]
    }
    var below = StyledLine()
    below.add("", .label, width: Self.label)
    below.add(bound.holdsBriefly, .dim)
    return [line, below]
  }

  private func risk(_ outcome: RiskOutcome, width: Int) -> [StyledLine] {
    var lines = [
      line("attack", outcome.attack.rate, outcome.interval(of: outcome.attack), width: width),
      line(
        "guessing", outcome.baseline.rate, outcome.interval(of: outcome.baseline), width: width),
    ]
    if outcome.isAboutEverybody {
      var line = StyledLine()
      line.add("other people", .label, width: Self.label)
      line.add("none: it asks about all", .dim)
      lines.append(line)
    } else if let control = outcome.control {
      lines.append(
        line("other people", control.rate, outcome.interval(of: control), width: width))
    } else {
      lines += StyledLine.wrapped(
        "other people  no holdout: set one in Settings", .warning, width: width, indent: 2)
    }
    if let risk = outcome.conclusion.residual {
      let role: Role = attack.success == nil ? .text : .risk
      lines.append(
        line("risk added", risk.value, risk.interval, mark: 0, role: role, width: width))
    }
    if let payment = PersonText(attack).payment {
      lines += StyledLine.wrapped(payment, .text, width: width)
    }
    lines += searched(outcome, width: width)
    return lines + outcome.remarks.flatMap { StyledLine.wrapped($0, .dim, width: width) }
  }

  /// The worst and the median set of columns, where several were tried.
  private func searched(_ outcome: RiskOutcome, width: Int) -> [StyledLine] {
    let count = outcome.searched.count
    guard count > 1, let worst = outcome.worst, let median = outcome.median else { return [] }
    return [("worst", worst), ("median", median)].flatMap { name, search in
      StyledLine.wrapped(
        "\(name) of \(count): \(NumberFormat.share(search.attack.rate)) by "
          + search.columns, .dim, width: width, indent: 2)
    }
  }
}

extension AttackPicture.State {
  /// Whether there is no result because of something the user can mend.
  var isProblem: Bool {
    switch self {
    case .failed, .doesNotApply, .notRun, .stopped: true
    case .waiting, .running, .done: false
    }
  }
}
