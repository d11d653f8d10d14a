import Numeric

/// What a claim follows from, as a reader can check it: the fewest rows, the reasoning in
/// sentences, how well it fits, what is taken for granted and what else it could have been.
///
/// No sentence tells the value of a cell, so all may be shown where values are masked.
public struct Proof: Sendable, Equatable {
  /// The fewest lines that it follows from.
  public let lines: [EvidenceLine]
  /// The fewest released rows, ascending: those of `lines`, and the claimed row itself.
  public let rows: [Int]
  /// Other claims of the same attack that it leans on, by number, ascending.
  public let claims: [Int]
  /// The reasoning, step by step, for a reader who knows nothing of oversampling.
  public let steps: [String]
  /// What is taken for granted beyond how such rows are made; nil if nothing is.
  public let premise: String?
  /// What else it could have been, and why it was not; a sentence each.
  public let ruledOut: [String]
  /// How far the named rows are from where the claim puts them: the largest difference in a column
  /// as a share of the column's range in the release; nil where nothing can be measured.
  public let residual: Double?

  /// - Parameters:
  ///   - guess: the claim; rows of its evidence are rows of `release`.
  ///   - release: the minority rows of the release.
  ///   - names: what the rows are called.
  ///   - weights: 1 / range of each column, as `weights(of:)` gives them.
  ///   - record: the values of an earlier claim of the same attack; nil where it has none.
  /// - Complexity: O(rows of the evidence × columns).
  public init(
    _ guess: Guess, release: Matrix, names: RowNames, weights: [Double],
    record: (Int) -> [Double]? = { _ in nil }
  ) {
    let evidence = guess.evidence
    let least = LeastEvidence.lines(of: evidence, certainty: guess.certainty)
    lines = least
    var used = Set(least.flatMap(\.rows))
    if case .real(let row) = guess.claim { used.insert(row) }
    rows = used.sorted()
    claims = Set(least.compactMap(\.record)).sorted()
    let residual = Self.residual(guess, least, release, weights, record)
    self.residual = residual
    let story = ProofStory(guess: guess, lines: least, names: names)
    steps = story.sentences + [ProofStory.check(residual)].compactMap(\.self)
    premise = ProofGrounds.premise(evidence.premise, weights: weights)
    ruledOut = evidence.ruledOut.map { ProofGrounds.sentence($0) }
  }

  /// The name of a line in the sentences: `L1`.
  public static func name(ofLine line: Int) -> String { "L\(line + 1)" }

  private static func residual(
    _ guess: Guess, _ lines: [EvidenceLine], _ release: Matrix, _ weights: [Double],
    _ record: (Int) -> [Double]?
  ) -> Double? {
    let claimed: [Double]? =
      switch guess.claim {
      case .record(let values): values
      case .real(let row): (0..<release.rows).contains(row) ? release.row(row) : nil
      }
    guard let claimed, guess.evidence.reason != .repeatedRow else { return nil }
    let ends = lines.map { line in
      line.otherEnd.isEmpty ? line.record.flatMap(record) : line.otherEnd
    }
    return ProofResidual(record: claimed, rows: release, weights: weights)
      .largest(over: Array(zip(lines, ends)))
  }

  /// 1 / range of each column of a release; 0 for a column of one value. O(rows × columns).
  public static func weights(of release: Matrix) -> [Double] {
    (0..<release.columns).map { column in
      var (low, high) = (Double.infinity, -Double.infinity)
      for row in 0..<release.rows {
        low = min(low, release[row, column])
        high = max(high, release[row, column])
      }
      return high > low ? 1 / (high - low) : 0
    }
  }
}
