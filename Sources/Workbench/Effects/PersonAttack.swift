import Attacks
import Experiments
import Jobs

/// What an attack on people is told beside the release: how many shadow runs to make, and which are
/// done.
package struct ShadowOrder: Sendable {
  package let plan: ShadowPlan
  /// Of an interrupted run, perhaps of another study; nil for none.
  package let kept: ShadowState?
}

/// News from an attack on people.
package struct PersonNews: Sendable {
  package let fraction: Fraction
  package let secondsLeft: Double?
  /// All shadow runs that are done.
  package let shadows: ShadowState?

  package init(_ fraction: Fraction, secondsLeft: Double? = nil, shadows: ShadowState? = nil) {
    self.fraction = fraction
    self.secondsLeft = secondsLeft
    self.shadows = shadows
  }
}

/// Carries out one attack on people; called in the background.
package typealias PersonAttack =
  @Sendable (PersonEntry, ReleaseRequest, ShadowOrder, RunContext<PersonNews>) throws ->
  PersonResult

/// The attacks on people that the engine has.
package enum PersonAttacks {
  /// - Throws: what the attack throws.
  package static let carryOut: PersonAttack = { entry, request, order, context in
    let family: PeopleFamily =
      switch entry.question {
      case .membership: .membership
      case .risk: .risk
      case .shadow: .shadow
      }
    let selection = PeopleSelection(family, name: entry.name, values: entry.values)
    var game = PeopleGame(
      request.publication, request.data, request.plan, model: request.model,
      known: request.known, secret: request.secret)
    game.shadows = order.plan
    let report =
      family == .shadow
      ? try shadows(selection, on: game, going: order.kept, in: context)
      : try PeopleRunner.run(selection, on: game, in: context.folding { PersonNews($0.fraction) })
    switch report.outcome {
    case .membership(let score): return .membership(score)
    case .risk(let outcome): return .risk(outcome)
    case .shadow(let shadow):
      guard let finding = shadow.finding else { break }
      return .shadow(finding, shadow.plan)
    case .classifier: break
    }
    throw AttackError.notApplicable(
      attack: entry.title, because: "it answers another question than it was asked")
  }

  /// Goes on with the runs that are done, if they are of the same study.
  private static func shadows(
    _ selection: PeopleSelection, on game: PeopleGame, going kept: ShadowState?,
    in context: RunContext<PersonNews>
  ) throws -> PeopleReport {
    // The program is told apart by its numbers, which takes a pass over the data.
    let fingerprint = try PeopleRunner.fingerprint(
      of: selection, on: game, in: context.silenced())
    var game = game
    game.saved = kept?.fingerprint == fingerprint ? kept : nil
    let runs = Locked(game.saved ?? ShadowState(fingerprint: fingerprint))
    return try PeopleRunner.run(
      selection, on: game,
      in: context.folding { news in
        let known = runs.withLock { known in
          known.append(news.finished)
          return known
        }
        return PersonNews(news.fraction, secondsLeft: news.secondsLeft, shadows: known)
      })
  }
}
