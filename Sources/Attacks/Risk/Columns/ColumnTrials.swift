import Jobs
import Parameters

/// How one set of columns fared.
struct ColumnTrial: Sendable {
  let attack: SuccessRate
  let baseline: SuccessRate
  let control: SuccessRate?
}

/// Tries an attack with several sets of columns and reports the worst.
enum ColumnTrials {
  /// The outcome of the set with the largest residual risk; all sets are in `searched`.
  ///
  /// - Parameter play: what comes out for one set; given the set, a seed of its own, and a context.
  /// - Throws: `AttackError.notApplicable` without any set; what `play` throws.
  static func outcome(
    of attack: any RiskAttack.Type, _ game: RiskGame, _ questions: [ColumnQuestion],
    in context: RunContext<Fraction>,
    _ play: (ColumnQuestion, UInt32, RunContext<Fraction>) throws -> ColumnTrial
  ) throws -> RiskOutcome {
    guard !questions.isEmpty else {
      throw AttackError.notApplicable(
        attack: attack.title,
        because: "there are too few columns: what the attacker knows and what it wants to know "
          + "have to be different ones")
    }
    var trials: [ColumnTrial] = []
    for (place, question) in questions.enumerated() {
      let inner = context.step(place, of: questions.count)
      trials.append(try play(question, game.seed &+ UInt32(truncatingIfNeeded: place), inner))
    }
    context.report(Fraction(1))
    return outcome(zip(questions, trials).map { ($0.text, $1) }, remarks: game.remarkOnHoldout)
  }

  /// The worst of the trials in front, all of them in `searched`.
  ///
  /// - Parameter isAboutEverybody: whether each asks for a property of all people together.
  static func outcome(
    _ trials: [(columns: String, trial: ColumnTrial)], remarks: [String],
    isAboutEverybody: Bool = false
  ) -> RiskOutcome {
    let searched = trials.map {
      RiskOutcome.ColumnSearch(
        columns: $0.columns, attack: $0.trial.attack, control: $0.trial.control)
    }
    let order = searched.indices.sorted {
      (searched[$1].excess, $0) < (searched[$0].excess, $1)
    }
    let worst = trials[order[0]].trial
    let remark =
      trials.count > 1
      ? [
        "The worst of \(trials.count) \(isAboutEverybody ? "properties" : "sets of columns") is reported; all intervals are Wilson's at "
          + "1 - 0.05 / \(trials.count) (Bonferroni), so that they hold for all of them together."
      ] : []
    return RiskOutcome(
      attack: worst.attack, baseline: worst.baseline, control: worst.control, searched: searched,
      remarks: remark + remarks, isAboutEverybody: isAboutEverybody)
  }
}
