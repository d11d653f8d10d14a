import Experiments
import Terminal

/// The lines beside or under the settings form, the most important first.
struct SettingsNotes {
  struct Line: Equatable {
    let text: String
    let role: Role
  }

  let lines: [Line]
  /// How many of the first lines must be readable in full: the form makes room for them.
  private let needed: Int

  /// Rows that are named beside the method; the view of all warnings names more.
  private static let namedRows = 8

  init(_ session: Session, selected: SettingRow?, refusal: String?) {
    var lines: [Line] = []
    if let refusal {
      lines = [Line(text: refusal, role: .error)]
    } else if let selected {
      lines = Self.warnings(beside: selected.field, session)
    }
    needed = lines.count
    if refusal == nil, let selected {
      if selected.field == .method {
        lines += session.warnedRows(limit: Self.namedRows).map { Line(text: $0, role: .text) }
      }
      let range = selected.hint.isEmpty ? "" : selected.hint + "  "
      lines.append(Line(text: range + selected.help, role: .dim))
      if selected.field == .method, let advice = Self.advice(session) { lines.append(advice) }
    }
    lines.append(Self.run(session))
    let others = session.warnings.filter { $0.field != selected?.field || $0.field == nil }
    lines += others.map { warning in
      let name = warning.field.map { session.settingRow($0).label + ": " } ?? ""
      return Line(text: "! " + name + warning.text, role: .warning)
    }
    self.lines = lines
  }

  /// The screen lines of those that must be readable in full.
  func neededLines(width: Int) -> Int {
    lines.prefix(needed).reduce(0) { $0 + TextWrap.lines($1.text, width: width).count }
  }

  private static func warnings(beside field: SettingField, _ session: Session) -> [Line] {
    session.warnings(beside: field).map { Line(text: "! " + $0, role: .warning) }
  }

  /// What would suit the data, where something else is in use.
  private static func advice(_ session: Session) -> Line? {
    guard let best = session.advice.first, best.method != session.plan.method else { return nil }
    return Line(
      text: "suits this data: \(MethodText.title(of: best.method)); M says why", role: .text)
  }

  /// What the run does or did, and the key that changes that.
  private static func run(_ session: Session) -> Line {
    if session.openDataset?.isTestPart == true {
      return Line(text: "a test part: nothing is made of it", role: .warning)
    }
    switch session.run {
    case .idle: return Line(text: "r runs", role: .text)
    case .settling: return Line(text: "about to run; x cancels", role: .text)
    case .running: return Line(text: "running; x cancels", role: .text)
    case .finished where session.isStale:
      return Line(text: "changed since the run; r runs", role: .warning)
    case .finished:
      return Line(text: "run took " + NumberFormat.seconds(cost(session)), role: .text)
    case .stopped: return Line(text: "stopped; r runs", role: .warning)
    case .failed(let message): return Line(text: "failed: " + message, role: .error)
    }
  }

  private static func cost(_ session: Session) -> Double {
    session.picture.attacks.reduce(0) { $0 + $1.seconds }
  }
}
