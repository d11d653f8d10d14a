/// The only function that changes the session. Pure: same state and action, same outcome.
package func reduce(_ state: inout WorkbenchState, _ action: Action) -> [Effect] {
  switch action {
  case .dataset(let action): reduceDataset(&state.session, action)
  case .sampling(let action): reduceSampling(&state.session, action)
  case .attack(let action): reduceAttack(&state.session, action)
  case .layout(let action): reduceLayout(&state, action)
  }
}
