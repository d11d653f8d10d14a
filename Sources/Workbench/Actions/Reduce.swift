/// The only function that changes the session. Pure: same state and action, same outcome.
package func reduce(_ state: inout WorkbenchState, _ action: Action) -> [Effect] {
  // A question about a run goes when the run does.
  defer {
    if !state.session.isBusy, state.session.notice == .quitQuestion {
      state.session.dismissNotice()
    }
  }
  if isChoice(action, in: state.overlay) {
    state.overlay = nil
    state.overlayPane = nil
    state.covered = []
  }
  let effects = reduceAlone(&state, action)
  let followed = state.overlay == .measures ? state.session.followMeasures() : []
  return effects + followed + state.session.followPeople()
}

/// Without what follows the release wherever it is looked at.
private func reduceAlone(_ state: inout WorkbenchState, _ action: Action) -> [Effect] {
  switch action {
  case .dataset(let action): reduceDataset(&state.session, action)
  case .sampling(let action): reduceSampling(&state.session, action)
  case .attack(let action): reduceAttack(&state.session, action)
  case .audit(let action): reduceAudit(&state.session, action)
  case .exposure(let action): reduceExposure(&state.session, action)
  case .measures(let action): reduceMeasures(&state.session, action)
  case .people(let action): reducePeople(&state.session, action)
  case .layout(let action): reduceLayout(&state, action)
  }
}

/// Whether the choice has been made that an overlay is there for. A file that cannot be read is told
/// in a notice.
private func isChoice(_ action: Action, in overlay: Overlay?) -> Bool {
  switch (action, overlay) {
  case (.dataset(.open), .open), (.sampling(.set(.method, _)), .methods): true
  default: false
  }
}
