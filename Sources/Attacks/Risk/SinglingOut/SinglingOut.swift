import Jobs
import Numeric
import Parameters
import Tabular

/// Describes people so that the description fits one person only.
///
/// Predicates are made that fit exactly one released row; one that fits exactly one person in the
/// training rows has singled that person out. Guessing blindly makes predicates of random columns,
/// relations and values that occur. Released rows that are alike count as one, as in Anonymeter: a
/// record that was copied is described as well as one that was not. People with the same values are
/// different people: real rows are not made unique, and no description singles out one of two who
/// are alike.
///
/// Source: the singling-out criterion of the Article 29 Working Party as Giomi et al. measure it.
/// Status: agrees with Anonymeter 1.1.0 for the same predicates; the correction for the size of the
/// holdout is fitted to expectations where Anonymeter fits it to random draws.
public struct SinglingOut: RiskAttack {
  /// On the command line.
  public static let name = "singling-out"
  /// In menus and messages.
  public static let title = "Singling out"
  /// In menus and help.
  public static let summary = "Finds descriptions that fit one person only."
  /// The paper that defines the attack.
  public static let source = Linkability.source
  /// `mode`, `predicates`, `columns`.
  public static let parameters = [
    ParameterSpec.choice(
      "mode", of: ["multivariate", "univariate"],
      help: "multivariate: several columns at a time; univariate: extreme and rare values of one"),
    ParameterSpec.integer(
      "predicates", in: 1...100_000, default: 500, help: "descriptions to try"),
    ParameterSpec.integer(
      "columns", in: 1...1000, default: 3,
      help: "mode=multivariate only: columns of a description"),
  ]

  private let isMultivariate: Bool
  private let predicates: Int
  private let width: Int

  /// - Parameter values: settings after `parameters`.
  public init(_ values: ParameterValues) throws(ParameterError) {
    isMultivariate = values.choice("mode") == "multivariate"
    predicates = values.integer("predicates")
    width = values.integer("columns")
  }

  /// Makes predicates about the columns the attacker knows, or about all, and tries them.
  ///
  /// - Throws: `AttackError` for tables or columns that do not suit it, and for a release of which no
  ///   row can be singled out; `CancellationError`.
  /// - Complexity: O(predicates × rows × columns), some hundred times that where few rows can be
  ///   singled out.
  public func outcome(
    of game: RiskGame, in context: RunContext<Fraction>
  ) throws -> RiskOutcome {
    try game.check(for: Self.self)
    let names = game.known.isEmpty ? game.columnNames : game.known
    let source = PredicateSource(
      try DistinctRows.of(game.release, columns: game.columnNames, in: context.silenced()),
      columns: names)
    var random = NumPyRandom(seed: game.seed)
    let made = try self.made(by: source, of: names.count, random: &random, in: context)
    guard !made.isEmpty else {
      throw AttackError.notApplicable(
        attack: Self.title, because: "no description of these columns fits one released row only")
    }
    context.report(Fraction(0.5))
    let blind = try source.blind(
      made.count, width: isMultivariate ? min(width, names.count) : 1, random: &random,
      in: context)
    let outcome = RiskOutcome(
      attack: try rate(made, in: game.training, context),
      baseline: try rate(blind, in: game.training, context),
      control: try game.holdout.map {
        try rate(made, in: $0, comparedWith: game.training.rowCount, context)
      }, remarks: remarks(made.count) + game.remarkOnHoldout)
    context.report(Fraction(1))
    return outcome
  }

  private func made(
    by source: PredicateSource, of columns: Int, random: inout NumPyRandom,
    in context: RunContext<Fraction>
  ) throws -> [Predicate] {
    guard isMultivariate else {
      return try source.univariate(predicates, random: &random, in: context)
    }
    return try source.multivariate(
      predicates, width: min(width, columns), random: &random, in: context)
  }

  private func rate(
    _ predicates: [Predicate], in table: Dataset, comparedWith size: Int? = nil,
    _ context: RunContext<Fraction>
  ) throws -> SuccessRate {
    let counter = PredicateCounter(table)
    let fits = try parallelChunks(of: predicates.count, grain: 4, in: context) { range in
      range.map { counter.count(predicates[$0]) }
    }.flatMap(\.self)
    return Self.rate(ofFits: fits, rows: table.rowCount, comparedWith: size)
  }

  /// How often predicates isolate somebody.
  ///
  /// - Parameters:
  ///   - fits: for each predicate, rows of a table that it fits.
  ///   - rows: of that table.
  ///   - size: people it is compared with, if their number differs.
  public static func rate(
    ofFits fits: [Int], rows: Int, comparedWith size: Int? = nil
  ) -> SuccessRate {
    let corrected =
      size.flatMap { $0 == rows ? nil : SizeCorrection.expected(fits, of: rows, at: $0) }
    return SuccessRate(fits.count { $0 == 1 }, of: fits.count, corrected: corrected)
  }

  private func remarks(_ count: Int) -> [String] {
    guard count < predicates else { return [] }
    return [
      "Only \(count) descriptions fit one released row each; \(predicates) were asked for."
    ]
  }
}
