import Jobs
import Numeric
import Parameters
import Tabular

/// Finds people of another file in the release, by the columns that both have.
///
/// The other file holds the known columns of people: of the training rows, and for comparison of the
/// holdout. Each person is joined with the released rows that agree in all of them; of several, one
/// is taken at random. The link is right if the released row agrees with the person's record in the
/// wanted columns too. Guessing blindly takes any released row.
public struct RecordLinkage: RiskAttack {
  /// On the command line.
  public static let name = "record-linkage"
  /// In menus and messages.
  public static let title = "Linkage with an auxiliary file"
  /// In menus and help.
  public static let summary = "Joins a file with names to the release by easily known columns."
  /// The paper that brought the attack to everybody's notice.
  public static let source = Citation(
    "Narayanan, Shmatikov: Robust De-anonymization of Large Sparse Datasets, IEEE S&P 2008",
    link: "https://doi.org/10.1109/SP.2008.33")
  /// `targets`, `columns`, `tolerance`, `budget`.
  public static let parameters = [
    RiskSettings.targets,
    ParameterSpec.integer(
      "columns", in: 1...100, default: 4,
      help: "most columns that the other file has, where none are named"),
    ParameterSpec.real(
      "tolerance", in: 0...1, default: 0,
      help: "how far numbers may differ and still agree, as a share of the column's range"),
    RiskSettings.budget,
  ]

  private let targets: Int
  private let width: Int
  private let tolerance: Double
  private let budget: Int

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    targets = values.integer("targets")
    width = values.integer("columns")
    tolerance = values.real("tolerance")
    budget = values.integer("budget")
  }

  /// Joins the files; where the game names no known columns, by random sets of them.
  ///
  /// - Throws: `AttackError` for tables or columns that do not suit it; `CancellationError`.
  /// - Complexity: O(targets × released rows × columns) for each set of columns.
  public func outcome(
    of game: RiskGame, in context: RunContext<Fraction>
  ) throws -> RiskOutcome {
    try game.check(for: Self.self)
    let questions = ColumnChoice.quasiIdentifiers(of: game, most: width, budget: budget)
    return try ColumnTrials.outcome(of: Self.self, game, questions, in: context) {
      question, seed, context in
      let names = question.known + question.wanted
      let tables = PlainTable.make([game.release] + game.tables, columns: names)
      let join = FileJoin(
        release: tables[0], slack: Self.slack(game, names, tables[1], tolerance),
        keys: question.known.count)
      let rates = try game.tables.indices.map { table in
        let rows = Targets.rows(targets, of: game.tables[table], seed: seed)
        return try join.rate(of: tables[table + 1], rows, seed: seed, in: context)
      }
      let blind = join.blindRate(
        of: tables[1], Targets.rows(targets, of: game.training, seed: seed), seed: seed)
      return ColumnTrial(
        attack: rates[0], baseline: blind, control: rates.count > 1 ? rates[1] : nil)
    }
  }

  /// How far two values of each column may differ and still agree; nil for categories.
  private static func slack(
    _ game: RiskGame, _ names: [String], _ training: PlainTable, _ tolerance: Double
  ) -> [Double?] {
    names.indices.map { place in
      guard game.training.column(named: names[place])?.isNumber == true else { return nil }
      let present = training.columns[place].filter { !$0.isNaN }
      guard let low = present.min(), let high = present.max() else { return 0 }
      // Rounding of a number that was scaled and scaled back is no difference.
      return max(tolerance * (high - low), 1e-9 * max(abs(low), abs(high)))
    }
  }
}

/// A join of people with released rows.
struct FileJoin: Sendable {
  let release: PlainTable
  /// How far values of each column may differ; nil for categories.
  let slack: [Double?]
  /// The first columns are those of the other file; the rest tell whether a link is right.
  let keys: Int

  /// Links made and right, over the people asked about.
  ///
  /// - Throws: `CancellationError`.
  func rate<Update>(
    of people: PlainTable, _ rows: [Int], seed: UInt32, in context: RunContext<Update>
  ) throws -> SuccessRate {
    let matches = try parallelChunks(of: rows.count, grain: 8, in: context) { range in
      try range.map { place in
        try context.checkCancellation()
        return (0..<release.count).filter { agree(people, rows[place], $0, 0..<keys) }
      }
    }.flatMap(\.self)
    var random = NumPyRandom(seed: seed)
    let right = rows.indices.count { place in
      guard !matches[place].isEmpty else { return false }
      let link = matches[place][random.integer(below: matches[place].count)]
      return agree(people, rows[place], link, keys..<slack.count)
    }
    return SuccessRate(right, of: rows.count)
  }

  /// The same for links made at random.
  func blindRate(of people: PlainTable, _ rows: [Int], seed: UInt32) -> SuccessRate {
    var random = NumPyRandom(seed: seed ^ 0x5bd1_e995)
    let right = rows.count { row in
      agree(people, row, random.integer(below: release.count), 0..<slack.count)
    }
    return SuccessRate(right, of: rows.count)
  }

  private func agree(
    _ people: PlainTable, _ row: Int, _ released: Int, _ columns: Range<Int>
  ) -> Bool {
    columns.allSatisfy { column in
      let one = people.columns[column][row]
      let other = release.columns[column][released]
      if one.isNaN || other.isNaN { return one.isNaN && other.isNaN }
      guard let slack = slack[column] else { return one == other }
      return abs(one - other) <= slack
    }
  }
}
