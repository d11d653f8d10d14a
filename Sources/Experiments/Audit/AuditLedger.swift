import Attacks
import Jobs
import Numeric

/// Collects the claims of one attack of an audit and scores them where there is a reference.
final class AuditLedger: Sendable {
  private struct State: Sendable {
    var claims: [AuditClaim] = []
    var evaluator: Evaluator?
    var text = ""
    var fraction = Fraction(0)
    var lastReport: ContinuousClock.Instant?
  }

  private let attack: String
  private let progress: @Sendable (AuditAttacks.Progress) -> Void
  private let state: Locked<State>
  /// A picture more often than this is seen by nobody.
  private static let interval = Duration.milliseconds(50)

  init(
    _ attack: String, _ truth: GroundTruth?, _ kind: ReleaseKind,
    progress: @escaping @Sendable (AuditAttacks.Progress) -> Void
  ) {
    self.attack = attack
    self.progress = progress
    state = Locked(State(evaluator: truth.map { Evaluator(truth: $0, kind: kind) }))
  }

  /// What the attack reports to.
  func context<Update>(within outer: RunContext<Update>) -> RunContext<AttackUpdate> {
    RunContext(threads: outer.threads, isCancelled: { outer.isCancelled }) { [self] update in
      if let picture = take(update) { progress(picture) }
    }
  }

  /// All claims, those about released rows by row, and the score.
  func end() -> AuditAttacks.Progress {
    state.withLock { state in
      state.claims = Self.inFixedOrder(state.claims)
      return picture(state)
    }
  }

  private func take(_ update: AttackUpdate) -> AuditAttacks.Progress? {
    state.withLock { state in
      switch update {
      case .stage(let text, let fraction):
        state.text = text
        state.fraction = fraction
      case .guesses(let guesses): for guess in guesses { Self.add(guess, attack, to: &state) }
      case .scores, .remark: break
      }
      let now = ContinuousClock.now
      if let last = state.lastReport, now - last < Self.interval { return nil }
      state.lastReport = now
      return picture(state)
    }
  }

  private static func add(_ guess: Guess, _ attack: String, to state: inout State) {
    state.evaluator?.record(guess)
    let isTrue = state.evaluator?.claims.last?.isTrue
    state.claims.append(AuditClaim(attack: attack, guess: guess, isTrue: isTrue))
  }

  private func picture(_ state: State) -> AuditAttacks.Progress {
    AuditAttacks.Progress(
      text: state.text, fraction: state.fraction, claims: state.claims,
      scores: state.evaluator.map { [attack: $0.score] } ?? [:])
  }

  /// Claims about released rows come from parallel workers; rebuilt records in a fixed order.
  private static func inFixedOrder(_ claims: [AuditClaim]) -> [AuditClaim] {
    claims.enumerated().sorted { first, second in
      switch (first.element.guess.claim, second.element.guess.claim) {
      case (.real(let one), .real(let other)): one < other
      default: first.offset < second.offset
      }
    }.map(\.element)
  }
}

/// The truth about a release as far as a reference tells it.
struct AuditTruth {
  let truth: GroundTruth

  /// Times the error of the values by which a rebuilt record may be off.
  private static let allowance = 5.0

  /// - Parameters:
  ///   - reference: the real rows of the class.
  ///   - noise: half the width of the error of each column; 0 for none.
  init(_ request: AuditRequest, reference: Matrix, noise: [Double]) {
    let numbers = RowNumbers(reference)
    let records = reference.rows(numbers.firstRows)
    let all = reference.stacked(on: request.others)
    let scales = (0..<reference.columns).map { column in
      let range = all.range(ofColumn: column)
      let width = range.upperBound - range.lowerBound
      return width > 0 ? 2 / width : 1
    }
    let blur = zip(noise, scales).map { $0 * $1 }.max() ?? 0
    truth = GroundTruth(
      records: records, datasetRows: numbers.firstRows,
      recordOfRow: (0..<request.minority.rows).map { row in
        Int32(numbers.number(ofRow: row, in: request.minority) ?? -1)
      },
      touched: Set(0..<records.rows), scales: scales,
      tolerance: max(Evaluator.tolerance, Self.allowance * blur))
  }
}
