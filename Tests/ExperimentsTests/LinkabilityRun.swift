import Attacks
import Experiments
import Jobs
import Numeric
import Parameters
import Tabular

/// Linkability of a release as the paper reports it, and as it should be reported.
struct LinkabilityScore: Sendable, Equatable {
  /// The lower ends of the residual risks' intervals, with ten targets each: one for every release
  /// and random split of the columns. Their mean is what the paper prints as the risk.
  let lowerEnds: [Double]
  /// Everybody as a target, on the first release: worst and median split, with intervals.
  let outcome: RiskOutcome

  /// Mean of the lower ends.
  var published: Double {
    lowerEnds.isEmpty ? 0 : lowerEnds.reduce(0, +) / Double(lowerEnds.count)
  }

  /// Standard deviation of the lower ends.
  var deviation: Double {
    let center = published
    let squares = lowerEnds.map { ($0 - center) * ($0 - center) }
    return lowerEnds.isEmpty
      ? 0 : (squares.reduce(0, +) / Double(lowerEnds.count)).squareRoot()
  }

  /// The residual risk of the split in the middle; nil without a holdout.
  var median: ResidualRisk? {
    outcome.median.flatMap { search in
      search.control.map {
        ResidualRisk(attack: search.attack, control: $0)
      }
    }
  }

  /// - Parameters:
  ///   - lowerEnds: of intervals with ten targets.
  ///   - outcome: with everybody as a target.
  init(lowerEnds: [Double], outcome: RiskOutcome) {
    self.lowerEnds = lowerEnds
    self.outcome = outcome
  }
}

/// Measures the linkability of the minority rows of releases made here.
///
/// The paper holds back half of the rows of each class, makes five releases from the other half,
/// splits the columns at random into halves 25 times each, attacks ten people with Anonymeter, and
/// prints the mean **lower** end of the intervals as the risk. A lower end is no safe figure for a
/// risk; the outcome with everybody as a target is beside it.
///
/// Source: Ganev et al., "SMOTE and Mirrors", ICLR 2026, `nb_20_synth_naive`.
enum LinkabilityRun {
  /// - Parameters:
  ///   - plan: its seed is the first release's, and the next ones follow.
  ///   - data: with a holdout, which is the control.
  ///   - releases, splits, targets: those of the paper unless said otherwise.
  /// - Throws: as `Publication.make` and the attack.
  static func score(
    _ plan: ExperimentPlan, from data: PreparedData, releases: Int = 5, splits: Int = 25,
    targets: Int = 10, in context: RunContext<Fraction>
  ) throws -> LinkabilityScore {
    var lowerEnds: [Double] = []
    for release in 0..<releases {
      let inner: RunContext<Fraction> = context.folding { share in
        Fraction((Double(release) + share.value) / Double(releases + 1))
      }
      let game = try game(plan, release, data, in: inner)
      let outcome = try attack(targets: targets, splits).outcome(of: game, in: inner)
      lowerEnds += outcome.searched.compactMap { search in
        search.control.map {
          ResidualRisk(attack: search.attack, control: $0).interval.low
        }
      }
    }
    let outcome = try attack(targets: data.labels.count, splits)
      .outcome(of: game(plan, 0, data, in: context), in: context.silenced())
    context.report(Fraction(1))
    return LinkabilityScore(lowerEnds: lowerEnds, outcome: outcome)
  }

  private static func attack(targets: Int, _ splits: Int) throws -> Linkability {
    var values = ParameterValues(Linkability.parameters)
    try values.set("targets", to: .integer(targets))
    try values.set("budget", to: .integer(splits))
    return try Linkability(values)
  }

  /// The minority rows: those that a release was made from, those released, those held back.
  private static func game(
    _ plan: ExperimentPlan, _ release: Int, _ data: PreparedData,
    in context: RunContext<Fraction>
  ) throws -> RiskGame {
    var turn = plan
    turn.seed = plan.seed &+ UInt32(truncatingIfNeeded: release)
    let publication = try Publication.make(turn, from: data, in: context.silenced())
    func table(_ rows: Matrix) throws -> Dataset {
      let kinds = data.columnNames.map { _ in Column.Kind.decimal(decimals: 15) }
      return try Dataset(names: data.columnNames, matrix: rows, kinds: kinds)
    }
    let held = data.holdout.labels.indices.filter { data.holdout.labels[$0] == data.minorityCode }
    return RiskGame(
      training: try table(data.features.rows(data.minorityRows)),
      release: try table(publication.release(.synthetic).minority),
      holdout: try held.isEmpty ? nil : table(data.holdout.features.rows(held)), seed: turn.seed)
  }
}
