import Attacks
import Jobs
import Numeric
import Oversampling

/// Tells real from synthetic rows of releases made here with a classifier.
public enum NaiveRun {
  /// The minority rows of the augmented release, the real ones known.
  ///
  /// - Returns: a score with a split for each repetition of the attack.
  /// - Throws: `AttackError`, `LearnerError`, `CancellationError`.
  public static func score(
    _ attack: NaiveDistinguishing, on publication: Publication, seed: UInt32 = 0,
    in context: RunContext<Fraction>
  ) throws -> NaiveDistinguishingScore {
    NaiveDistinguishingScore(try splits(attack, publication, seed, in: context))
  }

  /// The same over several releases of the same data, which differ by their seeds only: the paper's
  /// five releases with five splits each.
  ///
  /// - Parameters:
  ///   - plan: its seed is the first release's, and the next ones follow.
  ///   - releases: 1 or more.
  /// - Throws: as `Publication.make` and `score(_:on:seed:in:)`.
  public static func score(
    _ attack: NaiveDistinguishing, _ plan: ExperimentPlan, from data: PreparedData,
    releases: Int = 5, in context: RunContext<Fraction>
  ) throws -> NaiveDistinguishingScore {
    var all: [NaiveSplitScore] = []
    for release in 0..<releases {
      let inner = context.step(release, of: releases)
      var turn = plan
      turn.seed = plan.seed &+ UInt32(truncatingIfNeeded: release)
      let publication = try Publication.make(turn, from: data, in: inner.silenced())
      all += try splits(attack, publication, turn.seed, in: inner)
    }
    return NaiveDistinguishingScore(all)
  }

  private static func splits(
    _ attack: NaiveDistinguishing, _ publication: Publication, _ seed: UInt32,
    in context: RunContext<Fraction>
  ) throws -> [NaiveSplitScore] {
    let view = publication.augmentedView
    let rows = view.release.minority
    let real = view.origins.indices.filter { view.origins[$0].isReal }
    let synthetic = view.origins.indices.filter { !view.origins[$0].isReal }
    return try attack.scores(
      real: rows.rows(real), synthetic: rows.rows(synthetic), seed: seed, in: context)
  }
}
