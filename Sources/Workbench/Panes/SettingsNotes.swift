import Experiments
import Terminal

/// The lines under the settings form, the most important first.
struct SettingsNotes {
  struct Line: Equatable {
    let text: String
    let role: Role
  }

  let lines: [Line]

  init(_ session: Session, selected: SettingRow?, refusal: String?) {
    var lines: [Line] = []
    if let refusal {
      lines.append(Line(text: refusal, role: .error))
    } else if let selected {
      let range = selected.hint.isEmpty ? "" : selected.hint + "  "
      lines.append(Line(text: range + selected.help, role: .dim))
    }
    lines.append(Self.run(session))
    if let data = session.preparedPicture?.data {
      lines += data.notes.map { Line(text: "! " + $0, role: .warning) }
    }
    self.lines = lines
  }

  /// What the run does or did, and the key that changes that.
  private static func run(_ session: Session) -> Line {
    switch session.run {
    case .idle: Line(text: "r runs", role: .text)
    case .settling: Line(text: "about to run; x cancels", role: .text)
    case .running: Line(text: "running; x cancels", role: .text)
    case .finished where session.isStale:
      Line(text: "changed since the run; r runs", role: .warning)
    case .finished: Line(text: "run took " + NumberFormat.seconds(cost(session)), role: .text)
    case .stopped: Line(text: "stopped; r runs", role: .warning)
    case .failed: Line(text: "failed; r runs again", role: .error)
    }
  }

  private static func cost(_ session: Session) -> Double {
    session.picture.attacks.reduce(0) { $0 + $1.seconds }
  }
}
