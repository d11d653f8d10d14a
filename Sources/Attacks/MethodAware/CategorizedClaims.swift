import Jobs
import Numeric

/// Adds categories to the claims of a reconstruction by numbers.
enum CategorizedClaims {
  /// Runs `reconstruct`, which answers the records found and known. Where the release shows
  /// categories its claims are held back until all are made, and made with the categories that the
  /// release tells; otherwise they pass as they come.
  ///
  /// - Throws: what `reconstruct` throws; `CancellationError`.
  static func make(
    on release: Release, in context: RunContext<AttackUpdate>,
    _ reconstruct: (RunContext<AttackUpdate>) throws -> Matrix
  ) throws -> Matrix {
    guard release.categories != nil else { return try reconstruct(context) }
    let held = Locked([Guess]())
    let holding = RunContext<AttackUpdate>(
      threads: context.threads, isCancelled: { context.isCancelled }
    ) { update in
      if case .guesses(let guesses) = update {
        held.withLock { $0 += guesses }
      } else {
        context.report(update)
      }
    }
    let records = try reconstruct(holding)
    let guesses = held.withLock { $0 }
    context.report(.guesses(try categorized(guesses, release, records, in: context)))
    return records
  }

  private static func categorized(
    _ guesses: [Guess], _ release: Release, _ records: Matrix, in context: RunContext<AttackUpdate>
  ) throws -> [Guess] {
    guard let inference = try CategoryInference(release, records: records, in: context) else {
      return guesses
    }
    let levels = try inference.guesses(in: context)
    let numbers = RowNumbers(records)
    return guesses.map { guess in
      guard let values = guess.values,
        let record = numbers.number(ofRow: 0, in: Matrix([values]))
      else { return guess }
      return Guess(
        guess.claim, evidence: guess.evidence, error: guess.error, certainty: guess.certainty,
        categories: levels[numbers.firstRows[record]])
    }
  }
}
