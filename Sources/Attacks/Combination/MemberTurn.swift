import Jobs
import Numeric

/// One turn of one attack within a combination: what it claims is gathered under the numbers of the
/// combination, and passed on as soon as it is new.
final class MemberTurn: Sendable {
  /// How a turn ended.
  enum Outcome: Sendable {
    /// With so many claims that nobody had made before.
    case ran(new: Int, SettingsEstimate)
    /// The reason, as a clause.
    case doesNotApply(String)
  }

  private struct State: Sendable {
    var found: FoundRecords
    /// Number in `found` of each claim of the member, or nil.
    var numbers: [Int?] = []
    var probable: [Guess] = []
    var remarks: [String] = []
    var new = 0
  }

  private let state: Locked<State>
  private let part: (start: Double, share: Double)

  /// - Parameters:
  ///   - found: what is known before the turn.
  ///   - part: where in the progress of the whole the turn begins, and how much of it it is.
  init(_ found: FoundRecords, part: (start: Double, share: Double)) {
    state = Locked(State(found: found))
    self.part = part
  }

  /// What is known after the turn.
  var found: FoundRecords { state.withLock { $0.found } }
  /// Claims that the member is not certain of, in its order.
  var probable: [Guess] { state.withLock { $0.probable } }
  /// What the member had to say.
  var remarks: [String] { state.withLock { $0.remarks } }

  /// - Throws: `CancellationError`.
  func run(
    _ member: any Attack, on view: AttackerView, in context: RunContext<AttackUpdate>
  ) throws -> Outcome {
    let inner = RunContext<AttackUpdate>(
      threads: context.threads, isCancelled: { context.isCancelled }
    ) { [self] update in
      if let news = take(update) { context.report(news) }
    }
    do {
      let estimate = try member.run(on: view, in: inner)
      return .ran(new: state.withLock { $0.new }, estimate)
    } catch let error as AttackError {
      return .doesNotApply(error.obstacle)
    }
  }

  /// What the user is told of an update.
  private func take(_ update: AttackUpdate) -> AttackUpdate? {
    switch update {
    case .stage(let name, let fraction):
      return .stage(name, Fraction(part.start + part.share * fraction.value))
    case .guesses(let guesses):
      let new = state.withLock { state in guesses.compactMap { Self.take($0, in: &state) } }
      return new.isEmpty ? nil : .guesses(new)
    case .scores: return nil
    case .remark(let remark):
      state.withLock { $0.remarks.append(remark) }
      return nil
    }
  }

  private static func take(_ guess: Guess, in state: inout State) -> Guess? {
    let renumbered = guess.renumbered(state.numbers)
    guard guess.certainty == .certain else {
      state.probable.append(renumbered)
      state.numbers.append(nil)
      return nil
    }
    guard state.found.add(renumbered) else {
      state.numbers.append(nil)
      return nil
    }
    state.numbers.append(state.found.guesses.count - 1)
    state.new += 1
    return renumbered
  }
}
