import Attacks
import Experiments
import Jobs
import Numeric
import Oversampling
import Terminal

/// The row above the keys: a notice if there is one, else what goes on, in words.
package struct StatusLine {
  private let session: Session

  package init(_ session: Session) { self.session = session }

  /// Draws into `area`; a notice that needs more lines has them from the last rows of `body`.
  package func draw(into canvas: inout Canvas, area: Rect, over body: Rect) {
    let (text, role) = content
    let lines =
      session.notice == nil
      ? [text] : TextWrap.lines(text, width: area.width - 2, ascii: canvas.isASCII)
    let extra = max(0, min(lines.count - 1, body.height - 1))
    for (row, line) in lines.prefix(extra + 1).enumerated() {
      let place = Rect(
        x: area.x, y: area.y - extra + row, width: area.width, height: area.height)
      canvas.write(" " + line, filling: place, as: role)
    }
  }

  private var content: (text: String, role: Role) {
    guard let notice = session.notice else { return (progress, .status) }
    switch notice.kind {
    case .plain: return (notice.text, .notice)
    case .warning: return ("! " + notice.text, .warning)
    case .error: return ("! " + notice.text, .error)
    }
  }

  private var progress: String {
    if let opening = session.opening {
      return "reading \(opening.path)  \(RunText.progress(opening.fraction))"
    }
    if case .failed(let message) = session.dataset { return message }
    guard let open = session.openDataset else { return "no file is open: press o" }
    if session.preparing != nil { return "preparing the rows" }
    if open.isTestPart { return open.testPartRefusal }
    if let text = auditing { return text }
    if let text = measuring { return text }
    switch session.run {
    case .idle: return "press r to run"
    case .settling: return "the run starts when the settings are left alone"
    case .running: return running
    case .finished where session.isStale: return "settings have changed: press r to run"
    case .finished: return session.interruption ?? finished
    case .stopped: return "stopped: what was found until then stays; press r to run"
    case .failed(let message): return message
    }
  }

  private var auditing: String? {
    if session.exposure.state.job != nil {
      let progress = NumberFormat.progress(session.exposure.fraction)
      return "exposure: \(session.exposure.stage)  \(progress)"
    }
    guard session.audit.job != nil else { return nil }
    guard let stage = session.audit.current, case .running(let work, let fraction) = stage.state
    else { return "auditing" }
    return "audit: \(work)  \(RunText.progress(fraction))"
  }

  private var measuring: String? {
    if session.measures.state.job != nil {
      let picture = session.measures.picture
      return "measures: \(picture.stage)  \(NumberFormat.progress(picture.fraction))"
    }
    guard session.people.state.job != nil,
      let attack = session.people.attacks.first(where: { $0.state == .running })
    else { return nil }
    return "\(attack.entry.title)  \(RunText.progress(attack.fraction))"
  }

  private var running: String {
    guard let attack = session.picture.attacks.first(where: { $0.state == .running }),
      !session.isStale
    else { return betweenAttacks }
    let stage = attack.stage.isEmpty ? "" : ": " + attack.stage
    return "\(attack.title)\(stage)  \(RunText.progress(attack.fraction))"
  }

  private var betweenAttacks: String {
    if let making = session.making { return "oversampling  " + RunText.progress(making) }
    guard session.picture.plan == session.plan else { return "oversampling" }
    let isLooking = session.picture.attacks.allSatisfy { attack in
      switch attack.state {
      case .waiting, .running: false
      case .done, .stopped, .failed, .doesNotApply, .notRun: true
      }
    }
    return isLooking ? "comparing the synthetic rows with the real ones" : "attacking"
  }

  private var finished: String {
    guard let publication = session.picture.publication else { return "done" }
    let seconds = session.picture.attacks.reduce(0) { $0 + $1.seconds }
    let all = publication.synthetic.rows.rows
    let attacked = publication.syntheticView.release.minority.rows
    // Attacks are about one class; several may have grown.
    let name = session.preparedPicture?.data.minorityName ?? ""
    let part = all == attacked ? "" : ", \(NumberFormat.thousands(attacked)) of class \(name),"
    return NumberFormat.count(all, "synthetic row") + part + " attacked in "
      + NumberFormat.seconds(seconds) + warnings
  }

  private var warnings: String {
    let count = session.warnings.count
    return count == 0 ? "" : "   ! " + NumberFormat.count(count, "warning") + " (W)"
  }
}
