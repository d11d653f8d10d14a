import Attacks
import Jobs

/// Folds the news of a running attack into a score that can be drawn.
final class LiveScore: Sendable {
  private struct State: Sendable {
    var evaluator: Evaluator
    var stage = ""
    var fraction = Fraction(0)
    var remarks: [String] = []
    var lastReport: ContinuousClock.Instant?
  }

  private let attack: String
  private let state: Locked<State>
  private let start = ContinuousClock.now
  /// A picture more often than this is seen by nobody.
  private static let interval = Duration.milliseconds(30)

  init(_ attack: String, _ evaluator: Evaluator) {
    self.attack = attack
    state = Locked(State(evaluator: evaluator))
  }

  /// What the attack reports to; `outer` gets a picture now and then.
  func context(within outer: RunContext<AttackProgress>) -> RunContext<AttackUpdate> {
    RunContext(threads: outer.threads, isCancelled: { outer.isCancelled }) { [self] update in
      if let picture = take(update) { outer.report(picture) }
    }
  }

  func end() -> AttackProgress { state.withLock { picture($0) } }

  private func take(_ update: AttackUpdate) -> AttackProgress? {
    state.withLock { state in
      switch update {
      case .stage(let name, let fraction):
        state.stage = name
        state.fraction = fraction
      case .guesses(let guesses):
        for guess in guesses { state.evaluator.record(guess) }
      case .scores(let scores): state.evaluator.rank(scores)
      case .remark(let remark): state.remarks.append(remark)
      }
      let now = ContinuousClock.now
      if let last = state.lastReport, now - last < Self.interval { return nil }
      state.lastReport = now
      return picture(state)
    }
  }

  private func picture(_ state: State) -> AttackProgress {
    let elapsed = (ContinuousClock.now - start).components
    return AttackProgress(
      attack: attack, stage: state.stage, fraction: state.fraction, score: state.evaluator.score,
      claims: state.evaluator.claims, remarks: state.remarks,
      seconds: Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18)
  }
}
