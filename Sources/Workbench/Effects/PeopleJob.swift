import Attacks
import Experiments
import Jobs
import Parameters

/// Carries out one attack on people; called in the background.
package typealias PersonAttack =
  @Sendable (PersonEntry, ReleaseRequest, RunContext<Fraction>) throws -> PersonResult

/// Carries out the attacks on people that wait, one after the other; after every step all that is
/// known so far is reported.
struct PeopleJob: Sendable {
  let attacks: [PersonPicture]
  let request: ReleaseRequest
  let attack: PersonAttack

  /// An attack that the release does not suit is marked, and the others go on.
  ///
  /// - Throws: `CancellationError`.
  func pictures(in context: RunContext<[PersonPicture]>) throws -> [PersonPicture] {
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
    let live: RunContext<Fraction> = context.folding { fraction in
      var pictures = soFar
      pictures[index].fraction = fraction
      pictures[index].seconds = (ContinuousClock.now - start) / .seconds(1)
      return pictures
    }
    do {
      pictures[index].result = try attack(pictures[index].entry, request, live)
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
  package static let carryOut: PersonAttack = { entry, request, context in
    let family: PeopleFamily = entry.question == .membership ? .membership : .risk
    let report = try PeopleRunner.run(
      PeopleSelection(family, name: entry.name, values: entry.values),
      on: PeopleGame(
        request.publication, request.data, request.plan, model: request.model,
        known: request.known, secret: request.secret),
      in: context.folding { $0.fraction })
    return switch report.outcome {
    case .membership(let score): .membership(score)
    case .risk(let outcome): .risk(outcome)
    case .shadow, .classifier:
      throw AttackError.notApplicable(
        attack: entry.title, because: "it answers another question than it was asked")
    }
  }
}
