import Attacks
import Jobs

/// Carries out the attacks on people that wait, one after the other; after every step all that is
/// known so far is reported.
package struct PeopleJob: Sendable {
  private let attacks: [PersonPicture]
  private let request: ReleaseRequest
  private let shadowPlan: ShadowPlan
  private let kept: [String: ShadowState]
  private let first: String?
  private let attack: PersonAttack

  /// - Parameters:
  ///   - kept: shadow runs that are done, by the name of the attack.
  ///   - first: the attack that does not wait for those before it; nil for none.
  package init(
    attacks: [PersonPicture], request: ReleaseRequest, shadowPlan: ShadowPlan,
    kept: [String: ShadowState], first: String? = nil, attack: @escaping PersonAttack
  ) {
    self.attacks = attacks
    self.request = request
    self.shadowPlan = shadowPlan
    self.kept = kept
    self.first = first
    self.attack = attack
  }

  /// An attack that the release does not suit is marked, and the others go on.
  ///
  /// - Throws: `CancellationError`.
  package func pictures(in context: RunContext<[PersonPicture]>) throws -> [PersonPicture] {
    var pictures = attacks
    let isFirst = { (index: Int) in attacks[index].entry.name == first }
    let order = attacks.indices.filter(isFirst) + attacks.indices.filter { !isFirst($0) }
    for index in order where pictures[index].state == .waiting {
      try context.checkCancellation()
      try carryOut(index, of: &pictures, in: context)
      context.report(pictures)
    }
    return pictures
  }

  /// An error with keys in place of options of the command line.
  private static func words(for error: any Error) -> String {
    "\(error)".replacing("(--holdout 0.3)", with: "(h in Y keeps one)")
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
      pictures[index].state = .doesNotApply(Self.words(for: error))
    } catch {
      pictures[index].state = .failed(Self.words(for: error))
    }
    pictures[index].seconds = (ContinuousClock.now - start) / .seconds(1)
  }
}
