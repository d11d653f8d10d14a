import Jobs
import Learners
import Numeric
import Parameters

/// Finds out something about the training rows as a whole: whether more or fewer of them than usual
/// are above a value.
///
/// The attacker has people of the same population and the program that made the release. It makes
/// two sorts of releases, from groups of people in which the share above the middle of a column is
/// higher and lower than usual, and a random forest learns to tell the sorts apart by the columns'
/// summaries. It is then asked about releases it has not seen. Guessing blindly is right about half.
///
/// There is no control: what is found out is about no single person, in the data or not.
public struct PropertyInference: RiskAttack {
  /// On the command line.
  public static let name = "property-inference"
  /// In menus and messages.
  public static let title = "Property inference"
  /// People to draw groups from, and the program to make releases of them.
  public static let knows: Set<ThreatModel.Insight> = [.population, .generator]
  /// In menus and help.
  public static let summary = "Tells from a release what the training rows are like as a whole."
  /// The paper that introduced the attack.
  public static let source = Citation(
    "Ateniese et al.: Hacking Smart Machines with Smarter Ones, IJSN 10, 2015",
    link: "https://arxiv.org/abs/1306.4447")
  /// `runs`, `tilt`, `budget`.
  public static let parameters = [
    ParameterSpec.integer(
      "runs", in: 20...10_000, default: 200,
      help: "releases made, half of them to learn from and half to be asked about"),
    ParameterSpec.real(
      "tilt", in: 0.01...1, default: 0.25,
      help: "how far the share is moved up and down, in parts of the rarer side's share"),
    ParameterSpec.integer(
      "budget", in: 1...1000, default: 3, help: "columns tried where none is named"),
  ]

  private let runs: Int
  private let tilt: Double
  private let budget: Int

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    runs = values.integer("runs")
    tilt = values.real("tilt")
    budget = values.integer("budget")
  }

  /// Learns and asks, for each secret number column or for the first ones.
  ///
  /// - Throws: `AttackError` for tables or columns that do not suit it and without a generator; what
  ///   the generator throws; `LearnerError`; `CancellationError`.
  /// - Complexity: `runs` releases for each column.
  public func outcome(
    of game: RiskGame, in context: RunContext<Fraction>
  ) throws -> RiskOutcome {
    try game.check(for: Self.self)
    guard let generator = game.generator else {
      throw AttackError.notApplicable(
        attack: Self.title,
        because: "it runs the program that made the release on data of its own, and none was given")
    }
    let population = try numbers(of: game)
    let wanted = game.secret.isEmpty ? population.names : game.secret
    let properties = wanted.compactMap { name in
      population.names.firstIndex(of: name).flatMap {
        TiltedGroups(population.rows, column: $0, name: name, tilt: tilt)
      }
    }.prefix(game.secret.isEmpty ? budget : wanted.count)
    guard !properties.isEmpty else {
      throw AttackError.notApplicable(
        attack: Self.title,
        because: "none of the columns asked about is a number that differs from person to person")
    }
    var trials: [(String, ColumnTrial)] = []
    for (place, property) in properties.enumerated() {
      let rate = try told(
        property, generator, seed: game.seed, in: context.step(place, of: properties.count))
      trials.append(
        (
          property.text,
          ColumnTrial(
            attack: rate, baseline: SuccessRate(rate.trials / 2, of: rate.trials), control: nil)
        ))
    }
    return ColumnTrials.outcome(
      trials,
      remarks: [
        "What it learns is a property of the whole class, such as the share of women; it names nobody.",
        "The groups it tells apart are drawn from all real rows at hand, which stand for the population.",
      ], isAboutEverybody: true)
  }

  /// Releases told apart, of the half that the forest has not seen.
  private func told(
    _ property: TiltedGroups, _ generator: GeneratorAccess, seed: UInt32,
    in context: RunContext<Fraction>
  ) throws -> SuccessRate {
    // Sides alternate, and both halves have as many of each.
    let count = runs - runs % 4
    let done = ProgressCounter(of: count, in: context)
    let summaries = try parallelMap(count, in: context) { run in
      let runSeed = seed &+ UInt32(truncatingIfNeeded: run + 1)
      let rows = property.group(isHigh: run % 2 == 1, seed: runSeed)
      let release = try abandonable(in: context) { try generator.make(from: rows, seed: runSeed) }
      done.add(1)
      return TableSummary.values(of: release)
    }
    let half = count / 2
    let learned = Matrix(Array(summaries[..<half]))
    let asked = Matrix(Array(summaries[half...]))
    var forest = RandomForest()
    forest.seed = seed
    let trained = forest
    let chances = try abandonable(in: context) {
      try trained.probabilities(
        of: asked, grownOn: learned, isPositive: (0..<half).map { $0 % 2 == 1 },
        in: context)
    }
    let right = chances.indices.count { (chances[$0] > 0.5) == ((half + $0) % 2 == 1) }
    return SuccessRate(right, of: half)
  }

  /// The number columns of all real rows that have no gap in them.
  private func numbers(of game: RiskGame) throws -> (names: [String], rows: Matrix) {
    let names = game.generatorColumns
    let columns = PlainTable.make(game.tables, columns: names)
    let rows = columns.flatMap { table in
      (0..<table.count).map { row in table.columns.map { $0[row] } }
    }.filter { $0.allSatisfy(\.isFinite) }
    guard rows.count >= 8 else {
      throw AttackError.notApplicable(
        attack: Self.title,
        because: "there are \(rows.count) real rows without gaps, at least 8 are needed")
    }
    return (names, Matrix(rows, columns: names.count))
  }
}
