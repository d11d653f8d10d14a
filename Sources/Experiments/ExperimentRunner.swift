import Attacks
import Jobs
import Parameters

/// How a running attack fares: a picture for the screen.
public struct AttackProgress: Sendable {
  /// Name of the attack.
  public let attack: String
  /// What it is doing, in a few words; empty before its first news.
  public let stage: String
  /// How much of that is done.
  public let fraction: Fraction
  /// How the claims so far fare.
  public let score: AttackScore
  /// All claims so far, in the order they were made.
  public let claims: [ScoredClaim]
  /// What the attack had to say so far.
  public let remarks: [String]
  /// Wall time since the attack began.
  public let seconds: Double
}

/// How one attack ended.
public struct AttackReport: Sendable {
  /// Name of the attack.
  public let attack: String
  /// Its settings.
  public let parameters: ParameterValues
  /// What it got to see.
  public let kind: ReleaseKind
  /// Wall time from start to end, scoring included.
  public let seconds: Double
  /// How all its claims fare.
  public let score: AttackScore
  /// k and the ratio as the release tells them.
  public let estimate: SettingsEstimate
  /// In a fixed order, whatever the number of threads.
  public let claims: [ScoredClaim]
  /// What the attack had to say, in sentences.
  public let remarks: [String]
}

/// Carries out the attacks of a plan, one after the other, on the calling thread.
public enum ExperimentRunner {
  /// Runs one attack on its release and scores it as it goes.
  ///
  /// - Parameter seeds: told to an attack that asks for seeds to try.
  /// - Throws: `PlanError`, `ParameterError`, `AttackError`, `CancellationError`.
  public static func assess(
    _ selection: Selection, _ choice: ReleaseChoice, on publication: Publication,
    seeds: [UInt32] = SeedList.usual, in context: RunContext<AttackProgress>
  ) throws -> AttackReport {
    guard let type = AttackCatalog.named(selection.name) else {
      throw PlanError.unknownAttack(selection.name, known: AttackCatalog.all.map { $0.name })
    }
    let kind = choice.kind(for: type)
    guard kind == type.releaseKind else {
      throw PlanError.wrongRelease(
        attack: type.title, needs: type.releaseKind.rawValue, found: kind.rawValue)
    }
    let attack = try type.init(selection.values)
    let view = publication.attackerView(kind, telling: attack.needs, seeds: seeds)
    let scoring = LiveScore(type.name, Evaluator(truth: publication.truth(kind), kind: kind))
    let estimate = try attack.run(on: view, in: scoring.context(within: context))
    let end = scoring.end()
    return AttackReport(
      attack: type.name, parameters: selection.values, kind: kind, seconds: end.seconds,
      score: end.score, estimate: estimate, claims: inFixedOrder(end.claims),
      remarks: end.remarks)
  }

  /// Claims about released rows come from parallel workers: by row they are in the same order
  /// for every number of threads. Rebuilt records are claimed in a fixed order already.
  private static func inFixedOrder(_ claims: [ScoredClaim]) -> [ScoredClaim] {
    claims.enumerated().sorted { first, second in
      switch (first.element.guess.claim, second.element.guess.claim) {
      case (.real(let one), .real(let other)): one < other
      default: first.offset < second.offset
      }
    }.map(\.element)
  }
}
