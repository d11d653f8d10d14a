import Attacks
import Experiments
import Jobs
import Learners
import Oversampling
import Parameters

/// Attacks of all families, carried out one after the other. One that the release, the holdout or
/// the threat model does not suit is set aside with its reason, unless it was the only one asked
/// for.
struct AttackRuns {
  /// An attack that was not carried out.
  struct Skipped: Encodable {
    let name: String
    let reason: String
  }

  /// How one attack ended.
  enum Report {
    case release(AttackReport)
    case people(PeopleReport)

    /// What the attacker had, in a word.
    var released: String {
      switch self {
      case .release(let report): report.kind.rawValue
      case .people(let report): report.released.rawValue
      }
    }
  }

  private(set) var all: [Report] = []
  private(set) var skipped: [Skipped] = []

  /// Those that claimed something about records.
  var reports: [AttackReport] {
    all.compactMap { if case .release(let report) = $0 { report } else { nil } }
  }

  /// - Parameters:
  ///   - game: what is attacked, and who knows what.
  ///   - file: where finished shadow runs are kept.
  /// - Throws: `PlanError`, `ParameterError`, `CancellationError`; the `AttackError` of a single
  ///   attack.
  init(
    _ chosen: [ChosenAttack], on game: PeopleGame, threads: Int, keeping file: ShadowFile? = nil,
    _ progress: ProgressLine
  ) throws {
    for choice in chosen {
      do {
        switch choice {
        case .release(let selection):
          all.append(.release(try Self.run(selection, game, threads: threads, progress)))
        case .people(let selection):
          all.append(
            .people(
              try Self.run(selection, game, threads: threads, keeping: file, progress)))
        }
      } catch let error where chosen.count > 1 && Self.concernsOneAttack(error) {
        skipped.append(Skipped(name: choice.name, reason: "\(error)"))
      }
    }
  }

  /// Whether the other attacks can go on.
  private static func concernsOneAttack(_ error: any Error) -> Bool {
    error is AttackError || error is LearnerError || error is OversamplingError
  }

  private static func run(
    _ selection: Selection, _ game: PeopleGame, threads: Int, _ progress: ProgressLine
  ) throws -> AttackReport {
    let release = game.plan.release
    if let type = AttackCatalog.named(selection.name) {
      // A release of the wrong kind is told by the runner, with what to do.
      if release.kind(for: type) == type.releaseKind {
        try game.model.check(
          ThreatNeeds(type, selection.values), for: type.title, handedOut: release.handedOut)
      }
    }
    return try ExperimentRunner.assess(
      selection, release, on: game.publication, seeds: game.plan.triedSeeds,
      in: Interruption.context(threads: threads) { progress.show(line($0)) })
  }

  private static func run(
    _ selection: PeopleSelection, _ game: PeopleGame, threads: Int, keeping file: ShadowFile?,
    _ progress: ProgressLine
  ) throws -> PeopleReport {
    let kept = selection.family == .shadow ? file : nil
    let study = try kept.map { _ in
      try PeopleRunner.fingerprint(
        of: selection, on: game, in: Interruption.context(threads: threads))
    }
    var resumed = game
    resumed.saved = kept?.saved
    return try PeopleRunner.run(
      selection, on: resumed,
      in: Interruption.context(threads: threads) { news in
        if let study { kept?.add(news.finished, of: study) }
        let left = news.secondsLeft.map { ", \(Int($0.rounded(.up))) s left" } ?? ""
        progress.show(
          "\(selection.name) \(Int((100 * news.fraction.value).rounded(.down))) %\(left)")
      })
  }

  private static func line(_ progress: AttackProgress) -> String {
    let percent = Int((100 * progress.fraction.value).rounded(.down))
    return "\(progress.attack): \(progress.stage) \(percent) %, \(progress.score.claims) claims"
  }
}
