func reduceLayout(_ state: inout WorkbenchState, _ action: LayoutAction) -> [Effect] {
  switch action {
  case .focus(let pane):
    if state.panes.indices.contains(pane) { state.focus = pane }
  case .focusNext:
    state.focus = (state.focus + 1) % max(1, state.panes.count)
  case .focusPrevious:
    state.focus = (state.focus + max(1, state.panes.count) - 1) % max(1, state.panes.count)
  case .zoom: state.isZoomed.toggle()
  case .show(let overlay): return show(overlay, in: &state)
  case .closeOverlay: return closeOverlay(in: &state)
  case .theme(let theme): state.theme = theme
  case .leaveThemes(let theme):
    state.theme = theme
    return closeOverlay(in: &state)
  case .notice(let notice): state.session.say(notice)
  case .dismissNotice: state.session.dismissNotice()
  case .redraw: return [.redraw]
  case .suspend: return [.suspend]
  case .quit: return quit(&state)
  }
  return []
}

private func show(_ overlay: Overlay, in state: inout WorkbenchState) -> [Effect] {
  guard let type = PaneCatalog.overlays.first(where: { $0.overlay == overlay })?.type else {
    return []
  }
  var pane = type.init()
  pane.open(over: state)
  if let below = state.overlay, let old = state.overlayPane, goesBack(overlay) {
    state.covered.append((below, old))
  }
  state.overlay = overlay
  state.overlayPane = pane
  switch overlay {
  case .open: return reduceDataset(&state.session, .browse(folder: state.session.startFolder))
  case .methods: return adviseIfNeeded(&state.session)
  case .exposure:
    return state.session.exposure.state == .idle ? state.session.startExposure() : []
  case .audit: return state.session.audit.state == .idle ? state.session.startAudit() : []
  default: return []
  }
}

/// The adviser may have been stopped before it had an answer.
private func adviseIfNeeded(_ session: inout Session) -> [Effect] {
  let isMissing = session.advice.isEmpty && session.advising == nil && session.preparing == nil
  return isMissing && session.preparedPicture != nil ? session.advise() : []
}

/// Values are revealed in the evidence only: nothing stays revealed behind a closed view.
/// From a proof it goes back to the audit.
private func closeOverlay(in state: inout WorkbenchState) -> [Effect] {
  if state.overlay == .evidence { state.session.revealedClaim = nil }
  if state.overlay == .auditProof {
    state.session.audit.revealed = nil
    return show(.audit, in: &state)
  }
  let below = state.covered.popLast()
  state.overlay = below?.overlay
  state.overlayPane = below?.pane
  return []
}

/// Whether closing it leads to the overlay it was opened over.
private func goesBack(_ overlay: Overlay) -> Bool { overlay == .threat || overlay == .help }

/// One level back; from the bottom out, after a question if that would stop something.
private func quit(_ state: inout WorkbenchState) -> [Effect] {
  if state.overlay != nil {
    return closeOverlay(in: &state)
  }
  if state.isZoomed {
    state.isZoomed = false
    return []
  }
  guard state.session.isBusy, state.session.notice != .quitQuestion else { return [.quit] }
  state.session.say(.quitQuestion)
  return []
}
