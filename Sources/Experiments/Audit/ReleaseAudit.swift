import Attacks
import Jobs
import Numeric

/// Tells of a table that somebody else released whether its rows were made from others, how, what
/// was done to hide it, and what it gives away.
///
/// Nothing but the table is looked at; a reference is for scoring alone. The verdict is wrong about
/// a table without made rows with a chance of at most 1 %: see `ReleaseSigns`.
public enum ReleaseAudit {
  /// Different rows and columns below which nothing is said.
  static let fewest = (rows: 8, columns: 2)

  /// Audits one class.
  ///
  /// - Parameter context: gets a picture after every step and now and then during long ones.
  /// - Throws: `CancellationError`.
  /// - Complexity: see `ReleaseSigns.find` and the attacks that are run.
  public static func run(
    _ request: AuditRequest, in context: RunContext<AuditPicture>
  ) throws -> AuditPicture {
    var audit = AuditSteps(request, in: context)
    return try audit.run()
  }

  /// What is seen of one class at a look.
  struct Look: Sendable {
    let table: DetectionTable
    let digits: DigitSigns?
    let signs: ReleaseSigns?
  }

  static func signs<Update>(
    of request: AuditRequest, in context: RunContext<Update>
  ) throws -> Look {
    try abandonable(in: context) { [request] in
      let table = DetectionTable(request.minority)
      let digits = DigitSigns(table)
      let signs = try ReleaseSigns.find(
        in: table, digits: digits, others: request.others, tables: request.classesTested,
        context: context)
      return Look(table: table, digits: digits, signs: signs)
    }
  }
}

/// One audit on its way.
struct AuditSteps {
  private let request: AuditRequest
  private let context: RunContext<AuditPicture>
  private var picture = AuditPicture()

  /// The questions, in the order in which they are answered.
  private enum Step: Int, CaseIterable {
    case made, how, hidden, originals, rebuilt, settings

    var title: String {
      switch self {
      case .made: "Were rows made from other rows?"
      case .how: "How?"
      case .hidden: "What was done to hide it?"
      case .originals: "Which rows look original?"
      case .rebuilt: "Which people's records can be rebuilt?"
      case .settings: "With which settings?"
      }
    }
  }

  init(_ request: AuditRequest, in context: RunContext<AuditPicture>) {
    self.request = request
    self.context = context
    picture.stages = Step.allCases.map { AuditStage(title: $0.title) }
  }

  mutating func run() throws -> AuditPicture {
    begin(.made, "looking for rows in line with others")
    let look = try ReleaseAudit.signs(of: request, in: context)
    guard let signs = try verdict(look) else { return picture }
    begin(.how, "looking at the lines")
    let reading = try abandonable(in: context) { [request, context] in
      try ReleaseReading(
        signs, in: look.table, digits: look.digits, others: request.others, context: context)
    }
    picture.kind = reading.kind
    let categories = AuditCategories(request.categories)
    let family = MethodFamily(reading.making, categories)
    picture.family = family
    picture.shareOnLines = reading.shareOnLines
    answer(.how, AuditText.family(family, reading.kind, hasFlags: categories.areFlags))
    begin(.hidden, "looking at the digits")
    let hiding = AuditHiding(signs, look, reading)
    picture.defences = hiding.defences
    answer(.hidden, AuditText.defences(hiding.defences))
    try attack(look, signs, reading, hiding)
    return picture
  }

  // MARK: - Answers

  private mutating func verdict(_ look: ReleaseAudit.Look) throws -> ReleaseSigns? {
    let table = look.table
    guard table.rows.rows >= ReleaseAudit.fewest.rows,
      table.free.count >= ReleaseAudit.fewest.columns
    else {
      picture.verdict = .undecided
      answer(.made, [AuditText.tooLittle(table)])
      leaveRest("there is too little to look at")
      return nil
    }
    guard let signs = look.signs else {
      picture.verdict = .noSign
      answer(.made, [AuditText.noSign])
      leaveRest("no row was seen to be made from others")
      return nil
    }
    picture.verdict = .oversampled
    picture.falseAlarm = signs.falseAlarm
    if case .lines = signs.shape {
      picture.shareOnLines = signs.share
      picture.shareOnLinesByChance = signs.byChance
    }
    answer(.made, AuditText.signs(signs, rows: table.released))
    return signs
  }

  private mutating func attack(
    _ look: ReleaseAudit.Look, _ signs: ReleaseSigns, _ reading: ReleaseReading,
    _ hiding: AuditHiding
  ) throws {
    let step = reading.kind == .augmented ? Step.originals : .rebuilt
    if step == .rebuilt { skip(.originals, "no original row is in the file") }
    begin(step, "at work")
    let attacks = AuditAttacks(
      request, look, signs, reading, noise: hiding.amplitudes, in: context)
    let before = picture
    let outcome = try attacks.run { [context] progress in
      var shown = before
      shown.stages[step.rawValue].state = .running(progress.text, progress.fraction)
      shown.claims = progress.claims
      shown.scores = progress.scores
      shown.originals = AuditAttacks.originals(progress.claims)
      context.report(shown)
    }
    picture.claims = outcome.claims
    picture.scores = outcome.scores
    picture.originals = AuditAttacks.originals(outcome.claims)
    picture.seed = outcome.seed
    correctFamily(outcome)
    if step == .originals {
      let order = AuditText.order(
        picture.originals, of: look.table, isCopying: reading.making == .copies)
      if let order { picture.stages[Step.hidden.rawValue].sentences.append(order) }
      answer(
        .originals, AuditText.originals(picture.originals, rows: request.minority.rows, outcome))
      skip(.rebuilt, "the original rows are in the file themselves")
    } else {
      answer(.rebuilt, AuditText.rebuilt(outcome, rows: request.minority.rows))
    }
    picture.estimate = AuditAttacks.estimate(
      outcome.estimate, reading, picture.originals, look.table)
    answer(.settings, AuditText.settings(picture.estimate, seed: picture.seed))
  }

  /// Rows with a parent in common lie in one plane, so few rows of lines look like triangles. What
  /// was rebuilt from single rows or crossings, or drawn again from a seed, was made on lines.
  private mutating func correctFamily(_ outcome: AuditAttacks.Outcome) {
    guard picture.family == .trianglesOfThree, let kind = picture.kind, outcome.showsLines else {
      return
    }
    let categories = AuditCategories(request.categories)
    let family = MethodFamily(.lines, categories)
    picture.family = family
    picture.stages[Step.how.rawValue].sentences = AuditText.family(
      family, kind, hasFlags: categories.areFlags)
  }

  // MARK: - The picture

  private mutating func begin(_ step: Step, _ what: String) {
    picture.stages[step.rawValue].state = .running(what, Fraction(0))
    context.report(picture)
  }

  private mutating func answer(_ step: Step, _ sentences: [String]) {
    picture.stages[step.rawValue].state = .done
    picture.stages[step.rawValue].sentences += sentences
    context.report(picture)
  }

  private mutating func skip(_ step: Step, _ reason: String) {
    picture.stages[step.rawValue].state = .doesNotApply(reason)
  }

  private mutating func leaveRest(_ reason: String) {
    for step in Step.allCases where step != .made { skip(step, reason) }
    context.report(picture)
  }
}
