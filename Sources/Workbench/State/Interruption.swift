/// What the user has stopped and can go on with.
extension Session {
  /// A sentence about the newest of it that is of the settings on screen, with the key that goes on;
  /// nil if nothing was stopped.
  package var interruption: String? {
    let left = people.attacks.filter { $0.state == .stopped && isCurrent($0) }
    if let attack = left.first {
      let what =
        left.count == 1
        ? attack.entry.title : NumberFormat.count(left.count, "attack") + " on people"
      return "stopped: \(what); in pane 4 Enter goes on"
    }
    if measures.state == .stopped, !areMeasuresStale {
      return "measures stopped at \(NumberFormat.progress(measures.picture.fraction)): Y, then r, "
        + "takes them again"
    }
    if exposure.state == .stopped, !isExposureStale {
      return "study of exposure stopped at \(NumberFormat.progress(exposure.fraction)): E, then r, "
        + "begins again"
    }
    return audit.state == .stopped ? "audit stopped: A, then r, begins again" : nil
  }
}
