import Attacks
import Experiments
import Jobs
import Terminal

/// Questions, answers and claims of an audit as lines of text.
struct AuditText {
  private let session: Session
  private let width: Int
  private var audit: AuditSession { session.audit }

  init(_ session: Session, width: Int) {
    self.session = session
    self.width = width
  }

  /// What it comes to, in a sentence or two.
  var verdict: [StyledLine] {
    let (text, role) = verdictText
    return StyledLine.wrapped(text, role, width: width)
  }

  private var verdictText: (String, Role) {
    let picture = audit.work?.picture
    switch (audit.state, picture?.verdict) {
    case (.failed(let message), _): return (message, .error)
    case (_, .oversampled): return (Self.oversampled(picture), .risk)
    case (_, .noSign):
      return (
        "No sign of oversampling. That is no proof that no row was made from others.", .success
      )
    case (_, .undecided):
      return ("Undecided: there are too few rows or columns to say.", .warning)
    case (.stopped, nil): return ("Stopped before there was a verdict; r begins again.", .warning)
    case (.idle, nil): return ("Nothing is audited yet: r begins.", .dim)
    case (_, nil): return ("Looking for rows that were made from other rows ... (x cancels)", .text)
    }
  }

  private static func oversampled(_ picture: AuditPicture?) -> String {
    let alarm = picture?.falseAlarm.map {
      " (wrong in at most \(NumberFormat.percent($0, digits: $0 < 0.001 ? 4 : 1)) of such verdicts)"
    }
    let claims = picture?.claims ?? []
    let rebuilt = claims.filter { if case .record = $0.guess.claim { true } else { false } }.count
    let parts = [
      rebuilt > 0 ? NumberFormat.count(rebuilt, "real record") + " can be rebuilt" : nil,
      claims.count > rebuilt
        ? NumberFormat.count(claims.count - rebuilt, "row")
          + (claims.count - rebuilt == 1 ? " looks original" : " look original") : nil,
    ].compactMap(\.self)
    let found = parts.isEmpty ? "" : " " + parts.joined(separator: ", ").capitalizedFirst + "."
    return "Oversampled: rows of this file were made from other rows" + (alarm ?? "") + "." + found
  }

  /// Every question with its answer, as far as there is one.
  var answers: [StyledLine] {
    (audit.work?.picture.stages ?? []).flatMap { stage in
      [question(stage)]
        + stage.sentences.flatMap { StyledLine.wrapped($0, width: width - 2) }
        .map(Self.indented) + reason(stage)
    } + notes
  }

  /// What is told beside the answers, once they are there.
  private var notes: [StyledLine] {
    guard audit.job == nil, let notes = audit.work?.notes, !notes.isEmpty else { return [] }
    return [StyledLine("Notes", .title)]
      + notes.flatMap { StyledLine.wrapped($0, .dim, width: width - 2) }.map(Self.indented)
  }

  /// Every question in a line.
  var questions: [StyledLine] { (audit.work?.picture.stages ?? []).map(question) }

  private static func indented(_ line: StyledLine) -> StyledLine {
    var indented = StyledLine("  ")
    for span in line.spans { indented.add(span.text, span.role) }
    return indented
  }

  private func question(_ stage: AuditStage) -> StyledLine {
    let (sign, role) = Self.sign(stage.state, isStopped: audit.job == nil)
    var line = StyledLine(sign + " ", role)
    let isWaiting = stage.state == .waiting
    line.add(stage.title, isWaiting ? .dim : .title)
    guard case .running(let work, let fraction) = stage.state, audit.job != nil else { return line }
    line.add("  " + NumberFormat.progress(fraction.value) + " " + work, .dim)
    return line
  }

  private func reason(_ stage: AuditStage) -> [StyledLine] {
    guard case .doesNotApply(let reason) = stage.state else { return [] }
    return StyledLine.wrapped("does not apply: " + reason, .dim, width: width - 2)
      .map(Self.indented)
  }

  /// A shape for the state, as for attacks.
  private static func sign(_ state: AuditState, isStopped: Bool) -> (String, Role) {
    switch state {
    case .waiting: ("·", .dim)
    case .running: isStopped ? ("✗", .warning) : ("▶", .text)
    case .done: ("■", .success)
    case .doesNotApply: ("-", .dim)
    }
  }
}
