import Jobs
import Learners
import Numeric
import Parameters

/// Makes shadow runs about many people, learns from a part of them, and scores the rest.
///
/// Every run depends on the seed, the person and its own number only: the scores are the same for
/// every number of threads, and for a study that was interrupted and went on.
public struct ShadowStudy: Sendable {
  private let attack: any ShadowAttack
  private let population: ShadowPopulation
  private let plan: ShadowPlan
  /// The people asked about, ascending: rows among the members.
  public let targets: [Int]
  /// Says which saved runs belong to this study.
  public let fingerprint: UInt64

  /// - Parameters:
  ///   - values: the settings of `attack`.
  ///   - population: at least two members.
  /// - Throws: `ParameterError`; `AttackError.tooFewRows` for less than two members or test runs.
  public init(
    _ attack: any ShadowAttack.Type, _ values: ParameterValues, on population: ShadowPopulation,
    _ plan: ShadowPlan
  ) throws {
    guard population.members.rows >= 2, plan.testRuns >= 2 else {
      throw AttackError.notApplicable(
        attack: attack.title,
        because: "it needs two rows of the class and two test runs, and was given "
          + "\(population.members.rows) and \(plan.testRuns)")
    }
    self.attack = try attack.init(values)
    self.population = population
    self.plan = plan
    targets = plan.rows(among: population.members.rows)
    var print = ShadowFingerprint()
    print.add(attack.name)
    print.add(values)
    print.add(population.releases.identity)
    print.add(population.members)
    print.add(population.others)
    for number in [plan.trainingRuns, plan.testRuns, plan.targets, Int(plan.seed)] {
      print.add(number)
    }
    fingerprint = print.value
  }

  /// Runs that a forest learns from, of each side.
  private var training: Int { attack.trees == nil ? 0 : max(1, plan.trainingRuns) }
  /// All runs of a side.
  private var runs: Int { training + plan.testRuns }

  /// Carries out all runs, or all that `saved` does not have.
  ///
  /// - Parameter saved: of an interrupted run of the same study.
  /// - Returns: all that was found out, in the order of `targets`.
  /// - Throws: `ShadowStateError.otherRuns`; what the program throws; `CancellationError`.
  /// - Complexity: targets × 2 × runs releases and a forest for each target.
  public func run(
    resuming saved: ShadowState? = nil, in context: RunContext<ShadowProgress>
  ) throws -> ShadowState {
    var state = saved ?? ShadowState(fingerprint: fingerprint)
    guard state.fingerprint == fingerprint,
      zip(state.finished, targets).allSatisfy({ $0.row == $1 }),
      state.finished.count <= targets.count
    else { throw ShadowStateError.otherRuns }
    let open = Array(targets.dropFirst(state.finished.count))
    let perTarget = 2 * runs
    let clock = ShadowClock(
      already: state.finished.count * perTarget, of: targets.count * perTarget, context)
    let inner: RunContext<Fraction> = context.silenced(threads: 1)
    // As many at a time as there are threads: each forest then grows on a thread of its own.
    for start in stride(from: 0, to: open.count, by: context.threads) {
      let batch = Array(open[start..<min(open.count, start + context.threads)])
      let features = try parallelMap(batch.count * perTarget, in: context) { index in
        let trial = trial(batch[index / perTarget], number: index % perTarget)
        let numbers = try attack.features(of: trial, in: inner)
        clock.add()
        return numbers
      }
      let scores = try parallelMap(batch.count, in: context) { place in
        try self.scores(
          of: batch[place], features[place * perTarget..<(place + 1) * perTarget], in: inner)
      }
      state.append(scores)
      clock.finish(scores)
    }
    return state
  }

  /// The run of that number: those with the person come first.
  private func trial(_ target: Int, number: Int) -> ShadowTrial {
    let person = ShadowSeed.mixed(UInt64(plan.seed), UInt64(target))
    return ShadowTrial(
      population: population, target: target, isMember: number < runs,
      seed: ShadowSeed.mixed(person, UInt64(number)), targetSeed: person)
  }

  /// - Parameter features: of all runs about the person.
  private func scores(
    of target: Int, _ features: ArraySlice<[Double]>, in context: RunContext<Fraction>
  ) throws -> ShadowScores {
    let with = features.prefix(runs)
    let without = features.suffix(runs)
    let tested = with.dropFirst(training) + without.dropFirst(training)
    let answers: [Double]
    if let trees = attack.trees {
      var forest = RandomForest()
      forest.trees = trees
      forest.seed = ShadowSeed.short(ShadowSeed.mixed(UInt64(plan.seed), UInt64(target), 3))
      answers = try forest.probabilities(
        of: Matrix(Array(tested)),
        grownOn: Matrix(Array(with.prefix(training) + without.prefix(training))),
        isPositive: (0..<2 * training).map { $0 < training }, in: context)
    } else {
      answers = tested.map { $0.first ?? .nan }
    }
    let numbers = answers.map { Float($0) }
    return ShadowScores(
      row: target, with: Array(numbers[..<plan.testRuns]),
      without: Array(numbers[plan.testRuns...]))
  }
}
