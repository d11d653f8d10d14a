import Attacks
import Experiments
import Jobs
import Parameters

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

/// Carries out the attacks on people that wait, one after the other; after every step all that is
/// known so far is reported.
package struct PeopleJob: Sendable {
  private let attacks: [PersonPicture]
  private let request: ReleaseRequest
  private let shadowPlan: ShadowPlan
  private let kept: [String: ShadowState]
  private let attack: PersonAttack

  /// - Parameter kept: shadow runs that are done, by the name of the attack.
  package init(
    attacks: [PersonPicture], request: ReleaseRequest, shadowPlan: ShadowPlan,
    kept: [String: ShadowState], attack: @escaping PersonAttack
  ) {
    self.attacks = attacks
    self.request = request
    self.shadowPlan = shadowPlan
    self.kept = kept
    self.attack = attack
  }

  /// An attack that the release does not suit is marked, and the others go on.
  ///
  /// - Throws: `CancellationError`.
  package func pictures(in context: RunContext<[PersonPicture]>) throws -> [PersonPicture] {
    var pictures = attacks
    for index in pictures.indices where pictures[index].state == .waiting {
      try context.checkCancellation()
      try carryOut(index, of: &pictures, in: context)
      context.report(pictures)
    }
    return pictures
  }

  private func carryOut(
    _ index: Int, of pictures: inout [PersonPicture], in context: RunContext<[PersonPicture]>
  ) throws {
    pictures[index].state = .running
    let soFar = pictures
    context.report(soFar)
    let start = ContinuousClock.now
    let shadows = Locked(soFar[index].shadows)
    let live: RunContext<PersonNews> = context.folding { news in
      var pictures = soFar
      pictures[index].fraction = news.fraction
      pictures[index].secondsLeft = news.secondsLeft
      pictures[index].seconds = (ContinuousClock.now - start) / .seconds(1)
      if let runs = news.shadows { shadows.withLock { $0 = runs } }
      pictures[index].shadows = news.shadows ?? pictures[index].shadows
      return pictures
    }
    do {
      let entry = pictures[index].entry
      pictures[index].result = try attack(
        entry, request, ShadowOrder(plan: shadowPlan, kept: kept[entry.name]), live)
      pictures[index].shadows = shadows.withLock { $0 }
      pictures[index].state = .done
      pictures[index].fraction = Fraction(1)
    } catch let error as CancellationError {
      throw error
    } catch let error as AttackError {
      pictures[index].state = .doesNotApply("\(error)")
    } catch {
      pictures[index].state = .failed("\(error)")
    }
    pictures[index].seconds = (ContinuousClock.now - start) / .seconds(1)
  }
}

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
